"""The calendar as asked: every BU on its own, and the collisions that it makes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from ..constraints.charter.case import Case
from ..scheduler.days import iso_week
from ..scheduler.scenario import LaunchId, Scenario
from ..scheduler.schedule import GroupCalendar, Placement, Schedule
from ..scheduler.starts import asked_starts, nearest


def as_asked(scenario: Scenario) -> Schedule:
    """Give the silo calendar: every launch on its wish, every placement kept.

    A launch that may not start on its wish takes the nearest allowed day, the later on ties; one
    without a wish its first allowed day. Decisions come after it and are not obeyed.
    """
    starts: dict[LaunchId, date | None] = {}
    for launch in scenario.launches.values():
        days = asked_starts(scenario, launch)
        starts[launch.id] = nearest(days, launch.wish) if days else None
    kept = frozenset(
        (row.campaign_id, row.account_id)
        for launch in scenario.launches.values()
        if starts[launch.id] is not None
        for row in launch.audience
    )
    return Schedule(starts, kept)


@dataclass(frozen=True, slots=True)
class Collision:
    """Two placements of other BUs that come too close on an account.

    Attributes
    ----------
    one, other
        The placements, the one that begins first before the other.
    gap
        Days between them, 0 if they share a day.
    """

    one: Placement
    other: Placement
    gap: int

    @property
    def account_id(self) -> str:
        """The account."""
        return self.one.account_id

    @property
    def day(self) -> date:
        """The day on which the later of the two begins."""
        return self.other.flight.first

    @property
    def week(self) -> str:
        """The ISO week of that day."""
        return iso_week(self.day)

    @property
    def units(self) -> tuple[str, str]:
        """The two BUs, in alphabetical order."""
        one, other = sorted((self.one.campaign.bu_id, self.other.campaign.bu_id))
        return one, other


def collisions(case: Case, calendar: GroupCalendar) -> tuple[Collision, ...]:
    """Give the collisions of a calendar, by account and day."""
    return tuple(_collisions(calendar, case.charter.collision_days))


def _collisions(calendar: GroupCalendar, days: int) -> Iterator[Collision]:
    for placements in calendar.by_account.values():
        found = []
        ordered = sorted(placements, key=lambda row: (row.flight.first, row.key))
        for one, other in combinations(ordered, 2):
            if one.is_other(other) and (gap := one.flight.gap(other.flight)) < days:
                found.append(Collision(one, other, gap))
        yield from sorted(found, key=lambda row: (row.day, row.one.key, row.other.key))
