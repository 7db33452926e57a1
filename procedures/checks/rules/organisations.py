"""Names of other hospitals."""

import re
from collections.abc import Iterator

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.page import Page, Text
from procedures.language.words import words_in

_WORD = r"(?:St\.|[A-Z][\w'’&]+)"
_NAME = rf"{_WORD}(?:[ -](?:(?:of|the|and|de|del|la|for|&) )*{_WORD})*"
_OF_SUBJECTS = (
    r"(?:Public|Mental|Home|Behaviou?ral|World|Women[’']?s?|Men[’']?s?|Children[’']?s?|Heart|Bone|Eye|Skin|Gut|Brain"
    r"|Sexual|Oral|Dental|Global|Community|Good|Better|Digestive|Occupational|Reproductive|Your|Our|Their|My|The|General"
    r"|Physical|Environmental|Family|Maternal|Population|Rural|Veterans|National|Federal|State|County|Of|And|For|Overall"
    r"|Poor|Ill|Cardiovascular|Spine|Joint) "
)
"""What has a health, and is no organisation."""
_KIND = (
    r"(?:Hospitals?|Clinic|Medical (?:Center|Centre|Group)|Health (?:System|Care|Center|Centre|Partners)|Healthcare"
    r"|Infirmary|NHS (?:Foundation )?Trust|Permanente|Cancer (?:Center|Centre|Institute)|"
    r"Heart (?:Center|Institute)|Surgery Center|(?<!Attorney )(?<!Surgeon )General|Memorial|(?<=[A-Z]{3} )Health)"
)
_HEALTH = re.compile(
    rf"(?<![\w-])(?P<name>(?!{_OF_SUBJECTS}){_WORD} Health)(?![\w-])(?! (?:[A-Z]|insurance|plan|history))"
)
_WITH_KIND = re.compile(rf"(?<![\w-])(?P<name>{_NAME}[ -]{_KIND})(?![\w-])")
_SPANISH = re.compile(
    r"(?<![\w-])(?P<name>(?:Hospital|Clínica|Centro Médico|Sanatorio) (?:(?:de|del|la|los|las|San|"
    r"Santa) )*[A-ZÁÉÍÓÚ][\w-]+(?: [A-ZÁÉÍÓÚ][\w-]+)*)"
)
_CARE_AT = re.compile(
    r"\b(?:nurses?|doctors?|surgeons?|specialists?|experts?|teams?|staff|patients?|care|treatment|surgery|program|clinic|appointment|visit|"
    r"here|us|physicians?|neurosurgeons?|cardiologists?|offered?|available|performed|done|treated|seen|rehabilitation|"
    r"enfermer[oa]s?|médic[oa]s?|equipo|aquí|cirujan[oa]s?|welcome|come) (?:at|from|en|del|to) (?:the )?"
    rf"(?P<name>{_NAME})"
)
_STAFF_OF = re.compile(
    r"\b(?:nurses?|doctors?|surgeons?|specialists?|experts?|team|staff|enfermer[oa]s?|médic[oa]s?|equipo|cirujan[oa]s?)"
    r" (?:of|de) (?P<name>[A-Z][\w'’]+[ -][A-Z][\w'’]+)"
)
_OWNER = re.compile(r"^(?:The|Your|Our|A|An|At|In|Call|Contact|Ask|Visit|Most|All) ")
_TITLES = re.compile(r"^(?:Dr|Dra|Prof|Mr|Mrs|Ms)\b")
_NO_ORGANISATION = frozenset(
    [
        "i",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "parkinson",
        "parkinson's",
        "alzheimer",
        "alzheimer's",
        "crohn's",
        "mri",
        "ct",
        "medicare",
        "medicaid",
        "medi-cal",
        "covid",
        "covid-19",
        "dr",
        "dr.",
        "dra",
        "dra.",
        "mr",
        "ms",
        "mrs",
        "american",
        "english",
        "spanish",
        "national",
        "u.s",
        "us",
        "usa",
        "uk",
        "fda",
        "nhs",
        "er",
        "icu",
        "or",
        "dbs",
        "spain",
        "mexico",
        "america",
        "europe",
        "for",
        "free",
        "community",
        "local",
        "regional",
        "your",
        "our",
        "the",
        "this",
        "these",
        "all",
        "any",
        "some",
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
    ]
)
_OF_PUBLICATIONS = frozenset({"evidence"})
_GENERIC = frozenset(
    [
        "hospital",
        "hospitals",
        "clinic",
        "center",
        "centre",
        "medical",
        "health",
        "care",
        "the",
        "of",
        "and",
        "university",
        "school",
        "department",
        "your",
        "our",
        "this",
        "clínica",
        "de",
        "la",
        "eye",
        "heart",
        "cancer",
        "fracture",
        "pain",
        "memory",
        "sleep",
        "dental",
        "day",
        "outpatient",
        "outpatients",
        "pre",
        "admission",
        "preadmission",
        "operative",
        "assessment",
        "women",
        "women's",
        "children",
        "children's",
        "maternity",
    ]
)
"""Words that a house of any town has in its name: "the Eye Hospital" is a part of one's own."""
_STUDY = re.compile(
    r"\b(?:study|studies|researchers?|published|guidelines?|according to|journal|reported|(?<!nhs )foundation|"
    r"society|association|institutes?|estudio|guía)\b",
    re.IGNORECASE,
)


@check(
    "other-organisation",
    severity="warning",
    why=gettext_noop("Patients go, call or write to a hospital that is not this one."),
)
def other_organisation(page: Page) -> Iterator[Found]:
    """Silent where the hospital's own names are not known."""
    own = {word for name in page.site.organisation for word in words_in(name)} - _GENERIC
    seen: set[str] = set()
    for text in page.texts if own else ():
        for name in _named(text):
            words = set(words_in(name)) - _GENERIC
            is_other = words and not words & own and not words & page.own_words
            if is_other and name not in seen and not _is_abbreviation(name, page):
                seen.add(name)
                yield Found(
                    message=_("“{name}” is no name of this hospital.").format(name=name),
                    remedy=_("Write this hospital's name, or say why the other is named."),
                    at=text.place,
                )


def _is_abbreviation(name: str, page: Page) -> bool:
    """Written out somewhere, or one that everybody knows."""
    is_known = name in page.words.words("known_acronyms")
    return name.isupper() and (is_known or any(f"({name})" in text.text for text in page.headings_and_body))


def _named(text: Text) -> Iterator[str]:
    if (
        text.kinds & _OF_PUBLICATIONS
        or text.role in ("name", "credit", "title", "quotation", "label")
        or _STUDY.search(text.text)
    ):
        return
    named = 0
    for pattern in (_WITH_KIND, _HEALTH, _SPANISH, _CARE_AT, _STAFF_OF):
        for match in pattern.finditer(text.text):
            if pattern is _SPANISH and match.start() < named:
                continue  # "Children's Hospital HRI" is named already.
            named = max(named, match.end("name")) if pattern is _WITH_KIND else named
            name = _OWNER.sub("", match["name"].strip())
            if name.split()[0].casefold() not in _NO_ORGANISATION and not _TITLES.match(name):
                yield name
