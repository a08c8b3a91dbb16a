"""Words of the language rather than of the base: grammar, idioms, names that are everyday words."""

from __future__ import annotations

from importlib.resources import files
from typing import Literal

# Names that are also everyday words count only as written here.
EVERYDAY = {
    "led": "LED", "als": "ALS", "ms": "MS", "mint": "MINT|Mint", "cit": "CIT", "bdd": "BDD", "icd": "ICD",
    "halo": "[Hh]alo|HALO",
    "geniu": "Genius", "genius": "Genius", "exceed": "Exceed", "princess": "Princess", "versa": "Versa",
    "accent": "Accent",
    "profound": "Profound", "infini": "Infini", "scarlet": "Scarlet", "spectra": "Spectra",
    "enlighten": "Enlighten",
    "virtue rf": "Virtue", "potenza": "[Pp]otenza", "meso": "[Mm]eso", "afl": "AFL", "pet": "PET",
    "rha": "RHA",
    "mda": "MDA", "sle": "SLE", "bcc": "BCC", "pih": "PIH", "obagi": "[Oo]bagi", "tan": "[Tt]an|TAN",
}  # fmt: skip

# Phrases that must not be read word by word; what they mean to the grammar is told where they are used.
IDIOMS = (
    "run up", "run up to", "in the long run", "touch up", "touch ups", "top up", "top ups",
    "before and after",
    "before or after", "after or before", "before and or after", "either before or after", "after effects",
    "side effects", "in one go", "go ahead", "press conference", "heat of the moment", "come up", "ahead of",
    "peeling off", "skin peeling", "face is peeling", "face peeling", "peeling skin", "skin is peeling",
    "is peeling", "am peeling", "started peeling", "still peeling", "stop peeling", "been peeling",
    "and peeling",
    "peeling and", "peeling a lot", "tea time", "cup of tea", "get in touch", "as well", "laser focused",
    "in the area", "facial expression", "facial expressions", "facial muscle", "facial muscles",
    "facial hair",
    "facial swelling", "facial pain", "facial nerve", "facial features", "facial skin",
    "facial asymmetry now",
    "lip service", "eye opener", "in hand", "on the other hand", "first hand", "get back", "go back",
    "come back",
    "back for more", "back to", "back in", "weeks back", "days back", "months back", "week back",
    "month back",
    "day back", "years back", "year back", "bring back", "put back", "grow back", "growing back", "hold back",
    "call back", "holding back", "back out", "back on", "heading back", "be back", "return back", "ago back",
    "face to face", "let you", "expecting to", "expecting results", "expecting too much", "expecting it",
    "plane ticket", "not expecting", "under pressure", "no pressure", "on paper", "touch base", "ring finger",
    "period", "crown of", "cosmetic", "bottom line", "bottom of", "at hand", "on hand", "arm and a leg",
    "rule of thumb",
    "stomach ache", "best foot", "no brainer", "training course", "pool of", "eating disorder", "on the nose",
    "training day", "rub salt", "sick and tired", "by hand", "get the sun", "hot topic", "cold feet",
)  # fmt: skip

Sort = Literal["procedure", "factor", "activity", "area", "idiom"]

