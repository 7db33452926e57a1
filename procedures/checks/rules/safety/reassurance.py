"""Comfort where there is danger."""

import re
from collections.abc import Iterator

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.page import Page
from procedures.checks.wordings import wordings
from procedures.language.words import shortened

_WORDINGS = wordings("reassurance")

WHY = gettext_noop("Readers wait at home for it to pass.")
DEADLY = _WORDINGS["deadly"]
_PASSES = _WORDINGS["passes"]
_NOT = re.compile(
    r"\b\w+n['’]?t\b|\b(?:dont|doesnt|wont|even|if|still|results|cough|warning signs|not|never|"
    r"rarely|no|unless|call|get help|emergency|but|however|treat(?:ed|ment)?|medicine|surgery|"
    r"until|wait for|nunca|llame|pero)\b",
    re.IGNORECASE,
)
_NO_WORRY = re.compile(
    r"\b(?:nothing|no need|no cause|do not worry|don't worry|(?:do|does) not matter|not (?:serious|dangerous|a)"
    r"|even (?:if|when) (?:it|the \w+) is (?:heavy|severe|strong|bad)"
    r"|no se preocupe(?: si)?|no (?:es|son) (?:nada|muy))\b",
    re.IGNORECASE,
)


@check("danger-played-down", severity="warning", why=WHY)
def danger_played_down(page: Page) -> Iterator[Found]:
    for sentence, text in page.sentences:
        danger, comfort = DEADLY.search(sentence), _PASSES.search(sentence)
        if danger and comfort and not _NOT.search(_NO_WORRY.sub("", sentence)):
            yield Found(
                message=_("“{sentence}” comforts beside what can kill.").format(sentence=shortened(sentence)),
                remedy=_("Say that it can be dangerous, and when to call for help."),
                at=text.place,
            )


@check("deadly-risk-passes", severity="warning", why=WHY)
def deadly_risk_passes(page: Page) -> Iterator[Found]:
    """A risk that can kill, marked as one that goes away again or is slight."""
    for block in page.blocks:
        for index, risk in enumerate(block.model.risks if block.model.type == "risks" else ()):
            if risk.name and DEADLY.search(risk.name) and (risk.reversible or risk.severity == "minor"):
                passes = _("“{name}” can kill, and the list says that it goes away again.")
                is_minor = _("“{name}” can kill, and the list says that it is minor.")
                yield Found(
                    message=(passes if risk.reversible else is_minor).format(name=risk.name),
                    remedy=_("Say that it is serious, that it can be treated, and that it can threaten life."),
                    at=block.place_of(f"/risks/{index}/name"),
                )
