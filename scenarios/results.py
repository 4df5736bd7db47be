"""A solved case as rows for people and programs: launches, placements and touches."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from ..scheduler.days import Flight
from ..scheduler.scenario import Launch, LaunchId
from ..scheduler.schedule import Schedule
from .figures import Figures, figures
from .reasons import Reason, Reasons
from .silo import Collision, collisions
from .solving import Solved


@dataclass(frozen=True, slots=True)
class LaunchRow:
    """A row of ``schedule.csv``: a launch, scheduled or not."""

    campaign_id: str
    launch: str
    bu_id: str
    name: str
    status: str
    requested_start: date | None
    start: date | None
    first_day: date | None
    last_day: date | None
    days_moved: int | None
    kept: int
    dropped: int
    value_kept: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """A row of ``placements.csv``: a placement, kept or dropped."""

    campaign_id: str
    account_id: str
    status: str
    start: date | None
    first_day: date | None
    last_day: date | None
    value: Decimal
    reason_code: str
    reason: str


@dataclass(frozen=True, slots=True)
class TouchRow:
    """A row of ``touches.csv``: a dated contact."""

    date: date
    account_id: str
    campaign_id: str
    bu_id: str
    step: int
    channel: str
    personas: tuple[str, ...]
    pressure: Decimal


class Results:
    """What a run says: rows, figures and collisions, beside those of the calendar as asked.

    Parameters
    ----------
    solved
        A solved case that has a schedule.

    Raises
    ------
    ValueError
        If no schedule was found.
    """

    def __init__(self, solved: Solved) -> None:
        if solved.schedule is None or solved.verdict is None:
            raise ValueError("no schedule was found")
        self.solved = solved
        self.case = solved.case
        self.schedule: Schedule = solved.schedule
        self.verdict = solved.verdict
        self._reasons = Reasons(self.case, self.schedule)

    @cached_property
    def figures(self) -> Figures:
        """The figures of the group calendar."""
        return figures(self.case, self.verdict)

    @cached_property
    def figures_asked(self) -> Figures:
        """The figures of the calendar as asked."""
        return figures(self.case, self.solved.asked)

    @cached_property
    def collisions(self) -> tuple[Collision, ...]:
        """The collisions of the group calendar."""
        return collisions(self.case, self.verdict.calendar)

    @cached_property
    def collisions_asked(self) -> tuple[Collision, ...]:
        """The collisions of the calendar as asked."""
        return collisions(self.case, self.solved.asked.calendar)

    @cached_property
    def launches(self) -> tuple[LaunchRow, ...]:
        """A row per launch, by campaign and launch."""
        return tuple(self._launch_row(row) for row in self.case.scenario.launches.values())

    def _launch_row(self, launch: Launch) -> LaunchRow:
        days = self._flights.get(launch.id)
        keys = [(row.campaign_id, row.account_id) for row in launch.audience]
        kept = [key for key in keys if days and key in self.schedule.kept]
        return LaunchRow(
            campaign_id=launch.id.campaign_id,
            launch=launch.id.key,
            bu_id=launch.campaign.bu_id,
            name=launch.campaign.name,
            status="scheduled" if days else "unscheduled",
            requested_start=launch.wish,
            start=days.start if days else None,
            first_day=days.first if days else None,
            last_day=days.last if days else None,
            days_moved=abs((days.start - launch.wish).days) if days and launch.wish else None,
            kept=len(kept),
            dropped=len(keys) - len(kept),
            value_kept=points(sum(self.case.value_of[key] for key in kept)),
            reason=self.reason(launch).text,
        )

    def reason(self, launch: Launch) -> Reason:
        """Say why a launch starts where it does."""
        return self._reasons.launch(launch)

    @cached_property
    def placements(self) -> tuple[PlacementRow, ...]:
        """A row per placement, by campaign and account."""
        rows = []
        for launch in self.case.scenario.launches.values():
            days = self._flights.get(launch.id)
            for row in launch.audience:
                key = (row.campaign_id, row.account_id)
                on = days if key in self.schedule.kept else None
                reason = Reason("", "") if on else self._reasons.placement(launch, row)
                rows.append(
                    PlacementRow(
                        campaign_id=row.campaign_id,
                        account_id=row.account_id,
                        status="kept" if on else "dropped",
                        start=on.start if on else None,
                        first_day=on.first if on else None,
                        last_day=on.last if on else None,
                        value=points(self.case.value_of[key]),
                        reason_code=reason.code,
                        reason=reason.text,
                    )
                )
        return tuple(sorted(rows, key=lambda row: (row.campaign_id, row.account_id)))

    @cached_property
    def touches(self) -> tuple[TouchRow, ...]:
        """A row per touch, by date, account and campaign."""
        rows = [
            TouchRow(
                date=touch.day,
                account_id=touch.account_id,
                campaign_id=touch.campaign.campaign_id,
                bu_id=touch.campaign.bu_id,
                step=touch.step,
                channel=touch.channel,
                personas=touch.personas,
                pressure=touch.pressure,
            )
            for touch in self.verdict.calendar.touches
        ]
        return tuple(sorted(rows, key=lambda row: (row.date, row.account_id, row.campaign_id, row.step)))

    @property
    def _flights(self) -> Mapping[LaunchId, Flight]:
        return self.verdict.calendar.flights


def points(hundredths: int) -> Decimal:
    """Say hundredths of a point in points."""
    return Decimal(hundredths).scaleb(-2)
