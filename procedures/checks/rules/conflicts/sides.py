"""The wrong side, the wrong joint."""

import re
from collections.abc import Iterator

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.page import Page
from procedures.checks.rules.conflicts.statements import HEDGED, both_said, own_sentences
from procedures.language.words import words_in

WRONG = gettext_noop("The wrong side or joint is the mistake that patients and hospitals fear most.")
_PARTS = (
    "knee|hip|shoulder|elbow|wrist|ankle|arm|leg|hand|foot|eye|ear|breast|kidney|lung|thigh|groin|"
    "rodilla|cadera|hombro|codo|muñeca|tobillo|brazo|pierna|mano|pie|ojo|oído|mama|riñón|pulmón"
)
_LEFT_RIGHT = re.compile(
    rf"\b(?P<side>left|right) (?P<part>{_PARTS})\b|\b(?P<parte>{_PARTS}) (?P<lado>izquierd[oa]|derech[oa])\b", re.I
)
_EITHER = re.compile(
    r"\b(?:the (?:left|right) \w+ (?:has|is|lies)|example|other|opposite|each|side|like|such as"
    r"|ejemplo|otr[oa]|cada|lado)\b",
    re.IGNORECASE,
)
JOINTS = {
    gettext_noop("knee"): ("knee", "rodilla"),
    gettext_noop("hip"): ("hip", "cadera"),
    gettext_noop("shoulder"): ("shoulder", "hombro"),
    gettext_noop("elbow"): ("elbow", "codo"),
    gettext_noop("ankle"): ("ankle", "tobillo"),
    gettext_noop("wrist"): ("wrist", "muñeca"),
}
_NAMES = "|".join(name for names in JOINTS.values() for name in names)
_OPERATED = re.compile(
    rf"\b(?:new|artificial|operated|replaced|prosthetic|repaired|damaged|"
    rf"worn) (?P<joint>{_NAMES})\b(?! (?:can|may|could|on the other))"
    rf"|\b(?P<articulacion>{_NAMES}) (?:nuev[oa]|artificial|operad[oa]|gastad[oa])\b"
    rf"|\b(?:opens?|replaces?|repairs?|cuts? into|operates? on|removes?|takes? (?:away|out)|abre|quita|cambia|opera)"
    rf" (?:[a-záéíóúñ]+ ){{0,8}}?(?:your|the|la|el|su) (?P<cut>{_NAMES})\b",
    re.IGNORECASE,
)
_TAKEN_OUT = re.compile(
    rf"\b(?:remov\w+|tak(?:es?|ing) (?:away|out)|replac\w+|quita\w*|extra(?:e|er)|reemplaza\w*|sustitu\w+)"
    rf" (?:an?|the|your|una?|la|el|su) (?:[\w-]+ ){{0,2}}?(?:articulación (?:de(?:l| la)? ))?(?P<joint>{_NAMES})\b",
    re.IGNORECASE,
)
_NEW = re.compile(
    rf"\b(?:your|the) (?:new|artificial|replaced) (?:{_NAMES})\b"
    rf"|\b(?:su|la|el) (?:nuev[oa] (?:{_NAMES})|(?:{_NAMES}) (?:nuev[oa]|artificial))\b",
    re.IGNORECASE,
)
_OF_JOINTS = re.compile(
    r"\b(?:joints?|arthroplasty|prosthe\w+|orthop\w+|replacements?|physical|physio\w*|rehab\w*|exercises?|therapy"
    r"|articul\w+|artroplastia|prótesis|ortop\w+|reemplazo|fisioterapia|ejercicios?|terapia)\b",
    re.IGNORECASE,
)
"""Names of treatments that may speak of any joint."""
_SIGNS = "pain|stiffness|swelling|numbness|weakness|arthritis|infection|loosening|dolor|rigidez|hinchazón|artrosis"
_SIGN = re.compile(
    rf"\b(?:{_SIGNS}) (?:in|of|en|de) (?:the |your |la |el |su )?(?P<joint>{_NAMES})\b"
    rf"|\b(?P<articulacion>{_NAMES}) (?:{_SIGNS})\b",
    re.IGNORECASE,
)
_OF_THE_JOINT = frozenset({"risks", "candidacy", "indications"})
"""Kinds of sections in which signs are those of the joint that is treated."""
_COMPARES = re.compile(r"\b(?:than|as well as|like|unlike)\b", re.IGNORECASE)


