"""Promises and praise."""

import re
from collections.abc import Iterator

from procedures.checks.check import Found, check
from procedures.checks.page import Page, Place
from procedures.language.patterns import any_of

_DENIAL = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|cannot|can't|isn't|without|rarely|neither|nor|nunca|nadie|ningún|ninguna|nada|sin)(?:,? [\w-]+){0,4} $",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"\b(?:may|might|could|hope|aim|goal|try|if|whether|to help|ask|puede|podría|si)\b[^.;]{0,40}$", re.IGNORECASE
)
_CERTAIN = any_of(
    r"""
    \byou(?:'ll| will| are (?:going to|sure to|certain to|bound to))(?: \w+)? (?:never|always|no longer|be free (?:of|from)|be (?:completely |totally |fully )?(?:pain[- ]free|cured|healed)|be back to normal|feel no (?:more )?pain afterwards?|have no (?:more )?(?:pain|problems|symptoms))\b
    \b(?:pain|symptoms|problems?|seizures|tremor|snoring) (?:will|is going to) (?:never|be gone|disappear (?:completely|forever|for good)|go away (?:completely|forever|for good))\b
    \b(?:all|every|everyone|every single|each) (?:of our )?(?:patients?|people|person|one)? ?(?:who [^.]{3,40} )?(?:gets? better|recovers? (?:fully|completely)|is cured|are cured|improves?|succeeds?|does well|do well|is (?:pain[- ]free|satisfied|happy)|are (?:pain[- ]free|satisfied|happy))\b
    \bnothing (?:can|will|could) go wrong\b|\b(?:cannot|can't|will not|won't|never) (?:fail|go wrong|come back|return)\b
    \b(?:has|have|with|carries|there are|there is|involves|poses|means) (?:absolutely |virtually |practically )?(?:no|zero) (?:risks?|side effects?|complications?|dangers?|downsides?)\b
    \bwithout (?:any )?(?:risks?|side effects?|danger)\b(?! (?:of|from|to))
    \b(?:no|zero|without) (?:pain|discomfort) (?:at all|whatsoever)\b|\b(?:completely|totally|entirely|absolutely|perfectly|100 ?%) (?:safe|painless|harmless|effective|successful|reliable|pain[- ]free|risk[- ]free|cured)\b
    \bpainless (?:procedure|surgery|operation|treatment|recovery)\b
    \b(?:always|never fails to|certain to|sure to|bound to|guaranteed to) (?:work|works|help|helps|succeed|succeeds|cure|cures|relieve|relieves|end|ends|restore|restores)\b
    \b(?:permanent(?:ly)?|forever|for good|once and for all)\b[^.;]{0,25}\b(?:cure|cures|cured|relief|relieves?|free|gone|fix(?:es|ed)?|ends?|solv\w+)\b|\b(?:cures?|ends?|relieves?|gone|rid of|free of)\b[^.;]{0,30}\b(?:permanently|forever|for good|once and for all)\b
    \b(?:complete|total|full|instant|immediate and lasting|lasting and complete) (?:cure|relief of all|freedom from pain|pain relief for (?:all|every))\b
    \b(?:the )?(?:best|safest|most advanced|only (?:safe|effective)|most effective) (?:treatment|option|choice|way|operation|surgery|cure|surgeons?|doctors?|hospital|care) (?:for everyone|for all|available|there is|in the (?:world|country|state|nation|region)|anywhere|money can buy)\b
    \b(?:a|your) new life\b|\b(?:restores?|gives? (?:you )?back) your (?:life|youth|old self)\b|\byou have nothing to (?:lose|fear|worry about)\b
    \b(?:usted |se )?(?:nunca|siempre|jamás) (?:más )?(?:volverá|tendrá|funcionará|funciona|falla|curará|sentirá)\b
    \b(?:sin|no tiene|ningún) (?:ningún )?(?:riesgos?|efectos? secundarios?|peligros?|complicaciones)(?! de)\b|\b(?:cura|curará|elimina|eliminará) (?:para siempre|definitivamente|por completo)\b
    \b(?:todos los pacientes|todo el mundo) (?:mejoran?|se curan?|se recuperan?|queda\w*)\b|\b(?:nada puede salir mal|no puede fallar)\b|\b(?:completamente|totalmente|absolutamente) (?:segur[oa]|indolor[oa]|eficaz)\b
    """
)
WHY = "No treatment keeps it, and patients decide by it."


@check("promise", severity="warning", why=WHY)
def promise(page: Page) -> Iterator[Found]:
    for place, words in (*_found(page, "promises"), *_certain(page)):
        yield Found(
            message=f"“{words}” promises what no treatment can keep.",
            remedy="Give figures with their source, and what can go wrong.",
            at=place,
        )


@check("promise-without-risks", severity="warning", why="Benefits without risks are half of what a patient must weigh.")
def promise_without_risks(page: Page) -> Iterator[Found]:
    """Praise is fair where the risks stand on the same page."""
    if "risks" in page.kinds or page.has_block("risks"):
        return
    for text, words in _found(page, "praise"):
        yield Found(
            message=f"“{words}” promises much on a page that names no risks.",
            remedy="Give figures, or the risks beside it.",
            at=text,
        )


def _certain(page: Page) -> Iterator[tuple[Place, str]]:
    """Promises that are no fixed phrase, of what the list has not found already."""
    listed = page.words.any_of("promises")
    for text in page.headings_and_body:
        match = _CERTAIN.search(text.text) if text.block not in _OF_OTHERS and not listed.search(text.text) else None
        if match is not None and not _is_denied(text.text[: match.start()]):
            yield text.place, match.group()


def _is_denied(before: str) -> bool:
    return _DENIAL.search(before) is not None or _DOUBT.search(before) is not None


_OF_OTHERS = frozenset({"quotation", "criteria", "care_card"})


def _found(page: Page, name: str) -> Iterator[tuple[Place, str]]:
    pattern = page.words.any_of(name)
    for text in page.headings_and_body:
        found = [m.group() for m in pattern.finditer(text.text) if not _DENIAL.search(text.text[: m.start()])]
        if found:
            yield text.place, "”, “".join(dict.fromkeys(found))
