"""Two good pages as files, and what each becomes by one defect: (page, code of the check, old words, new words)."""

ENGLISH = """Cataract surgery

Cataract surgery replaces the cloudy lens of your eye with a clear one. Call (310) 555-0155 to ask about a visit.

What is cataract surgery?

The lens of your eye has become cloudy. Your surgeon takes it out through a tiny cut and puts a clear plastic lens in its place. The new lens stays in your eye for life.

Who can have cataract surgery?

You may be a candidate for cataract surgery if:

- You cannot see well enough to drive or read
- Bright lights blind you at night
- New glasses no longer help

How do I prepare?

We measure your eye about a week before surgery. Do not eat anything for six hours before you come in. You may drink clear water until two hours before. Tell us if you take a blood thinner such as warfarin, and do not stop it on your own. You may not drive home, so ask a friend to take you.

Bring these things:

- A list of your medicines
- Sunglasses
- Your insurance card

What happens during cataract surgery?

The operation takes about 20 minutes. Drops numb your eye, and you are awake but sleepy from a sedative.

1. Drops numb your eye.
2. Your surgeon makes a small cut at its edge.
3. They take out the cloudy lens and slide in the new one.
4. They close the cut, often without stitches.

What are the benefits?

In a 2022 audit by the national eye registry, 95 percent of people could read a car plate four weeks after surgery (1).

What are the risks of cataract surgery?

Serious problems are rare, but every operation has risks:

- Infection inside the eye
- Bleeding
- A loose retina, which needs another operation
- Swelling that blurs your sight for some weeks

What happens after cataract surgery?

You go home the same day. Wear the eye shield at night for one week. Use the drops four times a day.

Going back to your life

You can drive again after two weeks if you see well enough. Do not swim for four weeks. Most people go back to desk work after three days.

When to call us

Call 911 if you have chest pain or cannot breathe.

Call the eye ward at (310) 555-0156 if:

- Your eye hurts more and more
- You see flashes or a curtain
- Your eye is red and sticky

What else can I do?

You can wait and use stronger glasses and brighter lamps. Without surgery, sight gets worse slowly.

References

1. National Eye Registry. Annual audit 2022.

Reviewed by Dr. Ana Sample, MD. Last reviewed March 3, 2026. Next review March 3, 2028.
"""

SPANISH = """Colonoscopia

La colonoscopia permite ver el intestino grueso por dentro. Llame al (310) 555-0177 para pedir una cita.

¿Qué es una colonoscopia?

El médico pasa un tubo delgado con una cámara por el recto. Así puede ver todo el colon y quitar pólipos.

¿Cómo me preparo?

El día anterior solo puede tomar líquidos claros. Beba toda la preparación que le damos. No coma nada desde la medianoche. Avísenos si toma anticoagulantes o medicamentos para la diabetes. Pida a alguien que le lleve a casa.

¿Qué ocurre durante la colonoscopia?

El examen dura unos 30 minutos. Le damos un sedante para que esté cómodo.

¿Qué riesgos tiene la colonoscopia?

- Sangrado
- Un desgarro del intestino
- Una reacción al sedante

¿Qué pasa después?

Vuelve a casa el mismo día. No conduzca hasta el día siguiente.

¿Cuándo debo pedir ayuda?

Llame al 911 si tiene dolor de pecho o dificultad para respirar.

Llame al (310) 555-0178 si:

- Tiene fiebre
- Sangra mucho
- Le duele mucho la barriga

¿Qué otras opciones hay?

Una prueba de heces en casa, una tomografía o esperar. Hable con su médico.

Revisado por la Dra. Ana Ejemplo. Última revisión: 3 de marzo de 2026. Próxima revisión: 3 de marzo de 2028.
"""

