"""Which content coding a client gets, by what it accepts."""

import pytest

from api.http.accept_encoding import choose

OFFERED = ("br", "zstd", "gzip")


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        (None, "identity"),
        ("", "identity"),
        ("identity", "identity"),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("x-gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, zstd", "zstd"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("gzip; q=0.2 , br ;q=0.3", "br"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("*;q=0.1, gzip", "gzip"),
        ("br;q=0, *", "zstd"),
        ("*;q=0", "identity"),
        ("gzip;q=0", "identity"),
        ("deflate, compress", "identity"),
        ("identity;q=1, gzip;q=0.5", "identity"),
        ("identity;q=0.5, gzip;q=1", "gzip"),
        ("identity;q=0, gzip;q=0.001", "gzip"),
        ("gzip;q=high", "identity"),
        ("gzip;q=nan", "identity"),
        ("gzip;q=7", "identity"),
        (",,;q=1,gzip", "gzip"),
    ],
)
def test_client_gets_the_coding_it_likes_best(header, coding):
    assert choose(header, offered=OFFERED) == coding
