"""Words of medicine that no list has: built of Greek and Latin parts, as ``salpingo-oophor-ectomy`` is."""

import re
from functools import cache

LONGEST = 40

ROOTS = (
    "abdomin aden adren amni amygdal an angi aort append appendic arteri arthr articul aur bil blephar brachi "
    "bronch bronchi bucc burs cardi carp cellul cephal cerebell cerebr cervic cheil chol cholangi chole cholecyst "
    "choledoch chondr choroid cili col colon colp condyl corne cost crani cyst dacry dacryocyst dent derm dermat "
    "disc disk duoden electr embol encephal endarter endo enter epididym epiglott episi esophag fasci femor fibr "
    "fistul gangli gastr gingiv gloss glott gynec hemat hemi hemorrhoid hepat herni hist hydr hyster ile ili "
    "inguin irid ischi jejun kerat kyph labi labyrinth lacrim lamin lapar laryng ligament lip lith lob lumb lymph "
    "lymphaden lymphangi mamm mandibul mast mastoid maxill meat mediastin mening menisc metr micr my myel "
    "myocardi myom myring nas necr nephr neur ocul odont onych oophor ophthalm optic orbit orchi orchid oro oste "
    "ot ovari palat pancreat pancreatic papill para parathyroid parot pelvi pericardi perine periton phalang "
    "pharyng phleb phren pneum pneumon polyp proct prostat pulmon py pyel pylor pylori rachi radi radicul rect "
    "ren retin rhin rhiz sacr salping scler scrot septic septoplast sept sial sigmoid sinus spermat sphincter "
    "splen spondyl stapedi stapes stern stom strabism symphys sympath synov tars ten tendin tenosynov test therm "
    "thorac thromb thym thyr thyroid tonsill trabecul trache trachel turbin tympan ungu ur ureter urethr uter "
    "uvul uvulopalat vagin valv valvul varic vas vascul ven ventricul vertebr vesic vestibul vitr vulv xer"
)
"""As they stand before a vowel."""
SPANISH = (
    ("ky", "ci"),
    ("ph", "f"),
    ("th", "t"),
    ("rrh", "rr"),
    ("rh", "r"),
    ("chol", "col"),
    ("chondr", "condr"),
    ("ch", "qu"),
    ("y", "i"),
)
"""How Spanish spells what is one part in both languages, in this order; each part counts in either spelling."""
AFTER_VOWEL = {
    "en": (
        "scop(?:y|ies|ic|e) plast(?:y|ies) path(?:y|ies|ic) graph(?:y|ies|ic) grams? therap(?:y|ies) logy logists? "
        "centesis desis rrhaphy lysis pex(?:y|ies) rrhea rrhoea rrhage megaly penia cele tripsy sclerosis stenosis "
        "spasm ptosis malacia genesis metry"
    ),
    "es": (
        "scopi(?:as?|co|ca) plastias? patias? grafias? gramas? terapias? logia log[oa]s? centesis desis rrafia lisis "
        "pexias? rrea rragia megalia penia cele tripsia e?sclerosis e?stenosis espasmo ptosis malacia genesis metria"
    ),
}
"""Endings that follow a joint, as ``o`` in gastr-o-scopy."""
AFTER_CONSONANT = {
    "en": ("ectom(?:y|ies) ostom(?:y|ies) otom(?:y|ies) itis osis oses oma(?:s|ta)? emia aemia algia uria ectasi[as]"),
    "es": "ectomias? ostomias? otomias? itis osis omas? emias? algias? uria ectasias?",
}


def is_built_of_medical_parts(word: str, language: str) -> bool:
    pattern = pattern_of(language)
    return pattern is not None and len(word) <= LONGEST and pattern.fullmatch(word) is not None


@cache
def pattern_of(language: str) -> re.Pattern[str] | None:
    if language not in AFTER_VOWEL:
        return None
    english = ROOTS.split()
    roots = either(sorted({*english, *(map(in_spanish, english) if language == "es" else ())}, key=len, reverse=True))
    joint = f"{roots}[oi]?"
    endings = f"(?:{either(AFTER_CONSONANT[language].split())}|[oia]{either(AFTER_VOWEL[language].split())})"
    return re.compile(f"(?:{joint}){{0,3}}{roots}{endings}")


def either(parts: list[str]) -> str:
    return f"(?:{'|'.join(parts)})"


def in_spanish(root: str) -> str:
    for english, spanish in SPANISH:
        root = root.replace(english, spanish)
    return root
