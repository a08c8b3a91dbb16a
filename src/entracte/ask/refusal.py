"""What is not answered, in one line each, and what is."""

from __future__ import annotations

from entracte.ask.question import Question

ANSWERED = (
    "I answer whether one treatment may follow another, how long to wait, what to do before and after, "
    "who should not have it, and when to get help."
)
SUBJECTS = {
    "price": "I do not answer questions on price or insurance.",
    "place": "I do not know clinics, places or opening hours.",
    "tipping": "I do not answer questions on tipping.",
    "self-injection": "I do not help anyone to inject themselves or others. It can cost sight or skin. "
    "Please see a trained person.",
    "home-device": "I do not answer for treatments done at home.",
    "photo": "I cannot look at pictures or say what a mark is. Please show it to a doctor, soon if it "
    "changes or worries you.",
    "medical-use": "I do not answer questions on medical use or illness. Please ask your doctor.",
    "not-modelled": "I hold nothing on that treatment.",
    "legal": "I do not answer legal questions.",
    "prompt": "I only answer questions on the timing of skin and face treatments.",
    "subject": "I do not answer questions on that.",
}
UNCLEAR = {
    "empty": "Please type a question.",
    "too-long": "That is too long for me to read well. Please ask in a sentence or two.",
    "language": "I read English only. If you cannot breathe, swallow, see or speak well, call 112, 911 or "
    "999 now.",
    "which-treatment": "Which treatment do you mean?",
    "what-about-it": "What would you like to know about it?",
}
# Offered where no treatment was named; those that the base lacks are left out.
OFTEN = ("botulinum-toxin", "filler", "microneedling", "laser", "peel", "facial")


def sentence(question: Question) -> str:
    """The one line that declines or asks back."""
    if question.kind == "out_of_scope":
        return f"{SUBJECTS.get(question.why or 'subject', SUBJECTS['subject'])} {ANSWERED}"
    asked = UNCLEAR[question.why or "which-treatment"]
    example = 'For example: "How long after Botox can I have microneedling?"'
    return f"{asked} {example}" if question.why in ("empty", "which-treatment") else asked


def declined(question: Question) -> str:
    """The line on the half of a question that is out of scope."""
    return " ".join(SUBJECTS[topic] for topic in question.declined)
