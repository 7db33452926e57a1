"""Two versions of one content are put together part by part; what both have changed is asked."""

import pytest

from cms.publishing.merging.values import GONE, Merging

PATH = ("sections",)


def block(identity, value):
    return {"type": "text", "id": identity, "value": value}


def section(identity, heading, *blocks):
    return {"type": "what", "id": identity, "value": {"heading": heading, "blocks": list(blocks), "also": []}}


def merge(base, mine, theirs, **options):
    """What comes of it, and the names of what both have changed."""
    merging = Merging(**options)
    merged = merging.merge(base, mine, theirs, PATH)
    return merged, [each.name for each in merging.conflicts]


def ids(merged):
    return [each["id"] for each in merged]


A, B, C = block("a", "one"), block("b", "two"), block("c", "three")


def test_what_each_has_changed_is_taken():
    merged = merge([A, B], [block("a", "mine"), B], [A, block("b", "theirs")])

    assert merged == ([block("a", "mine"), block("b", "theirs")], [])


def test_blocks_in_one_section_are_put_together_with_its_heading():
    base = [section("s", "Before", A, B)]
    mine = [section("s", "Heading of mine", A, B)]
    theirs = [section("s", "Before", A, block("b", "theirs"), C)]

    assert merge(base, mine, theirs) == ([section("s", "Heading of mine", A, block("b", "theirs"), C)], [])


@pytest.mark.parametrize(("options", "held"), [({}, "theirs"), ({"holds": {"sections/a": "mine"}}, "mine")])
def test_what_both_have_changed_is_asked_and_meanwhile_theirs_holds(options, held):
    merged = merge([A, B], [block("a", "mine"), B], [block("a", "theirs"), B], **options)

    assert merged == ([block("a", held), B], ["sections/a"])


def test_both_having_made_the_same_change_is_no_conflict():
    assert merge([A], [block("a", "new")], [block("a", "new")]) == ([block("a", "new")], [])


def test_block_is_never_a_mixture_that_nobody_wrote():
    """Half of the tablets with twice the days would be neither's."""
    base, mine, theirs = ({"tablets": t, "days": d} for t, d in ((4, 7), (2, 7), (4, 14)))

    merged = merge([block("a", base)], [block("a", mine)], [block("a", theirs)])

    assert merged == ([block("a", theirs)], ["sections/a"])


def test_block_that_one_has_deleted_and_the_other_changed_is_asked():
    changed = block("a", "changed")

    assert merge([A, B], [B], [changed, B]) == ([changed, B], ["sections/a"])
    assert merge([A, B], [B], [changed, B], holds={"sections/a": "mine"}) == ([B], ["sections/a"])
    assert merge([A, B], [changed, B], [B]) == ([B], ["sections/a"])
    assert merge([A, B], [changed, B], [B], holds={"sections/a": "mine"}) == ([changed, B], ["sections/a"])


def test_block_that_one_has_deleted_and_nobody_changed_is_gone():
    assert merge([A, B, C], [A, C], [A, B, block("c", "theirs")]) == ([A, block("c", "theirs")], [])


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ([A, block("m", "new"), B, C], [A, B, C, block("t", "new")], ["a", "m", "b", "c", "t"]),
        ([C, A, B], [A, B, C, block("t", "new")], ["c", "t", "a", "b"]),
        ([A, B, C], [B, A, C], ["b", "a", "c"]),
        ([block("m", "first"), A, B, C], [block("t", "first"), A, B, C], ["m", "t", "a", "b", "c"]),
    ],
)
def test_new_blocks_come_behind_what_they_were_put_behind_and_who_has_moved_something_says_the_order(
    mine, theirs, expected
):
    merged, asked = merge([A, B, C], mine, theirs)

    assert (ids(merged), asked) == (expected, [])


def test_two_different_orders_are_asked():
    base, mine, theirs = [A, B, C], [B, A, C], [A, C, B]

    kept, asked = merge(base, mine, theirs)
    chosen, _ = merge(base, mine, theirs, holds={"sections/order": "mine"})

    assert (ids(kept), asked, ids(chosen)) == (["a", "c", "b"], ["sections/order"], ["b", "a", "c"])


def test_moving_a_block_and_changing_its_words_go_together():
    merged, asked = merge([A, B, C], [C, A, B], [A, B, block("c", "theirs")])

    assert (merged, asked) == ([block("c", "theirs"), A, B], [])


def test_marks_that_the_browser_puts_into_text_are_no_change():
    marked = block("a", '<p data-block-key="x1y2z">one</p>')
    plain, theirs = block("a", "<p>one</p>"), block("a", "<p>another</p>")

    assert merge([plain], [marked], [theirs]) == ([theirs], [])


def test_without_what_both_began_with_nothing_is_lost():
    merged, asked = merge(GONE, [A, block("m", "mine")], [block("a", "theirs"), block("t", "theirs")])

    assert (ids(merged), asked) == (["a", "m", "t"], ["sections/a"])


def test_rows_are_compared_by_what_they_say_and_not_by_their_keys():
    stored, sent = [{"pk": 3, "clinician": 7, "sort_order": 0}], [{"pk": None, "clinician": 7, "sort_order": 1}]
    theirs = [{"pk": None, "clinician": 8, "sort_order": 0}]

    assert merge(stored, sent, theirs) == (theirs, [])
