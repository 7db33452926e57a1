"""The readable difference of two editions: nothing that changed is left out, nothing else is told."""

import copy
import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from cms.admin.history.differences import compare
from cms.admin.history.outline import outline
from tests.text.older import OLD, texts_in

# Words of the pages, never words of the interface.
WORDS = st.sampled_from([f"{letter}{number}x" for letter in "abcdefgh" for number in range(6)])
TEXT = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
HTML = st.lists(TEXT, min_size=1, max_size=2).map(
    lambda found: {"format": "html", "html": "".join(f"<p>{text}</p>" for text in found)}
)
ID = st.integers(0, 9).map(lambda number: f"00000000-0000-0000-0000-{number:012}")

RICH_TEXT = st.fixed_dictionaries({"type": st.just("rich_text"), "id": ID, "text": HTML})
LIST = st.fixed_dictionaries(
    {
        "type": st.just("list"),
        "id": ID,
        "style": st.just("bullet"),
        "lead_in": st.none() | TEXT,
        "items": st.lists(HTML, min_size=1, max_size=3),
    }
)
RISK = st.fixed_dictionaries({"id": ID, "name": TEXT, "what_we_do": st.none() | TEXT})
RISKS = st.fixed_dictionaries({"type": st.just("risks"), "id": ID, "risks": st.lists(RISK, max_size=2)})
TABLE = st.fixed_dictionaries(
    {"type": st.just("table"), "id": ID, "columns": st.lists(TEXT, min_size=2, max_size=2), "rows": st.just([["", ""]])}
)
BLOCKS = st.lists(RICH_TEXT | LIST | RISKS | TABLE, max_size=2)
SUBSECTION = st.fixed_dictionaries({"id": ID, "heading": TEXT, "anchor": st.just("a"), "blocks": BLOCKS})
SECTION = st.fixed_dictionaries(
    {
        "id": ID,
        "kind": st.just("what"),
        "heading": TEXT,
        "blocks": BLOCKS,
        "subsections": st.lists(SUBSECTION, max_size=1),
    }
)
PHONE = st.integers(1000, 9999).map(lambda n: {"number": f"+1310555{n}", "display": f"310-555-{n}", "extension": None})
DOCUMENT = st.fixed_dictionaries(
    {
        "type": st.just("procedure"),
        "title": TEXT,
        "summary": st.none() | TEXT,
        "sections": st.lists(SECTION, max_size=2),
        "contact": st.none() | st.fixed_dictionaries({"id": ID, "label": TEXT, "phone": PHONE}),
        "alternative_names": st.lists(TEXT, max_size=2),
    }
)


def words_read(value, name=""):
    """Every word of a document, found without the code under test."""
    if name in ("id", "type", "kind", "style", "anchor", "format"):
        return Counter()
    if isinstance(value, dict):
        return sum((words_read(member, key) for key, member in value.items()), Counter())
    if isinstance(value, list):
        return sum((words_read(item, name) for item in value), Counter())
    return Counter(re.sub(r"<[^>]*>", " ", value or "").split())


def words_told(changes, kind):
    pieces = [piece for change in changes for piece in change.pieces if piece.kind == kind]
    return sum((Counter(words_in(piece.text)) for piece in pieces), Counter())


def words_in(text):
    """Addresses and the like are told in brackets."""
    return re.findall(r"[^\s()]+", text)


@settings(max_examples=60)
@given(DOCUMENT)
def test_equal_documents_have_no_difference(document):
    assert compare(document, copy.deepcopy(document)) == []


@settings(max_examples=60)
@given(DOCUMENT, DOCUMENT)
def test_every_word_that_came_or_went_is_told(old, new):
    changes = compare(old, new)
    came = words_read(new) - words_read(old)
    went = words_read(old) - words_read(new)

    assert not came - words_told(changes, "added")
    assert not went - words_told(changes, "removed")


@settings(max_examples=60)
@given(DOCUMENT, DOCUMENT)
def test_what_is_told_as_added_or_removed_is_in_the_document(old, new):
    changes = compare(old, new)

    assert not words_told(changes, "added").keys() - words_of_outline(new)
    assert not words_told(changes, "removed").keys() - words_of_outline(old)


def words_of_outline(document):
    def texts(part):
        yield from (line.text for line in part.lines)
        for child in part.parts:
            yield from texts(child)

    return {word for text in texts(outline(document)) for word in words_in(text)}


def page(**members):
    section = {
        "id": "s1",
        "kind": "during",
        "heading": "What to expect",
        "blocks": [paragraph("b1", "You rest for an hour.")],
        "subsections": [],
    }
    return {"type": "procedure", "id": "p", "title": "Kneeling", "sections": [section], **members}


def paragraph(key, text):
    return {"type": "rich_text", "id": key, "text": {"format": "html", "html": f"<p>{text}</p>"}}


def contact(number):
    phone = {"number": f"+1310555{number}", "display": f"310-555-{number}", "extension": None}
    return {"id": "c", "label": "Call us", "text": None, "phone": phone, "email": None}


