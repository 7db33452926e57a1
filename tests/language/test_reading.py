import pytest

from procedures.language.reading import count_syllables, smog_grade


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("pain", 1),
        ("makes", 1),
        ("treated", 2),
        ("needle", 2),
        ("area", 3),
        ("cancer", 2),
        ("being", 2),
        ("people", 2),
        ("procedure", 3),
        ("medications", 4),
        ("radiofrequency", 6),
        ("neuromodulation", 6),
    ],
)
def test_english_syllables_are_counted_within_one(word, syllables):
    assert abs(count_syllables(word) - syllables) <= 1


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("pie", 1),
        ("rodilla", 3),
        ("cirugía", 4),
        ("operación", 4),
        ("quiere", 2),
        ("oído", 3),
        ("muy", 1),
        ("ciudad", 2),
        ("anestesiólogo", 6),
    ],
)
def test_spanish_syllables_are_counted_exactly(word, syllables):
    assert count_syllables(word, language="es") == syllables


def test_short_words_read_easier_than_long_ones():
    easy = "You lie on your back. We give you a drug. You fall asleep. It does not hurt."
    hard = "Intraoperative monitoring considerably reduces the probability of postoperative complications."
    assert smog_grade([easy]) < 5
    assert smog_grade([hard]) > 15


def test_spanish_is_graded_by_its_own_formula():
    easy = "Usted se va a la cama. No le va a doler. Al fin se va a casa."
    hard = "La monitorización intraoperatoria disminuye considerablemente las complicaciones postoperatorias."
    assert smog_grade([easy], language="es") < 3
    assert smog_grade([hard], language="es") > 8


def test_items_without_stops_are_sentences_of_their_own():
    items = ["waking up tired every morning", "snoring every single evening", "falling asleep on your holidays"]
    assert smog_grade(items) < smog_grade([" ".join(items)])


def test_name_of_the_treatment_makes_no_text_hard():
    text = "Neuromodulation eases pain. Ask us about neuromodulation."
    assert smog_grade([text], known=frozenset({"neuromodulation"})) < smog_grade([text])


def test_nothing_to_read_has_grade_zero():
    assert smog_grade(["…", ""]) == 0.0