# Slang and verbs that the base, which holds names, leaves to the language.
OWN_WORDS: tuple[tuple[Sort, str, tuple[str, ...]], ...] = (
    ("procedure", "cosmetic-treatment", ("treatment", "treatments", "procedure", "appointment", "session",
        "sessions")),
    ("procedure", "botulinum-toxin", ("botoxing", "tox'd", "botox'd", "toxed", "frozen forehead", "bot0x",
        "btox")),
    ("procedure", "laser", ("lasering", "laser'd", "lazered", "zapped with a laser")),
    ("procedure", "peel", ("chem peels", "peeled with acid")),
    ("procedure", "ha-filler", ("lips filled", "lips plumped", "lips injected", "lips were filled",
                                "lips got filled", "lips done", "lip job", "lip fill")),
    ("procedure", "filler", ("filler'd", "filled lips", "volume injections", "facial/lip contouring")),
    ("procedure", "tattoo", ("inked", "tatoo", "tatto")),
    ("procedure", "vaccination", ("covid and flu jab",)),
    ("procedure", "dental-work", ("teeth", "tooth", "teeth done", "teeth cleaned", "dental clean",
        "dentists")),
    ("activity", "lying-down", ("lay", "laid", "lie", "lying", "lay flat", "laying flat", "lay on my side")),
    ("activity", "sleep-position", ("go to sleep", "go to bed", "sleep", "slept", "slept on my side",
        "slept on my face")),
    ("activity", "flying", ("travelling by plane", "get on a plane", "catch a flight", "flown", "flew",
        "fly home")),
    ("activity", "exercise", ("exercise", "exercising", "exercised", "worked out", "went running",
        "went to the gym", "jog", "jogging", "crossfit", "spin class",
                              "lifting weights", "lift weights", "weightlifting", "hiking", "cycling",
                              "peloton", "gymming", "sweat")),
    ("activity", "makeup", ("make up", "lipstick", "wear makeup", "lippy", "foundation")),
    ("activity", "alcohol", ("alcohol", "drink", "drinking", "drank", "wine", "beer", "prosecco", "champagne",
                             "cocktail", "cocktails", "drunk", "booze", "vodka", "tipsy", "glass of wine")),
    ("activity", "smoking", ("smoke", "smoking", "smoked", "vape", "vaping", "vaped", "cigarette",
        "cigarettes")),
    ("activity", "tanning", ("sunbed", "sunbeds", "tanning bed", "tanning", "tan", "tanned", "sunbathe",
                             "sunbathing", "sunbathed")),
    ("activity", "sun-exposure", ("sun", "sun exposure", "be in the sun", "beach", "beach holiday")),
    ("activity", "heat-exposure", ("hot shower", "hot tub", "saunas", "hot bath", "bath", "steam")),
    ("activity", "swimming", ("swam", "swim", "swimming", "sea")),
    ("activity", "self-tanner", ("fake tan", "spray tan", "self tan", "self tanner", "tan spray")),
    ("activity", "topical-retinoid", ("retinol", "tretinoin", "tret", "retinoid", "retin a", "differin",
        "adapalene")),
    ("activity", "aha-bha", ("glycolic acid", "salicylic acid", "lactic acid", "aha", "bha", "acids",
        "acid toner")),
    ("activity", "vitamin-c", ("vitamin c", "vit c", "vitamin c serum")),
    ("activity", "skin-care", ("skin care products", "skincare products", "skin-care", "products",
        "face mask",
                               "sheet mask", "skincare", "serum", "niacinamide", "hyaluronic serum")),
    ("activity", "nsaid", ("ibuprofen", "advil", "nurofen", "naproxen", "aleve", "anti-inflammatories")),
    ("activity", "aspirin", ("aspirin",)),
    ("activity", "blood-thinning-supplement", ("fish oil", "vitamin e", "omega 3")),
    ("activity", "shaving", ("shaved", "shave", "shaving", "razor")),
    ("activity", "kissing-or-straws", ("kissed", "kiss", "kissing", "oral sex", "straw", "snog", "make out")),
    ("activity", "touching-or-rubbing", ("touched", "rubbed", "pressed", "poke", "poked", "wash my hair",
        "helmet",
                                         "headband", "goggles tight", "hair washed", "haircut",
                                         "wearing a cap")),
    ("activity", "bending", ("bent over", "bent down", "upside down", "downward dog")),
    ("activity", "spicy-food", ("eat", "eating", "food", "ate", "meal", "breakfast")),
    ("activity", "caffeine", ("coffee", "caffeine", "espresso", "drink coffee", "drink tea", "energy drink")),
    ("activity", "analgesic", ("paracetamol", "tylenol", "painkiller", "painkillers")),
    ("activity", "antiviral-prophylaxis", ("antiviral medicine", "antiviral", "antivirals")),
    ("activity", "facial-muscle-exercise", ("frown", "frowned", "smile", "make faces", "raise my eyebrows")),
    ("factor", "pregnancy", ("pregnancy", "pregnant", "conceive", "trying for a baby", "fertility", "ivf",
                             "having a baby", "expecting", "trimester", "baby bump")),
    ("factor", "breastfeeding", ("breastfeed", "breastfed", "lactate", "pumping milk", "nursing mother")),
    ("factor", "age-under-18", ("minor", "underage", "teen", "teenager", "my 16 year old", "under age")),
    ("factor", "photosensitising-medicine", ("photosensitive medication", "photosensative",
        "photosensitive")),
    ("factor", "multiple-sclerosis", ("ms",)),
    ("activity", "hydration", ("drink water", "drinking water")),
    ("factor", "lupus", ("lupus", "sle")),
    ("factor", "fitzpatrick-iv-vi", ("dark skin", "darker skin", "skin of colour", "skin tone", "brown skin",
                                     "black skin", "deeper skin", "melanin", "indian skin", "asian skin")),
    ("factor", "isotretinoin", ("isotretinoin", "accutane", "roaccutane", "tane", "acutane", "accutain",
                                "curacne", "claravis", "myorisan", "oratane", "epuris")),
    ("factor", "anticoagulant", ("blood thinner", "blood thinners", "warfarin", "eliquis", "xarelto",
        "apixaban")),
    ("factor", "herpes-simplex-active", ("cold sore", "fever blister", "have a cold sore",
        "got a cold sore", "get a cold sore")),
    ("factor", "dysphagia", ("trouble swallowing", "difficulty swallowing", "swallowing problems",
        "swallowing difficulties")),
    ("factor", "swallowing-breathing-disorder", ("trouble breathing", "breathing problems",
        "breathing difficulties", "asthma")),
    ("factor", "herpes-simplex-history", ("cold sores",)),
    ("factor", "antibiotics", ("antibiotic", "antibiotics", "augmentin", "amoxicillin", "azithromycin")),
    ("factor", "tetracycline-antibiotic", ("doxycycline", "doxy")),
    ("factor", "glp1-agonist", ("ozempic", "mounjaro", "wegovy", "weight loss jab", "weight loss jabs")),
    ("factor", "lidocaine-allergy", ("lidocaine", "lignocaine")),
    ("factor", "severe-allergy", ("anaphylaxis", "anaphylactic shock", "severe allergies", "bad allergies")),
    ("factor", "acute-illness", ("the flu", "a cold", "a bad cold", "head cold", "sick with", "ill with")),
)  # fmt: skip

