"""A policy: a charter over what its scenario asks for, and what each of its rules reaches there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from ...constraints.charter.case import Case
from ...constraints.charter.lowering import Lowering
from ...constraints.charter.rule import AccountRule, Level, Rule, TouchScope
from ...constraints.frequency_cap import FrequencyCap
from ...scheduler.days import days_between
from ...scheduler.problem.primitive import Primitive
from ...scheduler.problem.start_cost import StartCost
from ...scheduler.tables import INTERNAL


class Asked(NamedTuple):
    """A contact that is asked for, on whatever day."""

    campaign_id: str
    account_id: str
    step: int
    channel: str
    personas: tuple[str, ...]
    pressure: Decimal


#: A campaign on an account.
Placement = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Policy:
    """What the lint looks at."""

    case: Case

    @cached_property
    def standings(self) -> tuple["Standing", ...]:
        """The charter's rules as they stand."""
        return tuple(Standing(self, rule) for rule in self.case.charter.rules)

    @cached_property
    def binding(self) -> tuple["Standing", ...]:
        """The rules that weigh on calendars, on some day of the horizon at least."""
        return tuple(row for row in self.standings if row.rule.level is not Level.REPORT and row.forms)

    @cached_property
    def hard(self) -> tuple["Standing", ...]:
        """The rules that no calendar may break, on some day of the horizon at least."""
        return tuple(row for row in self.binding if row.rule.level is Level.HARD)

    @cached_property
    def placements(self) -> tuple[Placement, ...]:
        """Every placement that is asked for."""
        audiences = self.case.scenario.audience_of
        return tuple((name, row.account_id) for name, rows in audiences.items() for row in rows)

    @cached_property
    def touches(self) -> tuple[Asked, ...]:
        """Every contact that is asked for."""
        scenario = self.case.scenario
        found = []
        for name, account_id in self.placements:
            for step in scenario.steps_of[name]:
                channel = scenario.channel_of[step.channel or scenario.campaign_of[name].channel]
                pressure = channel.pressure if step.pressure is None else step.pressure
                if channel.channel != INTERNAL:
                    row = Asked(name, account_id, step.step, channel.channel, step.personas, pressure)
                    found.append(row)
        return tuple(found)

    @cached_property
    def days(self) -> Sequence[date]:
        """The days on which something may be."""
        return tuple(days_between(self.case.scenario.start, self.case.scenario.last_day))

    @cached_property
    def lowering(self) -> Lowering:
        """The items and members that rules are lowered over."""
        return Lowering(self.case)


@dataclass(frozen=True, eq=False)
class Standing:
    """A rule in its policy."""

    policy: Policy
    rule: Rule

    @property
    def id(self) -> str:
        """The rule's id."""
        return self.rule.id

    @property
    def cap(self) -> FrequencyCap | None:
        """The rule, if it is a cap."""
        return self.rule if isinstance(self.rule, FrequencyCap) else None

    @cached_property
    def placements(self) -> frozenset[Placement]:
        """The placements in its scope."""
        case, by_account = self.policy.case, isinstance(self.rule, AccountRule)
        campaigns = case.scenario.campaign_of
        return frozenset(
            (name, account_id)
            for name, account_id in self.policy.placements
            if case.covers(self.rule, campaigns[name], account_id if by_account else None)
        )

    @cached_property
    def accounts(self) -> frozenset[str]:
        """The accounts in its scope that somebody asks for, but for those that are watched only."""
        case = self.policy.case
        asked = {account_id for _, account_id in self.policy.placements}
        return frozenset(
            name for name in asked if not case.controls(name) and case.covers_account(self.rule, name)
        )

    @cached_property
    def touches(self) -> frozenset[int]:
        """The touches in its scope, by their numbers."""
        rule = self.rule
        return frozenset(
            number
            for number, row in enumerate(self.policy.touches)
            if (row.campaign_id, row.account_id) in self.placements
            and (not isinstance(rule, TouchScope) or rule.covers_touch(row.channel, row.personas))
        )

    @cached_property
    def forms(self) -> tuple[Rule, ...]:
        """The forms that it takes on the days of the horizon; none if it is off throughout."""
        return tuple(form for form, _ in self.rule.variants(self.policy.days))

    @cached_property
    def sleeps(self) -> bool:
        """Whether it is off on some day of the horizon."""
        return any(self.rule.on(day) is None for day in self.policy.days)

    def primitives(self) -> Iterator[Primitive]:
        """Say it in primitives, whatever its level, one by one as they are asked for."""
        rule = self.rule
        if rule.level is Level.REPORT:
            rule = rule.model_copy(update={"level": Level.SOFT})
        return rule.lower(self.policy.lowering)

    @cached_property
    def start_costs(self) -> tuple[StartCost, ...]:
        """What it makes of starts by themselves."""
        return tuple(row for row in self.primitives() if isinstance(row, StartCost))