@check("side-conflict", severity="warning", why=WRONG)
def side_conflict(page: Page) -> Iterator[Found]:
    """Left here and right there, of one part of the body, as if every patient had the same."""
    first: dict[str, tuple[str, str]] = {}
    for sentence, text in own_sentences(page):
        if HEDGED.search(sentence) or _EITHER.search(sentence) or text.block == "faq":
            continue
        sides = {(part, side) for part, side in map(_side, _LEFT_RIGHT.finditer(sentence))}
        if len(sides) != 1:
            continue
        part, side = sides.pop()
        earlier = first.setdefault(part, (side, sentence))
        if earlier[0] != side:
            yield both_said(earlier[1], sentence, what=_("which side ({part})").format(part=part), at=text.place)
            return


def _side(match: re.Match[str]) -> tuple[str, str]:
    side = (match["side"] or match["lado"]).casefold()
    return (match["part"] or match["parte"]).casefold(), {"izquierd": "left", "derech": "right"}.get(side[:-1], side)


@check("other-joint", severity="warning", why=WRONG)
def other_joint(page: Page) -> Iterator[Found]:
    """ "Your new hip" on the page of a knee: left from the page it was copied from."""
    own = _joints_of(page)
    if not own and not _OF_JOINTS.search(" ".join(page.names)):
        yield from _new_joints(page)
    if len(own) != 1:
        return
    joint = next(iter(own))
    said = [(text, _joint_said(joint, sentence, _OPERATED)) for sentence, text in own_sentences(page)]
    said += [(text, _joint_taken_out(joint, sentence)) for sentence, text in own_sentences(page)]
    said += [
        (text, _joint_said(joint, sentence, _SIGN)) for sentence, text in page.sentences if text.kinds & _OF_THE_JOINT
    ]
    for text, found in said:
        if found:
            yield Found(
                message=_("“{found}” stands on a page about the {joint}.").format(found=found, joint=_(joint)),
                remedy=_("Correct the joint."),
                at=text.place,
            )


def _joints_of(page: Page) -> set[str]:
    words = {word for name in page.names for word in words_in(name)}
    return {joint for joint, names in JOINTS.items() if words & set(names)}


def _new_joints(page: Page) -> Iterator[Found]:
    """Of a treatment that gives nobody a joint."""
    for sentence, text in own_sentences(page):
        if (match := _NEW.search(sentence)) and _is_plain(sentence):
            yield Found(
                message=_("“{found}” stands on a page of a treatment that replaces no joint.").format(
                    found=match.group()
                ),
                remedy=_("Delete what belongs to another treatment."),
                at=text.place,
            )


def _joint_said(joint: str, sentence: str, pattern: re.Pattern[str]) -> str:
    """Empty where the own joint is named, too: the sentence may compare the two."""
    is_own = not set(words_in(sentence)).isdisjoint(JOINTS[joint])
    match = None if is_own else pattern.search(sentence)
    return match.group() if match is not None and _is_plain(sentence) else ""


def _joint_taken_out(joint: str, sentence: str) -> str:
    """Whatever else the sentence names: "removes the worn ankle and puts a new hip in its place"."""
    match = _TAKEN_OUT.search(sentence)
    is_other = match is not None and match["joint"].casefold() not in JOINTS[joint]
    return match.group() if match is not None and is_other and _is_plain(sentence) else ""


def _is_plain(sentence: str) -> bool:
    """Neither of some patients only, nor of another part beside the own."""
    return not HEDGED.search(sentence) and not _COMPARES.search(sentence)