# Words of the grammar that a misspelling may stand for.
GRAMMAR = frozenset(
    """after before following between until since prior weeks months days years hours week month today
    tomorrow
    yesterday monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december together appointment wedding pregnant pregnancy breastfeeding
    treatment treatments procedure session sessions laser lasers filler fillers peels facial needling
    about above accept again against allow allowed almost alone along already always another anyone anything
    aside asked asking avoid aware based because become been begin behind being believe below beside best
    better
    bring could doing doctor done during each early earlier either else enough even event every exact except
    expect experience face fact fear feel felt find first forget forgot found from given going good great
    happen
    having heard help here hold holiday home hope hours however immediately inside instead into just keep know
    known last later least leave left less like likely little long look lose made make many matter maybe mean
    might minute more most much must near need needed needs never next night normal nothing number often once
    only onto other others over past people person place plan planned planning please possible problem quick
    quickly ready really reason recent recently regular result results return right safe safely same seem seen
    should side simple single small some someone something soon sooner spacing start started still stop
    straight
    suggest sure taken taking tell than thank thanks that their them then there these they thing things think
    those though time times today took towards trying twice under unless using usual very visit wait waiting
    waited want wanted week weekend well went were what whats when where whether which while whole will wish
    with
    within without wonder work worried worry worse worst would wrong year your yourself alright okay
    different difference combine combining paired pairing alongside beforehand afterward straightaway price
    cost costs money insurance cheap cheaper clinic clinics address phone number tell recommend question
    effect effects effective results painful pain hurt hurts risk risks dangerous danger benefit benefits
    sequence order apart schedule booked booking birthday party photo photos picture pictures minutes second
    third fourth touching hello there someone anybody everybody nobody sister mother friend daughter husband
    wife partner woman women female male supposed advised recommended required dose units syringe syringes
    three seven eight eleven twelve fifteen twenty thirty forty sixty ninety hundred couple several
    fortnight""".split()
)

# Ordinary words that lie within a letter or two of some name: never taken for its misspelling.
LOOKALIKES = frozenset((files("entracte.ask") / "lookalikes.txt").read_text("utf-8").split())
