"""What entracte does not answer, and what a question that names no treatment is about."""

from __future__ import annotations

import re

# Subjects out of scope, each with words that show it.
_OUT = {
    "price": re.compile(
        r"\b(?:price\w*|pricing|cost\w*|how much (?:is|are|for|does|do|would|will|money|to get"
        r"|should i pay)|cheap\w*|expensive|afford\w*|discount\w*|voucher\w*"
        r"|groupon|deal|deals|financ\w*|payment plan|pay monthly|insurance|insured|medicare|medicaid"
        r"|refund\w*|deposit|per unit cost"
        r"|worth the money|fee|fees|charge for|\$ ?\d+|£ ?\d+|dollars|pounds per|budget|tax deductible"
        r"|fsa|hsa|klarna|cover(?:ed)? by (?:the )?nhs"
        r"|quote|rates? for)\b"
    ),
    "place": re.compile(
        r"\b(?:(?:can|where|how|should) (?:\w+ ){0,2}buy\b|near me|nearby|nearest|in my (?:area|city|town)"
        r"|where (?:can|do|could|should|to"
        r"|is the best place)(?: i| you)? (?:get|buy|go|find|have)|best (?:clinic|doctor|"
        r"injector|place|practitioner|salon|surgeon|dermatologist|spa)s?|recommend (?:a|any|me a"
        r"|some) (?:\w+ )?(?:clinic|doctor|injector|place|practitioner"
        r"|surgeon|dermatologist|salon|spa)|phone number|opening (?:hours|times)|what time do you (?:open"
        r"|close)|book (?:me|an appointment)|address|directions"
        r"|do you have (?:\w+ ){0,2}appointments?|do you (?:offer|do|have any (?:openings|appointments)"
        r"|sell|take walk ins)|in (?:london|manchester|new york|los angeles|miami|dubai|toronto|sydney"
        r"|turkey|"
        r"chicago|houston|dallas|leeds|birmingham|dublin|glasgow))\b"
    ),
    "tipping": re.compile(r"\b(?:tip|tips|tipping|tipped|gratuity)\b(?! (?:of|for (?:after|care|recover"
    r"|heal|prep|get)))"),
    "self-injection": re.compile(
        r"\b(?:inject\w* (?:\w+ ){0,4}(?:myself|yourself|my self|own face|each other|themselves"
        r"|my (?:friend|husband|wife|sister|mum|mom))"
        r"|(?:do|doing|give|giving|use|using) (?:\w+ ){0,4}(?:on |to )?(?:myself|my own face|yourself)\b"
        r"|diy|self inject\w*|self administ\w*"
        r"|inject (?:\w+ ){0,2}my own|buy (?:\w+ ){0,4}(?:online|to inject|without a prescription"
        r"|off amazon|from amazon|on ebay)|order (?:\w+ ){0,3}online|hyaluron pen|inject myself"
        r"|learn to inject|train(?:ing)? (?:course )?to inject|become an? (?:\w+ )?(?:injector"
        r"|practitioner|aesthetician)|qualif\w+ to inject)\b"
    ),
    "home-device": re.compile(
        r"\b(?:at home|home use|from home|home kit|home device|own derma ?roller|home (?:micro ?needling"
        r"|peel|laser|ipl|derma ?roll\w*))\b"
    ),
    "photo": re.compile(
        r"\b(?:(?:look at|see|check|attached|attach|here is|sending|uploaded|send you|posted|judge from"
        r"|rate) (?:\w+ ){0,3}(?:photo|picture|pic|image|selfie)s?"
        r"|(?:photo|picture|pic|image)s? (?:attached|below|above)|diagnos\w*|what is this (?:bump|lump"
        r"|spot|mark|rash|mole|thing)"
        r"|is this (?:bump|lump|spot|mark|rash|mole|thing|a mole|skin cancer|cancer|eczema|acne|herpes"
        r"|infected|normal))\b"
    ),
    "medical-use": re.compile(
        r"\b(?:migraine\w*|chronic headaches?|(?:excessive|heavy|stop|reduce|cure|for|underarm|armpit"
        r"|treat|help with|end to|facial) (?:\w+ )?sweat\w*|sweaty|hyperhidrosis|cervical dystonia"
        r"|dystonia|spastic\w*|overactive bladder|bladder|incontinence|tmj|tmd"
        r"|bruxism|teeth grinding|cerebral palsy|strabismus|blepharospasm|depression|anxiety|arthritis"
        r"|gastroparesis|anal fissure|hair loss|alopecia|baldness|sciatica"
        r"|back pain|neck pain|shoulder pain|medical (?:botox|use|reason)|nhs|erectile|vaginismus"
        r"|stroke patient|parkinson\w*|tinnitus|asthma attack|carpal tunnel"
        r"|plantar|pain in (?:my|the) (?:neck|shoulder|back|knee|foot|hip|left|right)\w*|drooling in)\b"
    ),
    "not-modelled": re.compile(
        r"\b(?:iv (?:drip|therapy|vitamin|infusion)\w*|vitamin drip|nad\+?|b ?12 (?:shot|injection|jab)s?"
        r"|hair transplant\w*|eyelash\w*|lash (?:lift|extension)s?|manicure|pedicure|gel nails|acrylics?"
        r"|nails|hair (?:colou?r|dye|cut|extensions|botox)|botox for hair|keratin treatment"
        r"|hair straighten\w*|acupuncture|cupping|chiropract\w*|physiotherapy|colonic|steroid cycle"
        r"|testosterone|hormone pellets|bbl surgery|brazilian butt"
        r"|gastric (?:sleeve|band|balloon|bypass)|piercing\w*|ear candling|teeth aligners|spray machine"
        r"|perm|brow lamination|lash tint)\b"
    ),
}  # fmt: skip
_LEGAL = re.compile(
    r"\b(?:sue|lawsuit|lawyer|solicitor|compensation|legal action|malpractice|negligence claim)\b"
)
_PROMPT = re.compile(
    r"\b(?:ignore (?:all |any |the |your )?(?:previous|prior|above|earlier)|system prompt|you are now"
    r"|act as|pretend (?:to be|you)|jailbreak|developer mode"
    r"|as an ai|language model|disregard (?:all|the|your)|reveal your|your instructions"
    r"|write (?:me )?(?:a|an) (?:poem|story|essay|code|email|python|song)"
    r"|translate (?:this|the)|select \w+ from|drop table)\b"
)

