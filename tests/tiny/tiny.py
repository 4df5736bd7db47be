"""A tiny case: its space of plans is small enough to try every one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations, product
from typing import Any

from counterpoint.constraints.charter.case import Case
from counterpoint.scheduler.days import days_between
from counterpoint.scheduler.scenario import Launch, LaunchId
from counterpoint.scheduler.schedule import Schedule
from counterpoint.scheduler.tables import Audience

#: A launch's start, None if it is unscheduled, and the accounts kept.
Choice = tuple[date | None, tuple[str, ...]]


@dataclass(frozen=True)
class Tiny:
    """A case, and which of its plans are tried.

    Each launch is unscheduled, or starts on any day from a day before the horizon to a day after it
    (its overrun included), or on the days that ``days`` names for its campaign instead; and each
    combination of its placements is kept, none at all only if ``empties``.
    """

    case: Case
    days: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    empties: bool = False

    def choices(self, launch: Launch) -> list[Choice]:
        """Give what is tried for a launch."""
        scenario = self.case.scenario
        name = launch.id.campaign_id
        if name in self.days:
            days = [date.fromisoformat(day) for day in self.days[name]]
        else:
            margin = timedelta(days=1)
            days = list(days_between(scenario.start - margin, scenario.last_day + margin))
        found: list[Choice] = [(None, ())]
        return found + [(day, kept) for day in days for kept in self._kept(launch.audience)]

    def _kept(self, rows: tuple[Audience, ...]) -> Iterator[tuple[str, ...]]:
        accounts = [row.account_id for row in rows]
        for size in range(0 if self.empties else 1, len(accounts) + 1):
            yield from combinations(accounts, size)

    def schedules(self) -> Iterator[Schedule]:
        """Give every schedule of the space."""
        launches = list(self.case.scenario.launches.values())
        for taken in product(*(self.choices(launch) for launch in launches)):
            starts: dict[LaunchId, date | None] = {}
            kept: set[tuple[str, str]] = set()
            for launch, (start, accounts) in zip(launches, taken, strict=True):
                starts[launch.id] = start
                kept.update((launch.id.campaign_id, account) for account in accounts)
            yield Schedule(starts, frozenset(kept))


def rule(kind: str, id_: str, **parameters: Any) -> dict[str, Any]:
    """Write a rule; ``from_`` stands for ``from``, lists of exceptions likewise."""
    return {"id": id_, "kind": kind, **{name.rstrip("_"): value for name, value in parameters.items()}}
