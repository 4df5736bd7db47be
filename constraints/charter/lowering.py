"""Lowering: from a case to the problem that engines solve."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

import numpy as np

from ...scheduler.choices import Action
from ...scheduler.days import Flight, days_between
from ...scheduler.problem.arrays import Lists
from ...scheduler.problem.items import Items, Members
from ...scheduler.problem.plan import ABSENT, Plan
from ...scheduler.problem.problem import UNITS, Problem
from ...scheduler.problem.start_cost import StartCost
from ...scheduler.scenario import Launch, LaunchId
from ...scheduler.schedule import Schedule
from ...scheduler.starts import allowed_starts, flight, possible_starts
from ...scheduler.tables import INTERNAL, Audience, Campaign, TouchStep
from .case import Case
from .demands import demands, unplaceable
from .labels import by_account
from .rule import Level, Rule
from .wide import opened


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """A placement that may be kept, as rules see it when they are lowered.

    Attributes
    ----------
    number
        Its number in the problem.
    item
        The number of its launch.
    flights
        Its flight for each of the launch's options.
    """

    number: int
    item: int
    launch: Launch
    audience: Audience
    flights: Sequence[Flight]

    @property
    def campaign(self) -> Campaign:
        """The campaign placed."""
        return self.launch.campaign

    @property
    def account_id(self) -> str:
        """The account it is placed on."""
        return self.audience.account_id


class Lowering:
    """The items and members of a case, and what a rule needs to say itself in primitives.

    Left out from the start are campaigns that a decision unschedules, placements that a decision
    drops or that are served on request, and optional launches that can start on no day.

    Attributes
    ----------
    wide
        Whether launches may take every day on which they could start at all, none is left out that
        has one, and what the input demands of dates, presence and placements stands in primitives of
        its own, so that it can be given up bit by bit. Both ways the same plans are feasible.
    members
        The placements that may be kept, by number.
    item_of
        The number of each launch that may be scheduled.
    """

    def __init__(self, case: Case, *, wide: bool = False) -> None:
        self.case, self.wide = case, wide
        self.item_of: dict[LaunchId, int] = {}
        self.members: list[Member] = []
        self.launches: list[Launch] = []
        self.flights: list[Sequence[Flight]] = []
        for launch in case.scenario.launches.values():
            self._take(launch)

    def _take(self, launch: Launch) -> None:
        scenario, case = self.case.scenario, self.case
        if self.wide:
            rows = [row for row in launch.audience if not case.on_request(row.account_id)]
            starts = possible_starts(scenario, launch)
        else:
            rows = [] if launch.id.campaign_id in case.unscheduled else case.open_to(launch)
            starts = allowed_starts(scenario, launch) if rows else []
        if not rows or not starts:
            return
        item = self.item_of[launch.id] = len(self.launches)
        self.launches.append(launch)
        self.flights.append([flight(scenario, launch, start) for start in starts])
        for row in rows:
            self.members.append(Member(len(self.members), item, launch, row, self.flights[item]))

    # -- what rules ask -----------------------------------------------------------------------------

    @cached_property
    def coordinated(self) -> Mapping[str, Sequence[Member]]:
        """The members of each account that is not a control account."""
        found: dict[str, list[Member]] = defaultdict(list)
        for member in self.members:
            if not self.case.controls(member.account_id):
                found[member.account_id].append(member)
        return dict(sorted(found.items()))

    def on_accounts(self, rule: Rule) -> Iterable[tuple[str, list[Member]]]:
        """Give the members that a rule covers, account by account; accounts without any are left out."""
        for account_id, members in self.coordinated.items():
            if self.case.covers_account(rule, account_id):
                covered = [row for row in members if self.case.covers(rule, row.campaign, account_id)]
                if covered:
                    yield account_id, covered

    def contacts(self, campaign: Campaign) -> list[tuple[int, TouchStep, str]]:
        """Give a campaign's contacts as (place among an item's touches, step, channel)."""
        channels = [
            (step, step.channel or campaign.channel)
            for step in self.case.scenario.steps_of[campaign.campaign_id]
        ]
        kept = [(step, channel) for step, channel in channels if channel != INTERNAL]
        return [(place, step, channel) for place, (step, channel) in enumerate(kept)]

    def carrier(self, member: Member) -> int:
        """Give the carrier that stands for a member."""
        return len(self.launches) + member.number

    @cached_property
    def days(self) -> Sequence[date]:
        """Every day on which a flight may lie, and the horizon."""
        flights = [days for options in self.flights for days in options]
        first = min([self.case.scenario.start, *(days.first for days in flights)])
        last = max([self.case.scenario.last_day, *(days.last for days in flights)])
        return tuple(days_between(first, last))

    def price(self, rule: Rule) -> int | None:
        """Give the price of a unit of a rule's measure, as the profile weighs it; None if it is hard."""
        if rule.level is Level.HARD:
            return None
        return self.cost(rule, rule.weight) // (100 if rule.two_decimals else 1)

    def cost(self, rule: Rule, points: Decimal) -> int:
        """Say points that a rule takes in the problem's units, as the profile weighs them."""
        return _units(points, self.case.profile.percent(rule, earned=False))

    def reward(self, rule: Rule, points: Decimal) -> int:
        """Say points that a rule gives in the problem's units, as the profile weighs them."""
        return _units(points, self.case.profile.percent(rule, earned=True))

    def start_cost(self, rule: Rule, measures: Iterable[tuple[Member, Sequence[int]]]) -> Iterator[StartCost]:
        """Give what the starts of some members measure under a rule, if any measures anything."""
        rows = [(member, by_option) for member, by_option in measures if any(by_option)]
        if rows:
            yield StartCost(
                origin=rule.id,
                price=self.price(rule),
                about=by_account(member for member, _ in rows),
                carrier=np.array([self.carrier(member) for member, _ in rows]),
                by_option=Lists.of(by_option for _, by_option in rows),
            )

    # -- the problem --------------------------------------------------------------------------------

    def problem(self) -> Problem:
        """Lower the input's own demands and every hard or soft rule."""
        primitives = [*demands(self), *(opened(self) if self.wide else unplaceable(self))]
        for rule in self.case.rules:
            if rule.level is not Level.REPORT:
                primitives += rule.lower(self)
        return Problem(self._items(), self._members(), tuple(primitives))

    def _items(self) -> Items:
        options = [days for part in self.flights for days in part]
        return Items(
            names=tuple((launch.id.campaign_id, launch.id.key) for launch in self.launches),
            ptr=np.cumsum([0, *map(len, self.flights)]),
            start=_ordinals(days.start for days in options),
            first=_ordinals(days.first for days in options),
            last=_ordinals(days.last for days in options),
            cost=np.array(
                [
                    self.case.profile.moves * UNITS // 100 * self.case.move_cost(launch, days.start)
                    for launch, part in zip(self.launches, self.flights, strict=True)
                    for days in part
                ],
                dtype=np.int64,
            ),
            required=np.array(
                [not self.wide and launch.id in self.case.obliged for launch in self.launches], dtype=np.bool_
            ),
            continuous=np.array([part[0].continuous for part in self.flights], dtype=np.bool_),
            steps=np.array([len(part[0].touches) for part in self.flights], dtype=np.int64),
            touch=_ordinals(day for days in options for day in days.touches),
        )

    def _members(self) -> Members:
        accounts = sorted({row.account_id for row in self.members})
        number = {account: at for at, account in enumerate(accounts)}
        return Members(
            names=tuple((row.audience.campaign_id, row.account_id) for row in self.members),
            item=np.array([row.item for row in self.members], dtype=np.int64),
            account=np.array([number[row.account_id] for row in self.members], dtype=np.int64),
            value=np.array(
                [
                    self.case.profile.value
                    * UNITS
                    // 100
                    * self.case.value_of[row.audience.campaign_id, row.account_id]
                    for row in self.members
                ],
                dtype=np.int64,
            ),
            required=np.array(
                [
                    not self.wide
                    and (row.audience.required or self.case.settled(Action.KEEP, row.launch, row.audience))
                    for row in self.members
                ],
                dtype=np.bool_,
            ),
        )

    # -- between plans and schedules ----------------------------------------------------------------

    def plan(self, schedule: Schedule) -> Plan | None:
        """Say a schedule as a plan; None if the problem has no such start, launch or placement to offer."""
        if any(start for launch, start in schedule.starts.items() if launch not in self.item_of):
            return None
        option: list[int] = []
        for launch, flights in zip(self.launches, self.flights, strict=True):
            start = schedule.start_of(launch)
            starts = [days.start for days in flights]
            if start is not None and start not in starts:
                return None
            option.append(ABSENT if start is None else starts.index(start))
        names = [(row.audience.campaign_id, row.account_id) for row in self.members]
        # What an unscheduled launch keeps, no plan can say.
        offered = {name for name, row in zip(names, self.members, strict=True) if option[row.item] != ABSENT}
        if not schedule.kept <= offered:
            return None
        kept = np.array([name in schedule.kept for name in names], dtype=np.bool_)
        return Plan(np.array(option, dtype=np.int64), kept)

    def schedule(self, plan: Plan) -> Schedule:
        """Say a plan of the problem as a schedule of the scenario."""
        starts: dict[LaunchId, date | None] = dict.fromkeys(self.case.scenario.launches)
        for launch, options, option in zip(self.launches, self.flights, plan.option, strict=True):
            if option != ABSENT:
                starts[launch.id] = options[option].start
        kept = frozenset(
            (row.audience.campaign_id, row.account_id)
            for row in self.members
            if plan.kept[row.number] and plan.option[row.item] != ABSENT
        )
        return Schedule(starts, kept)


def _units(points: Decimal, percent: int) -> int:
    """Say a percentage of points in the problem's units, exactly."""
    return int(points * 100) * percent * (UNITS // 100)


def _ordinals(days: Iterable[date]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.fromiter((day.toordinal() for day in days), dtype=np.int64)
