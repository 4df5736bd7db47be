"""A schedule, and the calendar of dated placements and touches that it stands for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from .days import Flight
from .scenario import Launch, LaunchId, Scenario
from .starts import flight
from .tables import INTERNAL, Audience, Campaign


@dataclass(frozen=True)
class Schedule:
    """A start for every launch, or none, and the kept placements.

    Attributes
    ----------
    starts
        The start of each launch; None (or no entry) if it is unscheduled.
    kept
        The kept placements as (campaign, account).
    """

    starts: Mapping[LaunchId, date | None]
    kept: frozenset[tuple[str, str]]

    def start_of(self, launch: Launch) -> date | None:
        """Give the launch's start, None if it is unscheduled."""
        return self.starts.get(launch.id)


@dataclass(frozen=True, slots=True)
class Touch:
    """One dated contact of a kept placement."""

    day: date
    account_id: str
    campaign: Campaign
    step: int
    channel: str
    personas: tuple[str, ...]
    pressure: Decimal


@dataclass(frozen=True, slots=True)
class Placement:
    """A kept placement with its dates."""

    launch: Launch
    audience: Audience
    flight: Flight
    touches: tuple[Touch, ...]

    @property
    def campaign(self) -> Campaign:
        """The campaign placed."""
        return self.launch.campaign

    @property
    def account_id(self) -> str:
        """The account it is placed on."""
        return self.audience.account_id

    @property
    def key(self) -> tuple[str, str]:
        """(campaign, account)."""
        return (self.campaign.campaign_id, self.account_id)

    def is_other(self, other: "Placement") -> bool:
        """Whether the two belong to other BUs: no unit or partner in common."""
        return self.campaign.units.isdisjoint(other.campaign.units)


@dataclass(frozen=True)
class GroupCalendar:
    """What a schedule puts where and when: the view that rules are checked on.

    Attributes
    ----------
    flights
        The flight of every scheduled launch.
    placements
        The kept placements of scheduled launches, by campaign and account.
    """

    scenario: Scenario
    flights: Mapping[LaunchId, Flight]
    placements: tuple[Placement, ...]

    @classmethod
    def of(cls, scenario: Scenario, schedule: Schedule) -> "GroupCalendar":
        """Lay a schedule out in dates."""
        launches = scenario.launches.values()
        parts = {launch.id: _laid_out(scenario, launch, schedule) for launch in launches}
        return cls._of_parts(scenario, parts)

    @classmethod
    def _of_parts(cls, scenario: Scenario, parts: Mapping[LaunchId, "Part"]) -> "GroupCalendar":
        flights = {name: days for name, (days, _) in parts.items() if days}
        return cls(scenario, flights, tuple(row for _, rows in parts.values() for row in rows))

    def with_launch(self, launch: Launch, schedule: Schedule) -> "GroupCalendar":
        """Give the calendar of a schedule that differs from this one's in one launch only."""
        return self._of_parts(
            self.scenario, {**self._parts, launch.id: _laid_out(self.scenario, launch, schedule)}
        )

    @cached_property
    def _parts(self) -> Mapping[LaunchId, "Part"]:
        rows: dict[LaunchId, list[Placement]] = {name: [] for name in self.scenario.launches}
        for placement in self.placements:
            rows[placement.launch.id].append(placement)
        return {name: (self.flights.get(name), tuple(part)) for name, part in rows.items()}

    @cached_property
    def by_account(self) -> Mapping[str, tuple[Placement, ...]]:
        """The kept placements of each account that has any."""
        found: dict[str, list[Placement]] = defaultdict(list)
        for placement in self.placements:
            found[placement.account_id].append(placement)
        return {account: tuple(rows) for account, rows in sorted(found.items())}

    @cached_property
    def touches(self) -> tuple[Touch, ...]:
        """Every contact, by placement."""
        return tuple(touch for placement in self.placements for touch in placement.touches)

    def on(self, accounts: Iterable[str]) -> "GroupCalendar":
        """Give the part of the calendar on some accounts; launches keep their flights."""
        chosen = set(accounts)
        part = tuple(row for row in self.placements if row.account_id in chosen)
        return GroupCalendar(self.scenario, self.flights, part)


#: A launch's flight, None if it is not scheduled, and its kept placements.
Part = tuple[Flight | None, tuple[Placement, ...]]


def _laid_out(scenario: Scenario, launch: Launch, schedule: Schedule) -> Part:
    """Lay one launch out in dates."""
    start = schedule.start_of(launch)
    if start is None:
        return None, ()
    days = flight(scenario, launch, start)
    return days, tuple(
        Placement(launch, row, days, _touches(scenario, launch, row.account_id, days))
        for row in launch.audience
        if (row.campaign_id, row.account_id) in schedule.kept
    )


def _touches(scenario: Scenario, launch: Launch, account_id: str, days: Flight) -> tuple[Touch, ...]:
    """Date the contacts of a placement; internal tasks are none."""
    campaign = launch.campaign
    channels = [
        (step, scenario.channel_of[step.channel or campaign.channel])
        for step in scenario.steps_of[campaign.campaign_id]
    ]
    contacts = [(step, channel) for step, channel in channels if channel.channel != INTERNAL]
    return tuple(
        Touch(
            day=day,
            account_id=account_id,
            campaign=campaign,
            step=step.step,
            channel=channel.channel,
            personas=step.personas,
            pressure=channel.pressure if step.pressure is None else step.pressure,
        )
        for day, (step, channel) in zip(days.touches, contacts, strict=True)
    )