_TOPICS = {
    "aftercare": re.compile(
        r"\b(?:after ?care|not (?:be )?allowed to do|not (?:supposed|meant) to do|things (?:to|i need to"
        r"|i should|not to|you (?:should|can) ?(?:not)?) ?(?:avoid|do)?|should (?:i|you) avoid|"
        r"(?:need|have) to avoid|avoid (?:doing|after|following)|to avoid|must (?:i|you) avoid"
        r"|do s and do not s|dos and do nts|do and do not|what (?:am i|are you) (?:supposed|meant) to do"
        r"|what (?:else )?(?:am i|are you|is) (?:\w+ )?(?:not allowed|off limits)|off limits"
        r"|what not to do|what (?:can|could|should) (?:not )?(?:i|you) (?:not )?do\b|what to do after"
        r"|what should i do after|steer clear of|look after (?:my|your|the|it)|care for|recovery tips"
        r"|what (?:can|should) (?:i|you) (?:not )?do (?:after|following|once|post|straight)|restrictions"
        r"|rules after|instructions|heal faster|speed up (?:healing|recovery))\b"
    ),
    "eligibility": re.compile(
        r"\b(?:qualif\w*|eligib\w*|good candidate|right candidate|candidates?|who (?:can|should|is|are"
        r"|could|would|may)\b|which people|for which people|suitable (?:for|candidate)|suit me"
        r"|am i (?:suitable|able|allowed|a)"
        r"|who (?:\w+ )?not for|bad idea for|contra ?(?:in)?dications?|contradindications?"
        r"|should not (?:have|get)|for men|men too|male|skin types?|every skin|all skin|skin tones?"
        r"|everybody|for everyone|what age|which age|how old"
        r"|too (?:old|young)|age (?:limit|is|to start|should)|right age|minimum age)\b"
    ),
    "preparation": re.compile(
        r"\b(?:prepar\w*|prep\b|know (?:ahead of|before|prior)|need to know|what should i do before"
        r"|what to do before|get ready|before (?:my|the|your) (?:first|appointment)|stop taking before"
        r"|bring to)\b"
    ),
    "medication": re.compile(r"\b(?:medications?|medicines?|meds|drugs?|tablets|pills|interact\w*"
    r"|prescriptions?|supplements?)\b"),
    "work": re.compile(
        r"\b(?:(?:back|return|go|going|returning|heading back) (?:\w+ )?to (?:\w+ )?(?:work|the office"
        r"|normal)|off (?:from )?work|time off|days off"
        r"|(?:can|could|may|should) (?:i|you) work|going to work|work (?:after|the (?:next|same|day)"
        r"|straight|tomorrow|same)|the office|in public|go out|presentable|zoom|sociali[sz]\w*)\b"
    ),
    "age": re.compile(r"\b(?:what age|which age|how old|too (?:old|young)|age is|right age|minimum age"
    r"|age limit|age to start|age should)\b"),
    "male": re.compile(r"\b(?:for men|men too|male|guys|for a man|brotox)\b"),
    "skin-type": re.compile(r"\b(?:skin types?|every skin|all skin|skin tones?|types? of skin"
    r"|sensitive skin|dry skin|oily skin)\b"),
}  # fmt: skip

