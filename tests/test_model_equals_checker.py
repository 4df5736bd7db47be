"""Model equals checker: on tiny cases every plan is judged by both sides, and by CP-SAT.

The checker works from dates; `Lowering` turns rules into primitives over arrays; CP-SAT models the
primitives. None of them shares the arithmetic of another, so what all three say is right.
"""

from functools import cached_property
from random import Random

import pytest
from counterpoint.constraints.charter.case import Case
from counterpoint.constraints.charter.registry import KINDS
from counterpoint.constraints.charter.rule import AccountRule, Level, Rule
from counterpoint.scheduler.cpsat.model import build
from counterpoint.scheduler.problem.plan import Plan
from counterpoint.scheduler.tables import (
    Action,
    Campaign,
    Commitment,
    DependencyType,
    IfAbsent,
    LaunchBy,
    Presence,
    Status,
)

from tests.agreement import Sides, broken
from tests.scheduler.cpsat.test_exhaustive import solved
from tests.tiny import TINY

#: Plans of each case that CP-SAT judges one by one.
SAMPLE = 60


@pytest.mark.parametrize("name", TINY)
def test_every_plan_of_a_tiny_case(name: str) -> None:
    tiny = TINY[name]()
    sides = Sides(tiny.case)
    values: list[tuple[Plan, int | None]] = []
    ever: set[tuple[str, Level, bool]] = set()
    always: set[tuple[str, Level, bool]] | None = None
    for schedule in tiny.schedules():
        verdict, plan = sides.agree(schedule)
        if plan is not None:
            values.append((plan, verdict.objective if verdict.feasible else None))
            found = broken(verdict)
            ever |= found
            always = found if always is None else always & found
    # A case in which a rule is never broken, or always, shows nothing of it.
    rules = [rule for rule in tiny.case.charter.rules if rule.level is not Level.REPORT]
    assert {(rule.id, rule.level, False) for rule in rules} <= ever - (always or set())
    best = max((value for _, value in values if value is not None), default=None)
    assert (best is None) == (name == "impossible")
    assert best is None or all(
        (rule.id, rule.level, True) in ever for rule in rules if getattr(rule, "reward", 0)
    )

    model = build(sides.problem)
    assert model.formula.model.validate() == ""
    assert solved(model) == best
    random = Random(name)
    feasible = [row for row in values if row[1] is not None]
    for rows in (feasible, values):
        for plan, value in random.sample(rows, min(SAMPLE // 2, len(rows))):
            assert solved(model, plan) == value, plan


@pytest.mark.slow
@pytest.mark.parametrize("name", TINY)
def test_every_plan_by_cp_sat(name: str) -> None:
    sides = Sides(TINY[name]().case)
    model = build(sides.problem)
    for schedule in TINY[name]().schedules():
        verdict, plan = sides.agree(schedule)
        if plan is not None:
            assert solved(model, plan) == (verdict.objective if verdict.feasible else None), plan


class TestTheCasesCover:
    """What the cases hold together: nothing that a scenario may say goes untried."""

    @cached_property
    def cases(self) -> list[Case]:
        return [make().case for make in TINY.values()]

    @cached_property
    def rules(self) -> list[Rule]:
        return [rule for case in self.cases for rule in case.charter.rules]

    @cached_property
    def campaigns(self) -> list[Campaign]:
        return [row for case in self.cases for row in case.scenario.campaigns]

    def test_every_kind_at_both_levels(self) -> None:
        tried = {(rule.kind, rule.level) for rule in self.rules}
        assert {(kind, level) for kind in KINDS for level in (Level.HARD, Level.SOFT)} <= tried

    def test_every_parameter_of_every_kind(self) -> None:
        for kind, model in KINDS.items():
            tried = {name for rule in self.rules if rule.kind == kind for name in rule.model_fields_set}
            own = set(model.model_fields) - set(AccountRule.model_fields)
            assert own <= tried, kind

    def test_every_choice_of_a_parameter(self) -> None:
        def tried(kind: str, name: str) -> set[object]:
            return {getattr(rule, name) for rule in self.rules if rule.kind == kind}

        assert tried("frequency_cap", "per") == {"account", "persona", "parent"}
        assert tried("frequency_cap", "period") == {None, "week", "month", "quarter"}
        assert tried("frequency_cap", "count_history") == {True, False}
        assert tried("spacing", "between") == {"other_bu", "same_bu", "any"}
        assert tried("crescendo", "along") == {"journey", "bu", "account"}
        assert tried("lead_bu", "when_absent") == {"allow", "block"}
        assert tried("capacity", "count") == {"sends", "touches"}

    def test_every_part_of_a_scope(self) -> None:
        words = [
            "bus",
            "stages",
            "campaigns",
            "offers",
            "tags",
            "tiers",
            "accounts",
            "countries",
            "channels",
            "personas",
        ]
        tried = {name for rule in self.rules for name in rule.model_fields_set}
        for word in words:
            assert {word, f"not_{word}"} & tried, word
        assert {"from_", "until"} <= tried

    def test_exceptions_of_every_form(self) -> None:
        spans = [span for rule in self.rules for span in rule.exceptions]
        assert {type(span.from_) is str for span in spans} == {True, False}
        assert {span.off for span in spans} == {True, False}
        for kind, model in KINDS.items():
            changed = {
                name
                for rule in self.rules
                if rule.kind == kind
                for span in rule.exceptions
                for name in span.parameters
            }
            assert changed or not model.varying, kind

    def test_every_launch_presence_and_commitment(self) -> None:
        assert {row.launch for row in self.campaigns} == set(LaunchBy)
        assert {row.presence for row in self.campaigns} == set(Presence)
        assert {row.commitment for row in self.campaigns} == set(Commitment)
        assert {Status.RUNNING, Status.DONE, Status.CANCELLED} <= {row.status for row in self.campaigns}
        assert any(row.max_accounts for row in self.campaigns)
        assert any(row.partners for row in self.campaigns)

    def test_every_decision(self) -> None:
        assert {row.action for case in self.cases for row in case.scenario.settled} == set(Action)
        assert any(len(case.scenario.settled) < len(case.scenario.decisions) for case in self.cases)

    def test_every_dependency(self) -> None:
        rows = [row for case in self.cases for row in case.scenario.dependencies]
        assert {row.type for row in rows} == set(DependencyType)
        assert {row.if_absent for row in rows} == set(IfAbsent)
        assert any(row.max_lag_days for row in rows)
        assert any(row.min_lag_days < 0 for row in rows)

    def test_history_engagement_watched_accounts_and_tiers_not_planned(self) -> None:
        for table in ("history", "engagement", "blackouts", "campaign_resources", "fit", "channels"):
            assert any(getattr(case.scenario, table) for case in self.cases), table
        assert any(account.control for case in self.cases for account in case.scenario.accounts)
        assert any(not case.charter.plans(tier) for case in self.cases for tier in case.charter.tiers)
