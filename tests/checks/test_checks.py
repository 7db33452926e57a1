"""Every check finds its defect, leaves sound content alone, and says what an editor needs."""

import pytest
from wagtail.images.blocks import ImageBlock

from procedures.checks.registry import CHECKS
from procedures.checks.rules.unfinished import KINDS, MEMBERS
from procedures.checks.running import check_content
from procedures.checks.site import Site
from procedures.models import ProcedurePage
from tests.checks.cases import CASES, REPEATED, REVERSED, WHAT, dice, says
from tests.checks.content import bullets, contact, criteria, found, part, questions, text, treatment
from tests.text import novelty

BY_CODE = {check.code: check for check in CHECKS}


def listed(kind):
    return [
        pytest.param(code, content, cases.around, id=f"{code}-{number}")
        for code, cases in CASES.items()
        for number, content in enumerate(getattr(cases, kind), 1)
    ]


def test_every_check_has_cases_and_a_code_of_its_own():
    assert len(BY_CODE) == len(CHECKS)
    assert CASES.keys() == BY_CODE.keys()


@pytest.mark.parametrize(("code", "content", "around"), listed("defective"))
def test_defect_is_found(code, content, around):
    assert found(BY_CODE[code], content, around)


@pytest.mark.parametrize(("code", "content", "around"), listed("sound"))
def test_sound_content_is_left_alone(code, content, around):
    assert found(BY_CODE[code], content, around) == []


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("placeholder", dice("Puede haber isquemia (falta de riego en el tejido).")),
        ("placeholder", dice("TODO LO QUE debe saber. ANTE TODO: descanse.")),
        ("placeholder", says("We do not publish your data.")),
        ("acronyms", says("NO BATHING IN POOLS, and report any FEVER.")),
        ("stale-words", dice("Diga qué medicamentos usa actualmente.")),
        ("seasonal-notice", says("You wake up in the recovery room. No visitors are allowed at this time.")),
        (
            "anesthesia-conflict",
            says("You are asleep under general anesthesia. Alternatively, a needle numbs you. You stay awake."),
        ),
        (
            "aids-conflict",
            says("Most walk well 2 weeks after the cast is removed. Your cast will be taken off after 4 weeks."),
        ),
        (
            "other-treatment",
            says("You have been told that you need spinal fusion. After spinal fusion, rest.", title="Low back fusion"),
        ),
        ("missing-references", says("A lift.", "Source: the national society of palate surgeons")),
        ("dead-link", says('<p><a href="https://cms.gov/costs">What it costs</a></p>')),
        ("missing-review", says("A lift.", "This page was last reviewed by our ward in May 2026.")),
    ],
)
def test_what_other_hospitals_say_rightly_is_left_alone(code, content):
    assert found(BY_CODE[code], content) == []


@pytest.mark.parametrize(("code", "content", "around"), listed("defective"))
def test_finding_says_what_is_wrong_why_and_what_to_do(code, content, around):
    for finding in found(BY_CODE[code], content, around):
        assert finding.message.count(" ") >= 2
        assert finding.why.endswith((".", "?"))
        assert finding.remedy.endswith((".", "”"))
        assert finding.code == code


@pytest.mark.parametrize(("code", "content", "around"), listed("defective"))
def test_finding_leads_to_a_member_that_is_there(code, content, around):
    document = content.model_dump(mode="json", warnings=False)
    for finding in found(BY_CODE[code], content, around):
        value = document
        for step in finding.path.split("/")[1:]:
            value = value[int(step)] if isinstance(value, list) else value[step]


def test_checks_of_english_words_are_silent_about_other_languages():
    english = treatment(("what", "What is it?", text("Therefore, this is rare.")), locale="en-GB")
    assert "vague-subject" in codes(english)
    assert "vague-subject" not in codes(dice("Therefore, this is rare."))
    assert "percentage-without-source" in codes(dice("Ayuda al 80 por ciento."))


def codes(content):
    return {finding.code for finding in check_content(content, Site())}


