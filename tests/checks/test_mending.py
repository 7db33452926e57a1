"""What a machine can mend it says word for word; once mended, it is found no more."""

import pytest

from procedures.checks.findings import Mending
from procedures.checks.registry import CHECKS
from tests.checks.cases import dice, says
from tests.checks.content import found

BY_CODE = {check.code: check for check in CHECKS}
SLIPS = [
    ("doubled-word", "Rest for the the night.", Mending(old="the the", new="the")),
    ("doubled-word", "The the night is long.", Mending(old="The the", new="The")),
    ("damaged-characters", "It doesnâ€™t hurt.", Mending(old="doesnâ€™t", new="doesn’t")),
    ("missing-space", "You rest at home.Then you walk.", Mending(old="me.Th", new="me. Th")),
    ("missing-space", "You rest,eat and walk.", Mending(old="st,ea", new="st, ea")),
    ("joined-words", "Rest after the operationand sleep.", Mending(old="operationand", new="operation and")),
    ("wrong-word", "Do not loose weight.", Mending(old="loose weight", new="lose weight")),
    ("plainer-words", "He utilized a sling.", Mending(old="utilized", new="used")),
    ("plainer-words", "Prior to surgery you rest.", Mending(old="Prior to", new="Before")),
    ("plainer-words", "It leaves a contusion.", Mending(old="a contusion", new="a bruise")),
    ("plainer-words", "Take an analgesic.", Mending(old="an analgesic", new="a pain medicine")),
]


@pytest.mark.parametrize(("code", "words", "mending"), SLIPS, ids=[mending.old for *_, mending in SLIPS])
def test_finding_says_what_to_write_instead(code, words, mending):
    [finding] = found(BY_CODE[code], says(words))

    assert finding.mending == mending
    assert found(BY_CODE[code], says(words.replace(mending.old, mending.new))) == []


def test_spanish_is_mended_too():
    [finding] = found(BY_CODE["doubled-word"], dice("Vaya a la la cama."))

    assert finding.mending == Mending(old="la la", new="la")


def test_what_nobody_can_tell_is_left_to_the_editor():
    [finding] = found(BY_CODE["damaged-characters"], says("A caf\ufffd."))

    assert finding.mending is None
