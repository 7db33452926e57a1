"""The question that each kind of section answers, in the languages of pages: what its heading says until an editor
words it for the treatment at hand."""

QUESTIONS: dict[str, dict[str, str]] = {
    "en": {
        "what": "What is it?",
        "how_it_works": "How does it work?",
        "indications": "What is it used for?",
        "types": "What types are there?",
        "candidacy": "Am I a candidate?",
        "benefits": "What are the benefits?",
        "risks": "What are the risks?",
        "alternatives": "Which other treatments are there?",
        "evidence": "What does research say about it?",
        "cost": "What does it cost?",
        "questions_to_ask": "Which questions can I ask?",
        "prepare": "How do I prepare?",
        "during": "What happens during it?",
        "after": "What can I expect afterward?",
        "recovery": "How long is recovery?",
        "results": "When will I see results?",
        "follow_up": "Which follow-up visits will I have?",
        "when_to_call": "When should I call for help?",
        "living_with": "What is living with it like?",
        "faq": "Questions and answers",
    },
    "es": {
        "what": "¿Qué es?",
        "how_it_works": "¿Cómo funciona?",
        "indications": "¿Para qué se usa?",
        "types": "¿Qué tipos hay?",
        "candidacy": "¿Es adecuado para mí?",
        "benefits": "¿Cuáles son los beneficios?",
        "risks": "¿Cuáles son los riesgos?",
        "alternatives": "¿Qué otros tratamientos hay?",
        "evidence": "Fuentes y estudios",
        "cost": "¿Cuánto cuesta?",
        "questions_to_ask": "Preguntas que puedo hacer",
        "prepare": "¿Cómo me preparo?",
        "during": "¿Qué pasa durante el procedimiento?",
        "after": "¿Qué pasa después?",
        "recovery": "¿Cómo es la recuperación?",
        "results": "¿Cuándo se ven los resultados?",
        "follow_up": "¿Qué seguimiento tendré?",
        "when_to_call": "¿Cuándo debo pedir ayuda?",
        "living_with": "¿Cómo es vivir con esto?",
        "faq": "Preguntas y respuestas",
    },
}
"""Language code to kind to question. ``other`` asks nothing of its own."""


def question(kind: str, language: str) -> str:
    """Empty where there is none, or nobody has worded it in the language: no page begins in another one's words."""
    return questions_in(language).get(kind, "")


def questions_in(language: str) -> dict[str, str]:
    """Of a dialect those of its language, ``es`` for ``es-mx``."""
    return QUESTIONS.get(language) or QUESTIONS.get(language.partition("-")[0], {})


def is_only_asked(kind: str, heading: str | None) -> bool:
    """Nobody has written a heading of their own."""
    return not (heading or "").strip() or any(heading == words.get(kind) for words in QUESTIONS.values())