def told(changes):
    """The changes as lines of text."""
    marks = {"same": "{}", "added": "[+{}]", "removed": "[-{}]"}
    return [
        f"{change.kind} {' › '.join(change.place)}: {' '.join(marks[p.kind].format(p.text) for p in change.pieces)}"
        for change in changes
    ]


def test_changed_words_are_marked_inside_their_sentence_with_its_place():
    old, new = page(), page()
    new["sections"][0]["blocks"] = [paragraph("b1", "You rest for two hours.")]

    assert told(compare(old, new)) == [
        "changed What to expect › paragraph: You rest for [-an hour.] [+two hours.]",
    ]


def test_phone_number_of_the_contact_line_is_told_under_its_label():
    assert told(compare(page(contact=contact("0142")), page(contact=contact("0199")))) == [
        "changed Contact › phone: [-310-555-0142 (+13105550142)] [+310-555-0199 (+13105550199)]",
    ]


def test_changes_come_in_the_order_of_the_page():
    old = page(contact=contact("0142"), facts=[fact("1 day")], summary="Short.")
    new = page(contact=contact("0199"), facts=[fact("2 days")], summary="Longer.", title="Kneeling down")
    new["sections"][0]["heading"] = "What happens"

    places = [" › ".join(change.place) for change in compare(old, new)]

    assert places == ["Title", "Summary", "Key figures › Hospital stay", "What happens › heading", "Contact › phone"]


def fact(text):
    return {"kind": "hospital_stay", "label": "Hospital stay", "minimum": "P1D", "setting": None, "text": text}


def test_block_that_moved_to_another_section_is_not_told_as_gone_and_new():
    old, new = page(), page()
    other = {"id": "s2", "kind": "after", "heading": "Afterwards", "subsections": []}
    old["sections"].append({**other, "blocks": [paragraph("b2", "You go home.")]})
    new["sections"].append({**other, "blocks": [paragraph("b2", "You go home."), *new["sections"][0]["blocks"]]})
    new["sections"][0]["blocks"] = []

    [change] = compare(old, new)

    assert (change.kind, change.place, change.moved_from) == ("moved", ("Afterwards",), "What to expect")
    assert change.pieces[0].text == "You rest for an hour."


def test_sections_in_another_order_are_told_as_moved_and_nothing_else():
    old, new = page(), page()
    other = {"id": "s2", "kind": "after", "heading": "Afterwards", "blocks": [], "subsections": []}
    old["sections"].append(other)
    new["sections"].insert(0, other)

    assert [change.kind for change in compare(old, new)] == ["moved"]


def test_new_item_in_the_middle_of_a_list_leaves_its_neighbours_alone():
    old, new = page(), page()
    items = [{"format": "html", "html": f"<p>{text}</p>"} for text in ("your medicines", "a list of questions")]
    entry = {"type": "list", "id": "l", "style": "bullet", "lead_in": None}
    old["sections"][0]["blocks"] = [{**entry, "items": items}]
    new["sections"][0]["blocks"] = [
        {**entry, "items": [items[0], {"format": "html", "html": "<p>a sweater</p>"}, items[1]]}
    ]

    assert told(compare(old, new)) == ["added What to expect › list: [+a sweater]"]


def test_link_that_leads_elsewhere_is_a_change_although_its_words_are_the_same():
    old, new = page(), page()
    old["sections"][0]["blocks"] = [paragraph("b1", 'See <a href="/pain/">the clinic</a>.')]
    new["sections"][0]["blocks"] = [paragraph("b1", 'See <a href="/spine/">the clinic</a>.')]

    assert told(compare(old, new)) == ["changed What to expect › paragraph: See the clinic [-(/pain/).] [+(/spine/).]"]


def test_markup_in_the_text_stays_text():
    new = page(title="<script>alert(1)</script>")

    assert told(compare(page(), new)) == ["changed Title: [-Kneeling] [+<script>alert(1)</script>]"]


def test_member_that_no_list_of_ours_names_is_told_all_the_same():
    assert told(compare(page(), page(parking_fee={"amount": 4, "paid_by": "the_hospital"}))) == [
        "added Parking fee › amount: [+4]",
        "added Parking fee › paid by: [+the hospital]",
    ]


def test_an_edition_of_an_older_contract_is_shown_whole():
    assert not {word for text in texts_in(OLD) for word in text.split()} - words_of_outline(OLD)


def test_edition_stamp_and_files_of_pictures_say_nothing_to_readers():
    picture = {"id": 3, "alt": "A knee", "src": "/media/knee.width-800.jpg", "srcset": "a", "credit": None}
    old = page(image=picture, edition={"number": 1})
    new = page(image=picture | {"srcset": "b", "src": "/media/knee.width-1200.jpg"}, edition={"number": 2})

    assert compare(old, new) == []


def test_long_unchanged_text_beside_a_changed_word_is_cut():
    old, new = page(summary=f"{'word ' * 200}end."), page(summary=f"{'word ' * 200}stop.")

    [change] = compare(old, new)

    assert len(change.pieces[0].text.split()) < 50
