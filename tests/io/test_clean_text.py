"""Texts fit for a calendar, ids fit for a file's name."""

import doctest
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.io import clean_text as module
from counterpoint.io.clean_text import clean_address, clean_text, one_line, safe_name
from tests.feeds import ANY


def test_the_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_end_is_one_line_feed(line_end: str) -> None:
    assert clean_text(f"one{line_end}two") == "one\ntwo"
    assert one_line(f"one{line_end}two") == "one two"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\x00b\x07c\x1b[0m", "abc[0m"),
        ("a\tb", "a b"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("\ufeff name \n", "name"),
        ("no\ufffe no\uffff", "no\ufffd no\ufffd"),
    ],
)
def test_what_breaks_a_calendar_is_taken_out(text: str, clean: str) -> None:
    assert clean_text(text) == clean


@pytest.mark.parametrize(
    "text", ["Été ; coûts, 5\u00a0% \\n « net »", "👩‍🔧 réunion", "會議", "مرحبا", "a\u0301", "C:\\new"]
)
def test_what_people_write_stays(text: str) -> None:
    assert clean_text(text) == one_line(text) == text


@given(ANY)
def test_a_clean_text_is_utf_8_without_controls_and_stays_as_it_is(text: str) -> None:
    clean = clean_text(text)
    clean.encode()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", clean)
    assert clean_text(clean) == clean
    assert "\n" not in one_line(text)
    assert len(one_line(text).splitlines()) <= 1


def test_an_address_is_one_of_the_web_with_all_else_escaped() -> None:
    assert clean_address("https://a.example/p?q=1&r=2#s") == "https://a.example/p?q=1&r=2#s"
    assert clean_address('http://a.example/"x"\r\nX: y') == "http://a.example/%22x%22%20X:%20y"
    for other in (None, "", "a.example", "javascript:alert(1)", "file:///etc/passwd", "https://"):
        assert clean_address(other) is None


@given(st.lists(ANY, min_size=2, unique=True))
def test_ids_become_file_names_no_two_alike(ids: list[str]) -> None:
    names = [safe_name(text) for text in ids]
    assert len(set(names)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9._%-]*", name) and name not in (".", "..") for name in names)


def test_an_ordinary_id_is_its_own_file_name() -> None:
    assert safe_name("B-2_north.fr") == "B-2_north.fr"
    assert [safe_name(text) for text in ("..", "a/b", "a~", "100%")] == ["%2E%2E", "a%2Fb", "a%7E", "100%25"]
