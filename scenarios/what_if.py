"""What a small change of a schedule would break or cost, by evaluating only what it can touch."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from ..constraints.charter import presence
from ..constraints.charter.case import Case
from ..constraints.charter.checker import Judged, judge
from ..constraints.charter.rule import Level
from ..constraints.frequency_cap import head_of
from ..scheduler.scenario import Launch
from ..scheduler.schedule import GroupCalendar, Schedule
from ..scheduler.tables import Audience


@dataclass(frozen=True)
class Difference:
    """What a changed schedule has that the schedule itself has not.

    Attributes
    ----------
    schedule
        The changed schedule.
    broken
        Hard findings that the change adds, those of the charter's rules before the input's own demands.
    added, removed
        Other findings that it adds and removes: penalties and rewards.
    points
        What it adds to the objective, values and moves included, in hundredths of the profile's points.
    score
        What it adds to the score, in hundredths of a point; the same under a profile that weighs all
        alike.
    """

    schedule: Schedule
    broken: tuple[Judged, ...]
    added: tuple[Judged, ...]
    removed: tuple[Judged, ...]
    points: Decimal
    score: Decimal

    @property
    def losses(self) -> Iterator[Judged]:
        """What the change loses: penalties that it adds and rewards that it removes, the worst first."""
        lost = [row for row in self.added if row.weighed < 0]
        lost += [row for row in self.removed if row.weighed > 0]
        return iter(sorted(lost, key=lambda row: -abs(row.weighed)))

    @property
    def by_rule(self) -> Mapping[str, Decimal]:
        """What each rule adds to the objective; rules of no effect are left out."""
        total: dict[str, Decimal] = defaultdict(Decimal)
        for sign, rows in ((1, self.added), (-1, self.removed)):
            for row in rows:
                total[row.finding.rule_id] += sign * row.weighed
        return {rule_id: worth for rule_id, worth in total.items() if worth}


class WhatIf:
    """Evaluates changes of one schedule."""

    def __init__(self, case: Case, schedule: Schedule) -> None:
        self._case = case
        self._schedule = schedule

    def keep(self, launch: Launch, row: Audience) -> Difference:
        """Say what keeping a dropped placement of a scheduled launch would change."""
        return self.change(launch, self._schedule.start_of(launch), self._kept(launch) | {row.account_id})

    def start(self, launch: Launch, day: date) -> Difference:
        """Say what starting a launch on another day would change, its kept placements being the same.

        An unscheduled launch is taken with the placements that it asks for, as many as it may keep.
        """
        scheduled = self._schedule.start_of(launch) is not None
        return self.change(launch, day, self._kept(launch) if scheduled else self._wanted(launch))

    def change(self, launch: Launch, start: date | None, accounts: Collection[str]) -> Difference:
        """Say what giving a launch a start and accounts would change, all others being as they are."""
        name = launch.id.campaign_id
        own = {(name, row.account_id) for row in launch.audience}
        kept = (self._schedule.kept - own) | {(name, account) for account in accounts}
        return self._difference(launch, Schedule({**self._schedule.starts, launch.id: start}, kept))

    def related(self, account_id: str) -> Collection[str]:
        """Give the accounts of an account's group of companies."""
        return self._companies[head_of(self._case.scenario, account_id)]

    # -- what a launch keeps ------------------------------------------------------------------------

    def _kept(self, launch: Launch) -> frozenset[str]:
        rows = ((row.campaign_id, row.account_id) for row in launch.audience)
        return frozenset(key[1] for key in rows if key in self._schedule.kept)

    def _wanted(self, launch: Launch) -> frozenset[str]:
        """Give the accounts that an unscheduled launch may keep, the most valuable if not all of them."""
        case, name = self._case, launch.id.campaign_id
        asked = case.scenario.audience_of[name]
        rows = case.open_to(launch)
        rows.sort(key=lambda row: (not row.required, -case.value_of[name, row.account_id], row.account_id))
        room = len(rows)
        if limit := launch.campaign.max_accounts:
            room = limit.of(len(asked)) - sum((name, row.account_id) in self._schedule.kept for row in asked)
        return frozenset(row.account_id for row in rows[: max(1, room)])

    # -- comparing ----------------------------------------------------------------------------------

    def _difference(self, launch: Launch, changed: Schedule) -> Difference:
        before = self._findings(launch, self._schedule, self._calendar, self._wide)
        calendar = self._calendar.with_launch(launch, changed)
        after = self._findings(launch, changed, calendar, self._judged(calendar, local=False))
        added, removed = self._in_order(after - before), self._in_order(before - after)
        value, moves = self._parts(launch, changed)
        value_before, moves_before = self._parts(launch, self._schedule)
        value, moves = value - value_before, moves - moves_before
        profile = self._case.profile
        points = Decimal(profile.value * value - profile.moves * moves) / 100
        points += sum(row.weighed for row in added) - sum(row.weighed for row in removed)
        score = value - moves + sum(row.worth for row in added) - sum(row.worth for row in removed)
        return Difference(
            schedule=changed,
            broken=tuple(row for row in added if row.level is Level.HARD and row.finding.violates),
            added=tuple(row for row in added if row.weighed),
            removed=tuple(row for row in removed if row.weighed),
            points=points,
            score=Decimal(score),
        )

    def _findings(
        self, launch: Launch, schedule: Schedule, calendar: GroupCalendar, wide: Iterable[Judged]
    ) -> Counter[Judged]:
        """Gather what a launch can have a part in, given what rules find that are not local."""
        touched = {account for row in launch.audience for account in self.related(row.account_id)}
        found = Counter(self._judged(calendar.on(touched), local=True))
        found.update(wide)
        demands = presence.check_campaign(self._case, schedule, launch.id.campaign_id)
        found.update(Judged(finding, Level.HARD, Decimal(0), Decimal(0)) for finding in demands)
        return found

    def _judged(self, calendar: GroupCalendar, *, local: bool) -> Iterator[Judged]:
        """Judge a calendar, or a part of one, by the rules that are local to accounts, or by the others."""
        for rule in self._case.rules:
            if rule.level is not Level.REPORT and rule.local == local:
                yield from judge(self._case, rule, calendar)

    def _in_order(self, found: Counter[Judged]) -> list[Judged]:
        """Give findings in the order of the charter's rules, the input's own demands last."""
        place = {rule.id: number for number, rule in enumerate(self._case.rules)}
        return sorted(found.elements(), key=lambda row: place.get(row.finding.rule_id, len(place)))

    @cached_property
    def _wide(self) -> tuple[Judged, ...]:
        return tuple(self._judged(self._calendar, local=False))

    def _parts(self, launch: Launch, schedule: Schedule) -> tuple[int, int]:
        """Give the value that a launch keeps and the cost of its move, in hundredths of a point."""
        start = schedule.start_of(launch)
        if start is None:
            return 0, 0
        keys = ((row.campaign_id, row.account_id) for row in launch.audience)
        value = sum(self._case.value_of[key] for key in keys if key in schedule.kept)
        return value, self._case.move_cost(launch, start)

    @cached_property
    def _companies(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self._case.scenario.accounts:
            found.setdefault(head_of(self._case.scenario, row.account_id), []).append(row.account_id)
        return found

    @cached_property
    def _calendar(self) -> GroupCalendar:
        return GroupCalendar.of(self._case.scenario, self._schedule)
