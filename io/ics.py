"""An .ics file of any origin as the days that its events take."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import icalendar
import recurring_ical_events  # type: ignore[import-untyped]

from ..scheduler.days import ONE_DAY
from .cells import read_text
from .clean_text import one_line
from .content_lines import Line, content_lines, events, first_unread, place_of
from .delimited import decode
from .faults import Log, Place

#: What tells on which days an event is; whatever else of it cannot be read changes none.
DATED = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
#: How often an event may take place; what happens several times a day makes no more days.
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
RIGHT = "correct it, or take the event out"


class Span(NamedTuple):
    """The days of an event, both ends included, and what it is called."""

    first: date
    last: date
    summary: str


class _Event(NamedTuple):
    """An event as parsed, with its lines; the parser gives a property the type that it finds."""

    parsed: Any
    lines: Sequence[Line]


def read_spans(data: bytes, file: str, reach: tuple[date, date], log: Log) -> list[Span] | None:
    """Read the spans of the events that meet the days from first to last, cut at those.

    All-day events take their days, others the days that they touch by their own clock; recurring ones
    take those of every occurrence, cancelled ones none. None, with the faults logged, if the file is
    wrong.
    """
    text = decode(data, file, log)
    if text is None:
        return None
    text = re.sub(r"\r\n?", "\n", text)
    before = len(log.faults)
    lines = list(content_lines(text))
    blocks = events(lines, file, log)
    calendars = _parse(text, lines, file, log) if len(log.faults) == before else ()
    parsed = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    found = [_Event(event, block) for event, block in zip(parsed, blocks, strict=False)]
    for event in found:
        _check(event, file, log)
    if len(log.faults) > before:
        return None
    try:
        return [span for calendar in calendars for span in _spans(calendar, reach)]
    except Exception as error:  # whatever a rule of recurrence may lead to
        guilty = (event.lines[0][0] for event in found if _fails(event.parsed, reach))
        wrong = f"its days cannot be worked out ({_brief(error)})"
        log.fault(Place(file, next(guilty, 0)), wrong, "correct it, or export the calendar again")
        return None


def _parse(text: str, lines: Sequence[Line], file: str, log: Log) -> Sequence[icalendar.Component]:
    """Parse the calendars of a file."""
    try:
        # Given text, the parser may take it for a file's name.
        return icalendar.Calendar.from_ical(text.encode(), multiple=True)
    except Exception as error:  # whatever the parser raises on files from elsewhere
        wrong = f"the calendar cannot be read ({_brief(error)})"
        log.fault(first_unread(lines, file), wrong, "correct it, or take it out")
        return ()


def _check(event: _Event, file: str, log: Log) -> None:
    """Log what leaves an event's days unknown."""
    parsed, lines = event
    summary = _summary(parsed)
    title = f"event '{summary}'" if summary else "the event"
    for name, error in parsed.errors:
        if name is None:
            log.note(first_unread(lines, file), f"a line of {title} cannot be read, and is left out")
        if name in DATED:
            wrong = f"{name} of {title} cannot be read ({_brief(error)})"
            log.fault(place_of(name, lines, file), wrong, RIGHT)
    if any(name in DATED for name, _ in parsed.errors):
        return
    if "DTSTART" not in parsed:
        log.fault(Place(file, lines[0][0]), f"{title} has no DTSTART", "give it a day, or take it out")
        return
    for name, kind, word in (
        ("DTSTART", date, "day"),
        ("DTEND", date, "day"),
        ("DURATION", timedelta, "length"),
    ):
        if name in parsed and not isinstance(getattr(parsed[name], "dt", None), kind):
            log.fault(place_of(name, lines, file), f"{name} of {title} is no single {word}", RIGHT)
            return
    _check_rules(parsed, title, lines, file, log)
    _check_order(parsed, title, lines, file, log)


def _check_rules(parsed: Any, title: str, lines: Sequence[Line], file: str, log: Log) -> None:
    """Log a rule of recurrence that never ends, or takes longer than days are worth."""
    rules = parsed.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        frequency = str(*rule.get("FREQ", ())[:1]).upper()
        if frequency not in FREQUENCIES:
            wrong = f"{title} takes place '{frequency}', which is no frequency in days"
            log.fault(place_of("RRULE", lines, file), wrong, "write FREQ=DAILY, or one that is less often")
        elif any(steps < 1 for steps in rule.get("INTERVAL", ())):
            wrong = f"{title} takes place every {rule['INTERVAL'][0]} times"
            log.fault(place_of("RRULE", lines, file), wrong, "write an INTERVAL of 1 or more")


def _check_order(parsed: Any, title: str, lines: Sequence[Line], file: str, log: Log) -> None:
    """Log an event that ends on a day before it starts."""
    start = _local(parsed["DTSTART"].dt)
    for name in ("DTEND", "DURATION"):
        if name in parsed:
            given = parsed[name].dt
            ends_early = given < timedelta(0) if name == "DURATION" else _local(given) < start
            if ends_early:
                log.fault(place_of(name, lines, file), f"{title} ends before it starts on {start}", RIGHT)


def _spans(calendar: icalendar.Component, reach: tuple[date, date]) -> Iterator[Span]:
    """Give the spans of all that takes place between two days."""
    first, last = reach
    # A day more on both sides: an event is asked for by its own clock.
    for event in recurring_ical_events.of(calendar).between(first - ONE_DAY, last + 2 * ONE_DAY):
        begin, end = _days(event["DTSTART"].dt, event["DTEND"].dt)
        if str(event.get("STATUS", "")).upper() != "CANCELLED" and begin <= last and end >= first:
            yield Span(max(begin, first), min(end, last), _summary(event))


def _fails(event: icalendar.Component, reach: tuple[date, date]) -> bool:
    """Whether the days of an event cannot be had, even alone."""
    alone = icalendar.Calendar()
    alone.add_component(event)
    try:
        list(_spans(alone, reach))
    except Exception:  # as where it is in company
        return True
    return False


def _days(start: date, end: date) -> tuple[date, date]:
    """Give the first and last day of an event, whose end is no part of it; one of no length has a day."""
    last = _local(end - (datetime.resolution if isinstance(end, datetime) else ONE_DAY))
    return _local(start), max(_local(start), last)


def _local(day: date) -> date:
    """Give the day of a time by its own clock."""
    return day.date() if isinstance(day, datetime) else day


def _summary(event: Any) -> str:
    """Give an event's name on one line, as a cell holds it."""
    return read_text(one_line(str(event.get("SUMMARY", ""))))


def _brief(error: object) -> str:
    """Give a parser's own words, on one line of no more than people read."""
    return one_line(str(error))[:120] or type(error).__name__
