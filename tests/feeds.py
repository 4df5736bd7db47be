"""Calendars read back, and texts of every kind to put into them."""

from collections.abc import Sequence

from hypothesis import strategies as st
from icalendar import Calendar

#: Any text, lone surrogates too.
ANY = st.text(
    st.characters(exclude_categories=()) | st.sampled_from("\r\n\t\x00\x85\u2028\u2029\ud800\ufeff")
)


def read(data: bytes) -> Calendar:
    """Parse a calendar."""
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Calendar)
    return calendar


def lines_of(data: bytes) -> Sequence[str]:
    """Give a calendar's content lines, folded ones in one piece."""
    assert data.endswith(b"\r\n")
    return data.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