def test_findings_on_the_whole_page_come_first_and_the_others_as_on_the_page():
    content = treatment(
        ("what", "What is it?", *[text("Therefore, this is rare.") for _ in range(11)]),
        ("risks", "What to expect?", text("Moreover, it is rare.")),
        summary="Therefore, it is rare.",
    )
    paths = [finding.path for finding in check_content(content, Site())]
    vague = [finding.path for finding in check_content(content, Site()) if finding.code == "vague-subject"]
    assert paths == sorted(paths, key=lambda path: path != "")
    assert vague[0] == "/summary"
    assert vague[1:4] == [f"/sections/0/blocks/{index}/text" for index in range(3)]
    assert vague[-2:] == ["/sections/0/blocks/10/text", "/sections/1/blocks/0/text"]


def test_finding_knows_the_paragraph_of_formatted_text_and_the_block():
    block = text("You sleep.", "Therefore, this is rare.")
    [finding] = found(BY_CODE["vague-subject"], treatment(("what", "What is it?", block)))
    assert (finding.path, finding.paragraph) == ("/sections/0/blocks/0/text", 1)
    assert finding.block == str(block.root.id)


def test_finding_in_a_list_names_the_item():
    [finding] = found(BY_CODE["stigmatising-words"], treatment(("what", "It", bullets("For:", "all", "epileptics"))))
    assert finding.path == "/sections/0/blocks/0/items/1"


def test_words_of_what_the_page_only_shows_are_not_its_own():
    shown = says("A lift.", contact=contact("For diabetics", "We treat diabetics."))
    assert found(BY_CODE["stigmatising-words"], shown) == []


def test_what_is_not_written_yet_is_said_with_its_place():
    block = questions(("Does it hurt?", None))
    [finding] = found(BY_CODE["unfinished"], treatment(("faq", "Questions", block)))
    assert finding.path == "/sections/0/blocks/0/items/0/answer"
    assert finding.message == "Nothing stands in “Questions › Questions and answers › Does it hurt? › answer”."


def test_kinds_of_blocks_are_called_as_in_the_form():
    sections = ProcedurePage._meta.get_field("sections").stream_block
    labels = {}
    for section in sections.child_blocks.values():
        labels |= {name: str(block.label) for name, block in section.child_blocks["blocks"].child_blocks.items()}

    assert labels == KINDS


def called_otherwise(block, kind):
    """Children of the block, and of what is in it, whose label is more than their name."""
    children = {} if isinstance(block, ImageBlock) else getattr(block, "child_blocks", {})
    for name, child in children.items():
        if str(child.label).lower() != name.replace("_", " "):
            yield kind, name, str(child.label)
        yield from called_otherwise(getattr(child, "child_block", child), kind)


def test_members_are_called_as_in_the_form():
    for section in ProcedurePage._meta.get_field("sections").stream_block.child_blocks.values():
        for kind, block in section.child_blocks["blocks"].child_blocks.items():
            for _, name, label in called_otherwise(block, kind):
                assert (MEMBERS.get(f"{kind}.{name}") or MEMBERS.get(name)) == label, (kind, name)


BLOCK = "/sections/0/blocks/0"


@pytest.mark.parametrize(
    ("members", "path"),
    [
        ({"headline": "For epileptics"}, f"{BLOCK}/headline"),
        ({"body": novelty.rich("<h4>For epileptics</h4>")}, f"{BLOCK}/body"),
        ({"body": novelty.rich("<ul><li>For epileptics</li></ul>")}, f"{BLOCK}/body"),
        ({"signs": ["Calm", "Like epileptics"]}, f"{BLOCK}/signs/1"),
    ],
)
def test_words_of_a_block_are_checked_though_only_its_contract_is_known(members, path):
    [finding] = found(BY_CODE["stigmatising-words"], novelty.treatment(novelty.tip(**members)))
    assert finding.path == path
    assert finding.block == str(novelty.tip().id)


def test_codes_and_addresses_of_a_block_are_not_checked():
    assert (
        found(BY_CODE["stigmatising-words"], novelty.treatment(novelty.tip(batch="epileptics", rate="epileptics")))
        == []
    )


def test_heading_over_sections_of_no_kind_is_a_hint_alone():
    content = treatment(("risks", "Risks"), ("other", "Bleeding", text("It may bleed.")))
    [finding] = found(BY_CODE["empty-section"], content)
    assert finding.severity == "hint"


