"""Feeds of all-day events in the iCalendar format (RFC 5545 and 7986)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from icalendar import TRANSP, Calendar, vDuration
from icalendar import Event as Component

from ..scheduler.days import ONE_DAY
from .clean_text import clean_address, clean_text, one_line
from .colors import CSS3

PRODID = "-//Counterpoint//Counterpoint//EN"
#: How long a program that subscribes to a feed may wait before it asks again.
REFRESH = timedelta(hours=12)
_NAMESPACE = UUID("8c2f5d0e-6a1b-5e47-9d3c-2b7f4a90c1d6")


class EmptyFeed(ValueError):  # noqa: N818 - it names what happened
    """A feed has no events; written, it would empty the calendars of all who subscribe to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event that lasts whole days.

    Attributes
    ----------
    uid
        What the event stays known by when its days or words change (see `make_uid`).
    first, last
        Its days, both included.
    title
        What a calendar shows.
    lines
        Its description, line by line; empty ones are left out.
    categories
        What calendars filter and colour by.
    url
        A web address.
    sequence
        How often the days or the status of a published event have changed.
    """

    uid: str
    first: date
    last: date
    title: str
    lines: Sequence[str] = ()
    categories: Sequence[str] = ()
    url: str | None = None
    sequence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A calendar to import or to subscribe to.

    Attributes
    ----------
    uid
        What the calendar stays known by.
    name
        What calendars call it.
    as_of
        The day that its events are stamped with: the plan's, so that the same plan gives the same bytes.
    color
        A name of CSS 3; others are left out.
    """

    uid: str
    name: str
    as_of: date
    events: Sequence[Event]
    color: str | None = None


def make_uid(*key: str) -> str:
    """Give the same id for the same key, another for every other key.

    Examples
    --------
    >>> make_uid("webinar", "2", "launch") == make_uid("webinar", "2", "launch")
    True
    """
    return str(uuid5(_NAMESPACE, json.dumps(key)))


def write_feed(feed: Feed) -> bytes:
    """Write a feed, its events by day and title.

    Raises
    ------
    EmptyFeed
        If it has no events.
    ValueError
        If two events have the same id, or one ends before it begins.
    """
    if not feed.events:
        raise EmptyFeed(f"the calendar '{feed.name}' has no events")
    if len({event.uid for event in feed.events}) < len(feed.events):
        raise ValueError(f"two events of the calendar '{feed.name}' have the same id")
    stamp = datetime.combine(feed.as_of, time(), UTC)
    color = one_line(feed.color or "").lower()
    calendar = Calendar.new(
        prodid=PRODID,
        method="PUBLISH",
        uid=feed.uid,
        # Some readers take a backslash for the start of an escape here, others do not; none minds a comma.
        name=one_line(feed.name).replace("\\", "/"),
        color=color if color in CSS3 else None,
        last_modified=stamp,
        refresh_interval=REFRESH,
    )
    # What icalendar leaves out, and without which the property means nothing.
    calendar["REFRESH-INTERVAL"].params["VALUE"] = "DURATION"
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    for event in sorted(feed.events, key=lambda event: (event.first, event.title, event.uid)):
        calendar.add_component(_component(event, stamp))
    return bytes(calendar.to_ical())


def _component(event: Event, stamp: datetime) -> Component:
    if event.last < event.first:
        raise ValueError(f"the event '{event.title}' ends before it begins")
    lines = [clean_text(line) for line in event.lines]
    component = Component.new(
        uid=event.uid,
        stamp=stamp,
        last_modified=stamp,
        sequence=event.sequence,
        start=event.first,
        end=event.last + ONE_DAY,
        summary=one_line(event.title),
        # An empty description is an error to some readers.
        description="\n".join(line for line in lines if line) or None,
        url=clean_address(event.url),
        # A campaign blocks nobody's day.
        transparency=TRANSP.TRANSPARENT,
    )
    if categories := [name for name in map(one_line, event.categories) if name]:
        component.categories = categories
    component.add("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
    return component
