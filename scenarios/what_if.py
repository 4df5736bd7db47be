"""What a small change of a schedule would break or cost, by evaluating only what it can touch."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from ..constraints.charter.case import Case
from ..constraints.charter.checker import Judged, judge
from ..constraints.charter.rule import Level
from ..constraints.frequency_cap import head_of
from ..scheduler.scenario import Launch
from ..scheduler.schedule import GroupCalendar, Schedule


@dataclass(frozen=True)
class Difference:
    """What a changed schedule has that the schedule itself has not.

    Attributes
    ----------
    broken
        Hard findings that the change adds.
    added, removed
        Other findings that it adds and removes: penalties and rewards.
    points
        What it adds to the score, values and moves included, in hundredths of a point.
    """

    broken: tuple[Judged, ...]
    added: tuple[Judged, ...]
    removed: tuple[Judged, ...]
    points: Decimal


class WhatIf:
    """Evaluates changes of one schedule."""

    def __init__(self, case: Case, schedule: Schedule) -> None:
        self._case = case
        self._schedule = schedule

    def keep(self, campaign_id: str, account_id: str) -> Difference:
        """Say what keeping a dropped placement of a scheduled launch would change."""
        key = (campaign_id, account_id)
        changed = replace(self._schedule, kept=self._schedule.kept | {key})
        return self._difference(changed, [account_id], Decimal(self._case.value_of[key]))

    def start(self, launch: Launch, day: date) -> Difference:
        """Say what starting a launch on another day would change, its kept placements being the same.

        An unscheduled launch is taken with all the placements it asks for.
        """
        before = self._schedule.start_of(launch)
        asked = {(row.campaign_id, row.account_id) for row in launch.audience}
        starts = {**self._schedule.starts, launch.id: day}
        kept = self._schedule.kept | asked if before is None else self._schedule.kept
        points = -self._case.move_cost(launch, day)
        if before is None:
            points += sum(self._case.value_of[key] for key in asked)
        else:
            points += self._case.move_cost(launch, before)
        accounts = [account for name, account in kept if (name, account) in asked]
        return self._difference(Schedule(starts, frozenset(kept)), accounts, Decimal(points))

    def _difference(self, changed: Schedule, accounts: Iterable[str], points: Decimal) -> Difference:
        case = self._case
        touched = self._related(accounts)
        calendar = GroupCalendar.of(case.scenario, changed)
        before: Counter[Judged] = Counter()
        after: Counter[Judged] = Counter()
        old, new = self._calendar.on(touched), calendar.on(touched)
        for rule in case.charter.rules:
            if rule.level is Level.REPORT:
                continue
            before.update(judge(case, rule, old if rule.local else self._calendar))
            after.update(judge(case, rule, new if rule.local else calendar))
        added, removed = list((after - before).elements()), list((before - after).elements())
        points += sum((row.worth for row in added), Decimal(0))
        points -= sum((row.worth for row in removed), Decimal(0))
        return Difference(
            broken=tuple(row for row in added if row.level is Level.HARD and row.finding.violates),
            added=tuple(row for row in added if row.worth),
            removed=tuple(row for row in removed if row.worth),
            points=points,
        )

    def _related(self, accounts: Iterable[str]) -> set[str]:
        """Give the accounts of the same groups of companies."""
        heads = {head_of(self._case.scenario, account) for account in accounts}
        return {account for head in heads for account in self._companies[head]}

    @cached_property
    def _companies(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self._case.scenario.accounts:
            found.setdefault(head_of(self._case.scenario, row.account_id), []).append(row.account_id)
        return found

    @cached_property
    def _calendar(self) -> GroupCalendar:
        return GroupCalendar.of(self._case.scenario, self._schedule)
