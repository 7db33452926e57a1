"""Which wordings of a heading mean which kind of section: an ordered list, the first match wins.

The order is the rule: "What to expect after" is aftercare although "What to expect" is the umbrella over all of it.
Patterns meet a normalised heading (see ``headings.normalise_heading``): lower case, no articles, the treatment's name
replaced by ``…``. Counted on headings of about eighty treatment pages of thirty hospitals, in English; the Spanish ones
follow the same questions. One alternative on each line.
"""

import re
from collections.abc import Mapping

from api.contract.blocks import SectionKind
from procedures.language.patterns import any_of


def rule_table(rules: Mapping[SectionKind, str]) -> tuple[tuple[SectionKind, re.Pattern[str]], ...]:
    """The kinds in their order, each with one pattern of all its alternatives."""
    return tuple((kind, any_of(alternatives)) for kind, alternatives in rules.items())


RULES = rule_table(
    {
        "faq": r"""
            \bfaqs?\b
            frequently asked
            (?:common|popular|top) questions
            questions and answers
            \bq ?& ?a\b
            preguntas (?:más )?frecuentes
        """,
        "questions_to_ask": r"""
            questions? .{0,40}\b(?:ask|preguntar)\b
            what .{0,20}\b(?:ask|preguntar)\b
            things to ask
            preguntas (?:para|que)
        """,
        "when_to_call": r"""
            when .{0,30}\b(?:call|contact|seek|get (?:medical |urgent )?help|see|phone|ring|worry)\b
            call (?:911|999|112)
            (?:contact|call|see|ring|phone|tell) .{0,40}\b(?:if|when|immediately|straight away|right away)\b
            seek (?:immediate |emergency |urgent )?(?:medical |help|care|attention)
            take action
            warning signs
            red flags
            emergenc
            \burgent
            when .{0,20}medical (?:help|advice|attention)
            ^important(?: information| notice)?$
            ^please note$
            safety and precautions
            ^precautions$
            cuándo (?:llamar|acudir|consultar|buscar)
            urgencias?
            señales de (?:alarma|alerta)
        """,
        "evidence": r"""
            ^(?:references?|sources?|bibliography|citations?|further reading)\b
            \bevidence\b
            \bresearch\b
            clinical trials?
            \bstudies\b
            ^(?:referencias|fuentes|bibliografía)
            ensayos clínicos
        """,
        "alternatives": r"""
            alternativ(?!e names?)
            other (?:treatments?|options|ways|choices)\b
            treatments? that may be tried first
            (?:decide|choose|choosing) not to\b
            (?:if|without) .{0,20}(?:don't|do not|not) have\b
            what if i do(?:n't| not)\b
            without (?:surgery|treatment)
            otr[ao]s (?:tratamientos|opciones)
        """,
        "candidacy": r"""
            \bcandida(?:te|tes|cy|to|ta|tos|tas)\b
            \beligib
            who (?:may|can|could|might|should|would|gets?|needs?|qualif|it is for)\b
            who .{0,20}\b(?:benefit|qualif|need|offered|suitable|for$)
            (?:is|are) .{0,60}\b(?:right|appropriate|best|option) for (?:me|you|everyone|my|anyone)
            ^(?:is|are) .{1,60} for (?:me|you)$
            right for (?:me|you)
            patient selection
            selecting patients
            when .{0,40}\b(?:be )?good option
            suitab
            ^do i (?:need|qualify)
            can anyone have
            adecuad[oa] para
            quién(?:es)? (?:puede|es|son|necesita)
        """,
        "indications": r"""
            ^why (?!choose|should i choose|us\b|come|.{1,30}\b(?:hospital|clinic|health)$)
            \breasons? (?:for|to have)
            when .{0,40}\b(?:needed|used|recommended|necessary|performed|done|considered)\b
            when (?:do )?(?:you|i|would i|would you|might i|might you) need
            conditions? (?:we |that |which |.{0,20}\b)?(?:treat|manag|help)
            conditions treated
            (?:what|which) .{0,30}(?:conditions?|symptoms|problems|diseases?)\b
            what (?:can|does|do|is|are) .{0,40}\b(?:treat|treats|used for|used to treat)\b
            used (?:to treat|for)
            signs (?:that )?you (?:may )?need
            common uses
            ^uses?(?: of .{1,40})?$
            \bindications?\b
            purpose
            por qué
            indicaciones
            para qué (?:sirve|se usa)
        """,
        "cost": r"""
            \bcosts?\b
            insurance
            \bcover(?:age|ed)\b
            \bpric(?:e|es|ing)\b
            pay(?:ing)? for
            medicare
            billing
            \bcuesta
            \bcosto
            \bseguro(?: médico)?\b
        """,
        "follow_up": r"""
            follow[- ]?up
            (?:wound|post[- ]?operative) (?:review|check)
            check[- ]?ups?
            next appointment
            seguimiento
        """,
        "living_with": r"""
            \blife (?:after|with)
            living (?:with|after)
            long[- ]term (?:care|outlook|living)
            vivir con
            la vida (?:con|después)
            ^vida (?:con|después)
        """,
        "recovery": r"""
            \brecover
            get(?:ting)? back to
            return(?:ing)? to (?:work|normal|activit|driving|sport|daily|your|life)
            back to (?:work|normal)
            going home
            mobili[sz]
            wound care
            stay(?:ing)? active
            rehab
            \bheal(?:ing)?\b
            when can i\b
            (?:driving|exercise|bathing|showering)$
            ^work$
            recuperaci
        """,
        "risks": r"""
            \brisks?\b
            complicat
            side[- ]?effects?
            (?:is|are|how) .{0,40}\b(?:safe|dangerous|risky|painful)\b
            \bsafety\b
            \bdangers?\b
            adverse
            \b(?:disadvantages|drawbacks|downsides)\b
            what (?:can|could|might) go wrong
            riesgos?
            complicaciones
            efectos secundarios
        """,
        "benefits": r"""
            \bbenefits?\b
            \badvantages?\b
            how (?:can|could|will|might|does|do) .{0,60}\bhelp\b
            \bgoals? of\b
            \bpros\b
            what .{0,30}\bachieve
            beneficios
            ventajas
        """,
        "results": r"""
            \bresults?\b
            \boutlook\b
            prognosis
            success
            \boutcomes?\b
            how (?:well|effective)
            effective
            how long .{0,50}\blasts?\b
            pronóstico
            resultados
        """,
        "prepare": r"""
            ^(?:… )?before\b
            ^what (?:happens|to expect|to do|you need to know|should i (?:do|know|expect)) before\b
            ^(?!what ).{0,30}\bbefore (?:your |my |…|surgery|procedure|operation|treatment|you|admission|coming)
            prepar
            get(?:ting)? ready
            \bprior to\b
            \bevaluation (?:for|of|before)
            ^evaluation$
            consultation
            setup procedure
            (?:what|which) tests
            tests (?:before|needed|required)
            \btrial\b
            what happens next
            pre-?(?:operative|op|surgery|procedure|assessment)
            \bassessment\b
            what (?:to|should i) bring
            antes de
            cómo prepararse
            preparación
        """,
        "after": r"""
            \bafter\b
            afterwards?
            aftercare
            when you are at home
            at home
            discharge
            how long .{0,30}(?:hospital|stay)
            leaving hospital
            post-?(?:operative|op|surgery|procedure)
            hospital stay
            después
            tras (?:…|cirugía|operación|procedimiento)
            cuidados en casa
        """,
        "how_it_works": r"""
            how (?:does|do|is|are|will) .{0,60}\bwork(?:s)?\b
            how .{1,60} works?$
            ^how it works
            mechanism
            how (?:does|do) .{0,60}\b(?:treat|relieve|control|reduce|stop)\b
            the science
            cómo (?:funciona|actúa)
        """,
        "types": r"""
            \btypes?\b
            \bkinds? of
            different (?:forms|ways|techniques|methods|procedures)
            \btechniques?\b
            (?:surgical|treatment|procedure) (?:options|approaches|techniques)
            ^approaches
            ^options\b
            \btipos\b
        """,
        "during": r"""
            \bduring\b
            how (?:is|are|was) .{0,80}\b(?:performed|carried out|done|given|placed|implanted|inserted|conducted)\b
            how .{0,60}(?:\bis|\bare|'s) (?:performed|carried out|done)
            ^(?:surgical |your )?(?:procedure|operation|surgery|treatment)(?: (?:itself|details|steps|process))?$
            ^your .{1,40} (?:procedure|operation|surgery)$
            ^… (?:procedure|operation|surgery)(?: (?:details|steps|process))?$
            ^description(?: of (?:procedure|…))?$
            what happens (?:in|at|when|if|on|with)\b
            what (?:happens|will happen|is done)$
            what (?:does|do|is|will) .{0,60}\binvolved?\b
            what .{0,40}\b(?:day of|surgery day)
            on (?:the )?day\b
            day of (?:surgery|procedure|your|treatment|operation)
            step[- ]by[- ]step
            procedure steps
            how long (?:does|do|is|will|are)\b
            an?esthe(?:sia|tic)
            durante
            cómo se (?:hace|realiza|lleva)
            ^procedimiento$
            ^operación$
            en qué consiste
        """,
        "what": r"""
            ^(?:what (?:is|are|was|'s)|what's)\b
            ^what it is\b
            ^overview\b
            \boverview$
            ^definition\b
            ^introduction\b
            ^summary\b
            ^(?:key facts|at glance|in brief|basics)
            ^about(?! us\b| our\b| this (?:page|leaflet|site)\b)
            \bneed to know\b
            ^understanding\b
            ^…$
            ^(?:qué (?:es|son)\b|resumen|introducción|descripción|definición|acerca de|sobre …)
        """,
    }
)
