"""What someone typed, as clean tokens: no markup, no control characters, contractions opened."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import NamedTuple

# Past this a text is no question; emergencies are still looked for, up to the second bound.
LONGEST = 2_000
LONGEST_SCANNED = 200_000

_TAG = re.compile(r"<[a-zA-Z/!?][^<>]{0,500}>")
_SCRIPT = re.compile(r"<(script|style)\b.*?(</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_TOKEN = re.compile(
    r"[a-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?(?![a-z])|\d+|[?!.,;:()&+/\n]|[^\W\d_]+"
)

_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": ", ", "…": "."}
)
# Short forms as people type them, opened so that the grammar sees one wording.
_OPENED = {
    "i'm": "i am", "im": "i am", "i've": "i have", "ive": "i have", "i'd": "i would", "i'll": "i will",
    "you've": "you have", "youve": "you have", "you're": "you are", "youre": "you are", "you'd": "you would",
    "we've": "we have", "they've": "they have", "she's": "she is", "he's": "he is", "it's": "it is",
    "its": "it is",
    "that's": "that is", "thats": "that is", "what's": "what is", "whats": "what is", "when's": "when is",
    "whens": "when is", "how's": "how is", "hows": "how is", "where's": "where is", "who's": "who is",
    "there's": "there is", "can't": "can not", "cant": "can not", "cnt": "can not", "cannot": "can not",
    "won't": "will not",
    "wont": "will not", "don't": "do not", "dont": "do not", "doesn't": "does not", "doesnt": "does not",
    "didn't": "did not", "didnt": "did not", "isn't": "is not", "isnt": "is not", "aren't": "are not",
    "arent": "are not", "wasn't": "was not", "wasnt": "was not", "weren't": "were not", "haven't": "have not",
    "havent": "have not", "hasn't": "has not", "hasnt": "has not", "hadn't": "had not",
    "couldn't": "could not",
    "couldnt": "could not", "shouldn't": "should not", "shouldnt": "should not", "wouldn't": "would not",
    "wouldnt": "would not", "mustn't": "must not", "wanna": "want to", "gonna": "going to", "gotta": "got to",
    "u": "you", "ur": "your", "r": "are", "b4": "before", "bf": "before", "2day": "today",
    "2moro": "tomorrow",
    "tmrw": "tomorrow", "tmr": "tomorrow", "tomoz": "tomorrow", "tommorow": "tomorrow", "tomorow": "tomorrow",
    "yday": "yesterday", "abt": "about", "bc": "because", "w": "with", "wk": "week", "wks": "weeks",
    "wkz": "weeks",
    "mo": "month", "mos": "months", "mth": "month", "mths": "months", "mnths": "months", "hr": "hour",
    "hrs": "hours", "yr": "year", "yrs": "years", "appt": "appointment", "appts": "appointments",
    "tx": "treatment",
    "preggo": "pregnant", "preggers": "pregnant", "okay": "ok", "okey": "ok", "alright": "ok",
    "aftr": "after",
    "afer": "after", "befor": "before", "inbetween": "between", "afterwards": "afterward", "pls": "please",
    "plz": "please", "thru": "through", "cuz": "because", "coz": "because", "til": "until", "till": "until",
    "folowing": "following", "beetween": "between",
}  # fmt: skip
_SHORT = re.compile(
    r"(?<![a-z'])(?:" + "|".join(sorted(map(re.escape, _OPENED), key=len, reverse=True)) + r")(?![\w'])"
)
_SHORT_UNIT = re.compile(r"(\d)\s?(w|d)\b(?!/)")
_UNLETTERED = re.compile(r"w/(?=o\b)|w/o\b|\bb4\b|\b2day\b|\b2moro\b|\ball right\b|\bany ?more\b")
_REPLACED = {"w/o": "without", "b4": "before", "2day": "today", "2moro": "tomorrow", "all right": "ok"}


class Token(NamedTuple):
    """One word or mark in lower case, and its stem."""

    text: str
    stem: str

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return not self.text[0].isalnum()


def clean(question: str) -> str:
    """The words alone: markup, control and direction marks and pictures out, accents and quotes plain."""
    text = question[:LONGEST_SCANNED]
    if "<" in text:
        text = _TAG.sub(" ", _SCRIPT.sub(" ", text))
    if "&" in text:
        text = html.unescape(text)
        text = _TAG.sub(" ", _SCRIPT.sub(" ", text)) if "<" in text else text
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_QUOTES))
        # An accent, a soft hyphen or a zero-width mark inside a word must not part it.
        text = "".join(_plain(c) for c in text)
    text = "".join(c if c.isprintable() or c == "\n" else " " for c in text)
    return re.sub(r"[ \t]+", " ", text).strip()


def _plain(char: str) -> str:
    if char.isascii():
        return char
    category = unicodedata.category(char)
    if category in ("Mn", "Cf"):
        return ""
    return char if category[0] in "LN" else " "


def tokens(text: str) -> tuple[Token, ...]:
    """A clean text as tokens; hyphens part words, so "micro-needling" reads as two."""
    lowered = text.lower().replace("\n", " . ").replace(" - ", " , ")
    lowered = _UNLETTERED.sub(lambda m: _REPLACED.get(m[0], m[0]), lowered)
    lowered = _SHORT_UNIT.sub(lambda m: f"{m[1]} {'weeks' if m[2] == 'w' else 'days'} ", lowered)
    opened = _SHORT.sub(lambda m: _OPENED[m[0]], lowered)
    return tuple(_token(m[0]) for m in _TOKEN.finditer(opened))


def words(phrase: str) -> tuple[str, ...]:
    """The stems of a phrase of the base, cut exactly as a question is."""
    return tuple(t.stem for t in tokens(clean(phrase)) if not t.is_mark)


def _token(raw: str) -> Token:
    text = raw.removesuffix("'s").replace("'", "") if "'" in raw else raw
    return Token(text, stem(text))


def stem(word: str) -> str:
    """A word without its plural ending."""
    if len(word) <= 3 or word[-1] != "s" or word[-2] in "sui" or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    return word[:-1]
