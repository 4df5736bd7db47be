"""Feeds: written, then read back with icalendar."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.io.clean_text import clean_text, one_line
from counterpoint.io.colors import CSS3
from counterpoint.io.feed import EmptyFeed, Event, Feed, make_uid, write_feed
from tests.feeds import ANY, lines_of, read

EVENT = Event(uid=make_uid("one"), first=date(2027, 3, 1), last=date(2027, 3, 3), title="One")


def feed_of(*events: Event, name: str = "Feed", color: str | None = None) -> Feed:
    return Feed(uid=make_uid("feed"), name=name, as_of=date(2027, 1, 4), events=events, color=color)


def test_an_event_lasts_whole_days_and_its_end_is_the_day_after_the_last() -> None:
    lines = lines_of(write_feed(feed_of(EVENT)))
    assert "DTSTART;VALUE=DATE:20270301" in lines
    assert "DTEND;VALUE=DATE:20270304" in lines


def test_an_event_of_one_day_is_never_of_zero_days() -> None:
    (event,) = read(write_feed(feed_of(replace(EVENT, last=EVENT.first)))).events
    assert event.end - event.start == timedelta(days=1)


def test_an_event_blocks_no_day_and_is_stamped_with_the_plan() -> None:
    data = write_feed(feed_of(EVENT))
    (event,) = read(data).events
    assert event.stamp == event.last_modified == datetime(2027, 1, 4, tzinfo=UTC)
    lines = lines_of(data)
    assert {"TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE", "SEQUENCE:0"} <= set(lines)
    assert "LAST-MODIFIED:20270104T000000Z" in lines


def test_a_calendar_says_what_it_is_and_when_to_ask_again() -> None:
    lines = lines_of(write_feed(feed_of(EVENT, name="Unit A", color="SteelBlue")))
    assert set(lines) >= {
        "METHOD:PUBLISH",
        "PRODID:-//Counterpoint//Counterpoint//EN",
        "VERSION:2.0",
        "NAME:Unit A",
        "X-WR-CALNAME:Unit A",
        "COLOR:steelblue",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
    }


@pytest.mark.parametrize("color", [None, "", "#ff0000", "reddish", "red\rX-EVIL:1", "transparent"])
def test_another_colour_is_left_out(color: str | None) -> None:
    assert not [line for line in lines_of(write_feed(feed_of(EVENT, color=color))) if "COLOR" in line]


def test_there_are_147_colours() -> None:
    assert len(CSS3) == 147


def test_categories_stand_on_one_line() -> None:
    data = write_feed(feed_of(replace(EVENT, categories=("Unit A, North", "", "Interest"))))
    assert [line for line in lines_of(data) if line.startswith("CATEGORIES")] == [
        "CATEGORIES:Unit A\\, North,Interest"
    ]


def test_nothing_is_written_where_there_is_nothing_to_say() -> None:
    data = write_feed(feed_of(replace(EVENT, lines=("", "\x00"), url="no address")))
    assert not [line for line in lines_of(data) if line.startswith(("DESCRIPTION", "CATEGORIES", "URL"))]


def test_an_empty_calendar_is_a_fault() -> None:
    with pytest.raises(EmptyFeed, match="'Feed' has no events"):
        write_feed(feed_of())


def test_two_events_of_one_id_are_a_fault() -> None:
    with pytest.raises(ValueError, match="the same id"):
        write_feed(feed_of(EVENT, replace(EVENT, title="Two")))


def test_an_event_that_ends_before_it_begins_is_a_fault() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        write_feed(feed_of(replace(EVENT, last=date(2027, 2, 28))))


def test_the_order_of_the_events_changes_nothing() -> None:
    other = replace(EVENT, uid=make_uid("two"), title="Two")
    assert write_feed(feed_of(EVENT, other)) == write_feed(feed_of(other, EVENT))


@given(st.lists(st.lists(ANY, max_size=3).map(tuple), min_size=2, max_size=5, unique=True))
def test_another_key_is_another_id_and_the_same_key_the_same(keys: list[tuple[str, ...]]) -> None:
    uids = [make_uid(*key) for key in keys]
    assert len(set(uids)) == len(keys)
    assert uids == [make_uid(*key) for key in keys]


@settings(deadline=None)
@given(title=ANY, text=st.lists(ANY, max_size=3), name=ANY, category=ANY, url=ANY)
def test_any_text_comes_back_clean_and_adds_no_line(
    title: str, text: list[str], name: str, category: str, url: str
) -> None:
    plain = replace(EVENT, title="x", lines=("x",), categories=("x",), url="https://x")
    event = replace(plain, title=title, lines=text, categories=(category,), url=f"https://x{url}")
    data = write_feed(feed_of(event, name=name))
    (back,) = read(data).events
    assert str(back["SUMMARY"]) == one_line(title)
    assert str(back.get("DESCRIPTION", "")) == "\n".join(filter(None, map(clean_text, text)))
    assert [str(part) for part in back.categories] == [part for part in [one_line(category)] if part]
    assert (back.start, back.end) == (date(2027, 3, 1), date(2027, 3, 4))
    wanted = {line.partition(":")[0] for line in lines_of(write_feed(feed_of(plain)))}
    found = [line.partition(":")[0] for line in lines_of(data)]
    assert set(found) <= wanted
    assert len(found) <= len(lines_of(write_feed(feed_of(plain))))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