@pytest.mark.parametrize(
    "sections",
    [
        (("risks", "Risks", part("Your stay")), ("during", "The lift", text("You sleep."))),
        (("risks", "Risks", part("In general"), part("Rare risks", text("Few."))),),
        (("during", "Surgery"), ("prepare", "Before surgery", text("Fast."))),
        (("after", "Care after surgery"), ("what", "What was done", text("A lift."))),
    ],
)
def test_heading_that_may_stand_over_those_below_it_is_a_hint_alone(sections):
    [finding] = found(BY_CODE["empty-section"], treatment(*sections))
    assert finding.severity == "hint"


def test_sentence_that_was_taken_for_a_heading_stops_nobody():
    said = "Ask the people who insure your car whether you may drive after surgery"
    [finding] = found(BY_CODE["empty-section"], treatment(("recovery", "Driving", part(said))))
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    "sections",
    [
        (("risks", "Risks", part("Rare risks")),),
        (("risks", "Risks"), ("cost", "Cost", text("None."))),
        (("risks", "Risks", part("All of them have risks:")), ("cost", "Cost", text("None."))),
    ],
)
def test_heading_over_nothing_is_looked_at(sections):
    [finding] = found(BY_CODE["empty-section"], treatment(*sections))
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    ("code", "certain", "doubtful"),
    [
        (
            "empty-section",
            treatment(("risks", "Risks"), ("risks", "RISKS", text("It may bleed."))),
            treatment(("risks", "Risks"), ("cost", "Cost", text("None."))),
        ),
        ("phone-digits", says("Call our nurses at (310) 555-014."), says("Call line 310 55 014 22 9.")),
        ("phone-digits", says("Call 310-555-01422."), says("Our nurses: 310-555-01422.")),
        ("impossible-temperature", says("Call for a fever above 101 °C."), says("A fever may reach 110 degrees F.")),
        (
            "dead-link",
            says('<p><a href="http://localhost/x">Form</a></p>'),
            says('<p><a href="https://dev.example.health/x">Form</a></p>'),
        ),
        ("placeholder", says("Lorem ipsum dolor."), says("Call Dr. ____ now.")),
        ("placeholder", says("Call [insert number] now."), says("Swelling (falta texto).")),
        ("damaged-characters", says("The patientâ€™s palate."), says("You may feel ?full? for a day.")),
        (
            "question-without-answer",
            treatment(("faq", "Questions", questions(("Will it hurt?", None)))),
            treatment(("faq", "Questions", questions(("Is it long?", "No.")), text("Will it hurt?"))),
        ),
        (
            "review-overdue",
            says("A lift.", review=REVERSED),
            says("Last reviewed May 1, 2026. Next review May 1, 2024."),
        ),
    ],
)
def test_only_what_is_so_for_certain_is_an_error(code, certain, doubtful):
    severities = [[each.severity for each in found(BY_CODE[code], content)] for content in (certain, doubtful)]
    assert severities == [["error"], ["warning"]]


def test_checks_that_read_language_stop_nobody():
    """A check that becomes an error needs a case of its own above."""
    by_fields = {"missing-review", "unfinished"}
    errors = {each.code for each in CHECKS if each.severity == "error"}
    assert errors == by_fields | {"damaged-characters", "dead-link", "review-overdue"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (says("A lift.", summary="Rest for one week. Rest for one week."), "This stands twice in one paragraph"),
        (treatment((*WHAT, bullets("Bring:", "a scarf", "a book", "a scarf"))), "This stands twice in one list"),
        (says(REPEATED, REPEATED), "This says nearly the same as a paragraph above"),
    ],
)
def test_repetition_is_told_where_it_is(content, message):
    [finding] = found(BY_CODE["repeated-paragraph"], content)
    assert finding.message.startswith(message)


def test_one_defect_is_one_finding():
    content = treatment(("candidacy", "Who?", criteria("You may be a candidate for tarsal bridging if:", "a", "b")))
    assert len(found(BY_CODE["other-treatment"], content)) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (says("A lift."), "Nothing says what can go wrong."),
        (
            says("A lift. It may bleed, or an infection may follow."),
            "No section is about what can go wrong.",
        ),
        (
            dice("En casos raros, el velo puede sangrar."),
            "No section is about what can go wrong.",
        ),
        (
            dice("Las pastillas impiden que su cuerpo rechace el injerto."),
            "No section is about what can go wrong.",
        ),
    ],
)
def test_risks_that_are_said_in_passing_are_told_apart_from_risks_unsaid(content, message):
    [finding] = found(BY_CODE["missing-risks"], content)
    assert finding.message == message
