import hashlib
from pathlib import Path

import pytest

from procedures.importing.errors import UnreadableSourceError
from procedures.importing.formats.readers import read_file
from procedures.importing.source import decode_source
from tests.importing.pages import codes

PATH = Path("veloplasty.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_every_usual_encoding_of_text_is_read(encoding):
    text = "Overview\n\nThe café’s treatment – in brief – takes an hour or so.\n"
    assert decode_source(PATH, text.encode(encoding)).text == text


def test_bytes_that_windows_has_no_letter_for_are_read_as_latin_1():
    assert decode_source(PATH, b"caf\xe9 \x81 visit").encoding == "latin-1"


def test_guessed_encoding_is_a_finding(tmp_path):
    from procedures.importing.reading import read_draft

    path = tmp_path / "page.txt"
    path.write_bytes("What is a café?\n\nA place.".encode("cp1252"))
    assert "encoding-guessed" in codes(read_draft(path))


def test_lines_are_numbered_from_one_whatever_ends_them():
    lines = decode_source(PATH, b"one\r\ntwo\rthree\n\nfive").lines
    assert [(line.number, line.text) for line in lines] == [(1, "one"), (2, "two"), (3, "three"), (4, ""), (5, "five")]


def test_digest_is_of_the_bytes_not_of_the_text():
    data = "\ufeffOverview".encode()
    assert decode_source(PATH, data).sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n\n", "empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04 ...", "a Word"),
        (b"{\\rtf1 ...", "Rich Text"),
        (b"\x89PNG\r\n", "a picture"),
        (bytes(range(256)) * 4, "binary"),
        (b"\xff\xfea", "damaged"),
        (b"a" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_what_is_no_text_is_refused_with_a_remedy(data, reason):
    with pytest.raises(UnreadableSourceError) as raised:
        decode_source(PATH, data)
    assert reason in raised.value.reason
    assert raised.value.remedy.startswith(("Save", "Open"))
    assert str(raised.value).startswith("veloplasty.txt: ")


def test_suffix_without_a_reader_names_those_that_have_one(tmp_path):
    with pytest.raises(UnreadableSourceError) as raised:
        read_file(tmp_path / "page.pages")
    assert ".pages" in raised.value.reason
    assert ".txt" in raised.value.remedy


def test_suffix_in_capitals_is_read(tmp_path):
    path = tmp_path / "PAGE.TXT"
    path.write_text("Overview\n\nIt takes an hour.")
    assert read_file(path).pieces


def test_missing_file_says_so(tmp_path):
    with pytest.raises(UnreadableSourceError, match="No such file"):
        read_file(tmp_path / "gone.txt")