FAMILIAR = frozenset(
    """the a an is are was i you my me it to of and or for in on at with how what when can could do does
    will would should if have had has be been this that there any not no get got after before long many
    much ok safe so then your
    we about from
    am did who which why where need want just than more them they her she he his us as by but up
    out""".split()
)
_FOREIGN_WORDS = frozenset(
    """que puedo despues antes cuando cuanto tiempo hacer hacerme para del los las una con por tengo estoy
    como
    quand apres avant puis je peux combien temps entre les des une pour avec est suis j'ai faire
    kann ich nach vor wann wie lange und der die das ist nicht mit eine einen nachdem zwischen darf man
    posso dopo prima quando quanto tempo fare della sono con fazer depois quanto tempo meu minha
    na po przed czy ile moge kiedy efter innan kan jag hur lange met voor kan ik hoe lang""".split()
)  # fmt: skip


def out_of_scope(said: str) -> tuple[str, ...]:
    """The subjects out of scope that a text touches."""
    found = [topic for topic, words in _OUT.items() if words.search(said)]
    if _LEGAL.search(said):
        found.append("legal")
    return tuple(found)


def is_prompt(said: str) -> bool:
    """Whether the text talks to a machine rather than asks about a treatment."""
    return bool(_PROMPT.search(said))


def topic(said: str) -> str | None:
    """What is asked besides treatments, the more telling first."""
    for name in ("age", "male", "skin-type", "aftercare", "eligibility", "medication", "preparation", "work"):
        if _TOPICS[name].search(said):
            return name
    return None


def is_foreign(words: list[str]) -> bool:
    """Whether a text is in another language than English, as far as its small words tell."""
    letters = [w for w in words if w.isalpha()]
    if not letters:
        return False
    if sum(not w.isascii() for w in letters) * 2 > len(letters):
        return True
    english = sum(w in FAMILIAR for w in letters)
    foreign = sum(w in _FOREIGN_WORDS for w in letters)
    return foreign >= 2 and foreign > english
