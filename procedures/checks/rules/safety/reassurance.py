"""Comfort where there is danger."""

import re
from collections.abc import Iterator

from procedures.checks.check import Found, check
from procedures.checks.page import Page
from procedures.language.patterns import any_of
from procedures.language.words import shortened

WHY = "Readers wait at home for it to pass."
DEADLY = any_of(
    r"""
    \b(?:blood )?clots?\b[^.;]{0,30}\b(?:lungs?|legs?|veins?|brain)\b|\b(?:embol(?:ism|us)|thrombosis|dvt)\b
    \bstroke\b|\bheart attack\b|\bcardiac arrest\b|\bsepsis\b|\bmeningitis\b|\bblood poisoning\b
    \bchest pain\b|\b(?:trouble|difficulty) breathing\b|\bshortness of breath\b
    \boverdose\b|\btoo much medicine\b|\banaphyla\w+|\bsevere allergic\b
    \bbleeding (?:around|in|into|inside) (?:the |your )?(?:heart|brain|skull|head|spine)\b|\btamponade\b|\bh(?:a)?emorrhage\b
    \b(?:leak|leaks)\b[^.;]{0,25}\b(?:staple line|bowel|stomach|intestine|join)\b|\b(?:staple[- ]line|anastomotic|bowel|bile) leak\b
    \b(?:perforation|hole|tear) (?:in|of) (?:the |your )?(?:bowel|colon|stomach|heart|esophagus|intestine)\b
    \b(?:weak|slow|shallow) breathing\b(?! muscle)|\bliver failure\b|\bkidney failure\b|\bseizures?\b
    \bcoágulos?\b[^.;]{0,30}\b(?:pulm[oó]n(?:es)?|piernas?)\b|\bembolia\b|\btrombosis\b|\bderrame cerebral\b|\binfarto\b|\bsepsis\b|\bmeningitis\b
    \bdolor de pecho\b|\bdificultad para respirar\b|\bsobredosis\b|\bperforación\b|\bhemorragia\b
    """
)
_PASSES = any_of(
    r"""
    \b(?:goes|go|going|went|will go) away\b
    \b(?:pass(?:es)?|clears?(?: up)?|resolves?|settles?|heals?|gets? better|disappears?|improves?) (?:by (?:itself|themselves)|on (?:its|their) own|without treatment)\b
    \b(?:usually|often|generally|always) (?:passes|settles|harmless|clears|mild)\b
    \b(?:is|are) (?:usually |always |completely )?(?:harmless|normal|nothing to worry about|not (?:serious|dangerous|a (?:worry|concern)))\b
    \b(?:nothing to worry about|no need to worry|no cause for (?:concern|alarm)|do not worry|don't worry)\b
    \bby (?:itself|themselves)\b
    \b(?:desaparece\w*|se quita\w*|se pasa\w*|se resuelve\w*) (?:por sí sol[oa]s?|sol[oa]s?)\b|\b(?:es|son) (?:normal(?:es)?|inofensiv[oa]s?)\b|\bno se preocupe\b
    """
)
_NOT = re.compile(
    r"\b\w+n['’]?t\b|\b(?:dont|doesnt|wont|even|if|still|results|cough|warning signs|not|never|rarely|no|unless|call|get help|emergency|but|however|treat(?:ed|ment)?|medicine|surgery|"
    r"until|wait for|nunca|llame|pero)\b",
    re.IGNORECASE,
)
_NO_WORRY = re.compile(
    r"\b(?:nothing|no need|no cause|do not worry|don't worry|not (?:serious|dangerous|a)|no se preocupe)\b",
    re.IGNORECASE,
)


@check("danger-played-down", severity="warning", why=WHY)
def danger_played_down(page: Page) -> Iterator[Found]:
    for sentence, text in page.sentences:
        danger, comfort = DEADLY.search(sentence), _PASSES.search(sentence)
        if danger and comfort and not _NOT.search(_NO_WORRY.sub("", sentence)):
            yield Found(
                message=f"“{shortened(sentence)}” comforts beside what can kill.",
                remedy="Say that it can be dangerous, and when to call for help.",
                at=text.place,
            )


@check("deadly-risk-passes", severity="warning", why=WHY)
def deadly_risk_passes(page: Page) -> Iterator[Found]:
    """A risk that can kill, marked as one that goes away again or is slight."""
    for block in page.blocks:
        for index, risk in enumerate(block.model.risks if block.model.type == "risks" else ()):
            if risk.name and DEADLY.search(risk.name) and (risk.reversible or risk.severity == "minor"):
                said = "goes away again" if risk.reversible else "is minor"
                yield Found(
                    message=f"“{risk.name}” can kill, and the list says that it {said}.",
                    remedy="Say that it is serious, that it can be treated, and that it can threaten life.",
                    at=block.place_of(f"/risks/{index}/name"),
                )