DEFECTS = [
    (
        ENGLISH,
        "other-treatment",
        "You may be a candidate for cataract surgery if:",
        "You may be a candidate for glaucoma surgery if:",
    ),
    (ENGLISH, "other-treatment", "What happens after cataract surgery?", "What happens after knee replacement?"),
    (
        ENGLISH,
        "other-treatment",
        "Serious problems are rare, but every operation has risks:",
        "Serious problems are rare. The risks of gallbladder removal are:",
    ),
    (
        ENGLISH,
        "misspelt",
        "Your surgeon takes it out through a tiny cut",
        "Your surgeon takes it out thruogh a tiny cut",
    ),
    (ENGLISH, "misspelt", "take a blood thinner such as warfarin", "take a blood thinner such as warfrin"),
    (
        ENGLISH,
        "doubled-word",
        "We measure your eye about a week before surgery.",
        "We measure your eye about a a week before surgery.",
    ),
    (ENGLISH, "doubled-word", "Wear the eye shield at night", "Wear the the eye shield at night"),
    (ENGLISH, "joined-words", "Do not swim for four weeks.", "Do not swimfor four weeks."),
    (ENGLISH, "joined-words", "Use the drops four times a day.", "Use the dropsfour times a day."),
    (
        ENGLISH,
        "missing-word",
        "Your surgeon makes a small cut at its edge.",
        "Your surgeon makes a small cut at the of its edge.",
    ),
    (ENGLISH, "corrupted-verb", "The new lens stays in your eye for life.", "The lens is lensed in your eye for life."),
    (ENGLISH, "corrupted-verb", "Most people go back", "The pressure is pressured every hour. Most people go back"),
    (ENGLISH, "promise", "The new lens stays", "You will never need glasses again. The new lens stays"),
    (ENGLISH, "promise", "The new lens stays", "There are no risks to this operation. The new lens stays"),
    (ENGLISH, "promise", "The new lens stays", "Every patient recovers fully. The new lens stays"),
    (ENGLISH, "promise", "The new lens stays", "It works every time, and nothing can go wrong. The new lens stays"),
    (
        ENGLISH,
        "percentage-without-source",
        "In a 2022 audit by the national eye registry, 95 percent of people could read a car plate four weeks after surgery (1).",
        "Our success rate is 98%.",
    ),
    (
        ENGLISH,
        "figure-twice",
        "Serious problems are rare",
        "About 95 percent of eyes become infected within four weeks in that audit. Serious problems are rare",
    ),
    (
        ENGLISH,
        "fasting-conflict",
        "You may drink clear water until two hours before.",
        "Do not drink anything for eight hours before. You may drink clear water until two hours before.",
    ),
    (
        ENGLISH,
        "stay-conflict",
        "You go home the same day.",
        "You go home the same day. You stay in the hospital for three nights.",
    ),
    (
        ENGLISH,
        "driving-conflict",
        "You can drive again after two weeks",
        "You can drive the next day. Do not drive for six weeks. You can drive again after two weeks",
    ),
    (
        ENGLISH,
        "work-conflict",
        "Most people go back to desk work after three days.",
        "Most people go back to desk work after three days. Most people return to office work after six weeks.",
    ),
    (
        ENGLISH,
        "length-conflict",
        "The operation takes about 20 minutes.",
        "The operation takes about 20 minutes. Cataract surgery lasts three hours.",
    ),
    (
        ENGLISH,
        "frequency-conflict",
        "Use the drops four times a day.",
        "Use the drops four times a day. Put in the drops once a day.",
    ),
    (
        ENGLISH,
        "opposite-advice",
        "Wear the eye shield at night for one week.",
        "Wear the eye shield at night for one week. Do not wear the eye shield at night.",
    ),
    (
        ENGLISH,
        "anesthesia-conflict",
        "you are awake but sleepy from a sedative.",
        "you are awake but sleepy from a sedative. You are asleep under general anesthesia.",
    ),
    (
        ENGLISH,
        "side-conflict",
        "You go home the same day.",
        "You go home the same day with a patch on your left eye. Keep your right eye covered.",
    ),
    (
        ENGLISH,
        "time-order",
        "Do not eat anything for six hours before you come in.",
        "Stop eating six hours after surgery.",
    ),
    (
        ENGLISH,
        "time-order",
        "You go home the same day.",
        "You go home the same day. Your stitches are removed two weeks before the operation.",
    ),
    (ENGLISH, "range-backwards", "for one week.", "for three to two weeks."),
    (
        ENGLISH,
        "impossible-temperature",
        "Use the drops four times a day.",
        "Use the drops four times a day. A fever is above 101 °C.",
    ),
    (
        ENGLISH,
        "missing-alternatives",
        "What else can I do?\n\nYou can wait and use stronger glasses and brighter lamps. Without surgery, sight gets worse slowly.\n",
        "",
    ),
    (
        ENGLISH,
        "missing-fasting",
        "Do not eat anything for six hours before you come in. You may drink clear water until two hours before.",
        "",
    ),
    (
        ENGLISH,
        "missing-blood-thinners",
        "Tell us if you take a blood thinner such as warfarin, and do not stop it on your own.",
        "",
    ),
    (
        ENGLISH,
        "missing-urgent-advice",
        "When to call us\n\nCall 911 if you have chest pain or cannot breathe.\n\nCall the eye ward at (310) 555-0156 if:\n\n- Your eye hurts more and more\n- You see flashes or a curtain\n- Your eye is red and sticky\n",
        "",
    ),
    (
        ENGLISH,
        "emergency-without-number",
        "Call 911 if you have chest pain or cannot breathe.",
        "Tell your nurse at your next visit if you have chest pain or cannot breathe.",
    ),
    (ENGLISH, "emergency-number-abroad", "Call 911 if you", "Call 999 if you"),
    (
        ENGLISH,
        "danger-played-down",
        "Serious problems are rare",
        "A blood clot in the lung passes by itself. Serious problems are rare",
    ),
    (
        ENGLISH,
        "acronym-letters",
        "- Bleeding\n",
        "- Bleeding\n- A clot in the leg (DTV), also called deep vein thrombosis (DTV)\n",
    ),
    (ENGLISH, "cut-off", "Swelling that blurs your sight for some weeks", "Swelling that blurs your sight because of"),
    (ENGLISH, "one-item-list", "- Sunglasses\n- Your insurance card\n", ""),
    (ENGLISH, "missing-list", "- A list of your medicines\n- Sunglasses\n- Your insurance card\n", ""),
    (ENGLISH, "layout-reference", "The new lens stays", "See the picture opposite. The new lens stays"),
    (ENGLISH, "phone-digits", "(310) 555-0156", "(310) 555-016"),
    (
        ENGLISH,
        "other-organisation",
        "You go home the same day.",
        "You go home the same day. The team at Mercy General Hospital takes care of you.",
    ),
    (
        ENGLISH,
        "other-organisation",
        "You go home the same day.",
        "You go home the same day. Our doctors at Stanford will see you.",
    ),
    (ENGLISH, "placeholder", "Wear the eye shield", "[insert name of nurse] will help. Wear the eye shield"),
    (ENGLISH, "damaged-characters", "The new lens stays", "The patientâ€™s new lens stays"),
    (ENGLISH, "markup-shows", "The new lens stays", "The lens &nbsp;is new. The new lens stays"),
    (ENGLISH, "review-overdue", "Next review March 3, 2028", "Next review March 3, 2025"),
    (
        ENGLISH,
        "seasonal-notice",
        "You go home the same day.",
        "You go home the same day. Due to COVID-19, visitors are not allowed at this time.",
    ),
    (
        ENGLISH,
        "past-date",
        "You go home the same day.",
        "You go home the same day. Our clinic is closed for Christmas until January 3, 2022.",
    ),
    (ENGLISH, "stigmatising-words", "New glasses no longer help", "You are one of the many diabetics or the elderly"),
    (
        ENGLISH,
        "answers-without-questions",
        "References\n",
        "Frequently asked questions\n\nNo, it does not hurt.\n\nFor life.\n\nReferences\n",
    ),
    (
        ENGLISH,
        "invitation-without-target",
        "Going back to your life\n",
        "Going back to your life\n\nInterested in cataract surgery? Book your visit today.\n",
    ),
    (
        ENGLISH,
        "repeated-paragraph",
        "You go home the same day. Wear the eye shield at night for one week. Use the drops four times a day.",
        "You go home the same day. Wear the eye shield at night for one week. Use the drops four times a day.\n\nYou go home the same day. Wear the eye shield at night for one week. Use the drops four times daily.",
    ),
    (
        SPANISH,
        "promise",
        "El examen dura unos 30 minutos.",
        "El examen es totalmente seguro. El examen dura unos 30 minutos.",
    ),
    (
        SPANISH,
        "fasting-conflict",
        "No coma nada desde la medianoche.",
        "No coma nada desde la medianoche. Puede desayunar algo ligero la mañana del examen.",
    ),
    (
        SPANISH,
        "stay-conflict",
        "Vuelve a casa el mismo día.",
        "Vuelve a casa el mismo día. Se queda en el hospital dos noches.",
    ),
    (SPANISH, "other-treatment", "¿Qué riesgos tiene la colonoscopia?", "¿Qué riesgos tiene la colecistectomía?"),
    (SPANISH, "emergency-without-number", "Llame al 911 si tiene", "Llámenos si tiene"),
    (SPANISH, "phone-digits", "(310) 555-0178", "(310) 555-018"),
    (SPANISH, "stigmatising-words", "Sangra mucho", "Es uno de los diabéticos"),
    (SPANISH, "doubled-word", "Le damos un sedante", "Le damos un un sedante"),
    (SPANISH, "review-overdue", "Próxima revisión: 3 de marzo de 2028", "Próxima revisión: 3 de marzo de 2024"),
    (SPANISH, "damaged-characters", "Así puede ver", "InformaciÃ³n útil. Así puede ver"),
]
