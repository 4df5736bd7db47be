"""What differs between two calendars of one scenario, launch by launch."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..scheduler.scenario import Launch, Scenario
from ..scheduler.schedule import Schedule


@dataclass(frozen=True)
class Change:
    """A launch that differs.

    Attributes
    ----------
    before, after
        Its start in each calendar, None where it is not scheduled.
    lost, won
        The accounts that it keeps in the first only, and in the second only.
    """

    launch: Launch
    before: date | None
    after: date | None
    lost: tuple[str, ...]
    won: tuple[str, ...]


def changes(scenario: Scenario, before: Schedule, after: Schedule) -> Iterator[Change]:
    """Give the launches that differ between two calendars, by campaign and launch."""
    for launch in scenario.launches.values():
        kept = [
            {row.account_id for row in launch.audience if (row.campaign_id, row.account_id) in schedule.kept}
            for schedule in (before, after)
        ]
        starts = (before.start_of(launch), after.start_of(launch))
        if starts[0] != starts[1] or kept[0] != kept[1]:
            lost, won = tuple(sorted(kept[0] - kept[1])), tuple(sorted(kept[1] - kept[0]))
            yield Change(launch, *starts, lost, won)
