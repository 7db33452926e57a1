"""Nouns that let one heading name several kinds of section ("Benefits, risks and alternatives")."""

from procedures.importing.headings.rules import rule_table

TOPICS = rule_table(
    {
        "benefits": r"""
            \bbenefits?\b
            \badvantages\b
            \bpros\b
            beneficios
            ventajas
        """,
        "risks": r"""
            \brisks?\b
            complications?
            side[- ]?effects
            \bcons\b
            \bsafety\b
            disadvantages
            riesgos
            complicaciones
        """,
        "alternatives": r"""
            alternatives?\b
            other (?:treatments|options)
            alternativas
        """,
        "results": r"""
            \bresults?\b
            \boutlook\b
            prognosis
            outcomes?\b
            resultados
            pronóstico
        """,
        "recovery": r"""
            \brecovery\b
            \brecovering\b
            rehabilitation
            recuperación
        """,
        "follow_up": r"""
            follow[- ]?up
            seguimiento
        """,
        "prepare": r"""
            \bbefore\b
            preparation
            preparing
            antes\b
        """,
        "during": r"""
            \bduring\b
            durante
        """,
        "after": r"""
            \bafter\b(?! …)
            aftercare
            después
        """,
        "cost": r"""
            \bcosts?\b
            insurance
            coverage
            costos?\b
        """,
        "indications": r"""
            \bindications\b
            \breasons\b
            \buses\b
            indicaciones
        """,
        "types": r"""
            \btypes\b
            \btipos\b
        """,
        "evidence": r"""
            \breferences\b
            \bresearch\b
            \bevidence\b
        """,
        "when_to_call": r"""
            when to (?:call|seek)
            warning signs
        """,
        "how_it_works": r"""
            how .{1,20}works?\b
        """,
    }
)
