"""Model equals checker: on tiny cases every plan is judged by both sides, and by CP-SAT.

The checker works from dates; `Lowering` turns rules into primitives over arrays; CP-SAT models the
primitives. None of them shares the arithmetic of another, so what all three say is right.
"""

from dataclasses import replace
from functools import cached_property
from random import Random

import numpy as np
import pytest

from counterpoint.constraints.charter.case import Case
from counterpoint.constraints.charter.registry import KINDS
from counterpoint.constraints.charter.rule import AccountRule, Level, Rule
from counterpoint.scenarios.silo import as_asked
from counterpoint.scheduler.choices import (
    Action,
    Commitment,
    DependencyType,
    IfAbsent,
    LaunchBy,
    Presence,
    Status,
)
from counterpoint.scheduler.cpsat.model import build
from counterpoint.scheduler.problem.plan import Plan
from counterpoint.scheduler.problem.problem import Problem
from counterpoint.scheduler.schedule import Schedule
from counterpoint.scheduler.tables import Campaign
from tests.agreement import Sides, broken
from tests.cases import make_case
from tests.scheduler.cpsat.fixing import solved
from tests.tiny.every import TINY
from tests.tiny.tiny import rule

#: Plans of each case that CP-SAT judges one by one.
SAMPLE = 100


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
    # A case in which a rule is never broken, or always, shows nothing of it, unless no calendar changes it.
    rules = [rule for rule in tiny.case.rules if rule.level is not Level.REPORT]
    constant = {(rule.id, rule.level, False) for rule in rules if rule.kind == "commitments"}
    assert {(rule.id, rule.level, False) for rule in rules} - constant <= ever - (always or set())
    assert ever & constant == (always or set()) & constant
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


@pytest.mark.parametrize("name", TINY)
def test_a_saved_problem_is_the_same(name: str) -> None:
    problem = Sides(TINY[name]().case).problem
    again = Problem.load(problem.save())
    assert again.hash == problem.hash
    plan = Plan(np.zeros(len(problem.items), np.int64), np.ones(len(problem.members), np.bool_))
    assert again.objective(plan) == problem.objective(plan)
    assert again.faults(plan) == problem.faults(plan)


def test_an_empty_scenario() -> None:
    rules = {(rule.kind, rule.id): rule for make in TINY.values() for rule in make().case.charter.rules}
    case = make_case()
    charter = case.charter.model_copy(update={"rules": tuple(rules.values())})
    sides = Sides(Case(case.scenario, charter))
    verdict, _ = sides.agree(Schedule({}, frozenset()))
    assert verdict.feasible
    assert verdict.objective == 0
    assert solved(build(sides.problem)) == 0


@pytest.mark.parametrize("commitment", Commitment)
@pytest.mark.parametrize("launch", [LaunchBy.PER_WAVE, LaunchBy.PER_ACCOUNT])
def test_a_campaign_that_lost_its_audience(launch: LaunchBy, commitment: Commitment) -> None:
    case = make_case(
        rule("dependency", "d"),
        campaigns=f"""
            campaign_id, bu_id, name, stage, launch, commitment, requested_start
            p, a, P, 1, {launch}, {commitment}, 2027-03-02
            q, b, Q, 1, {launch}, , """,
        audiences="campaign_id, account_id\np, x\nq, y",
        dependencies="predecessor, successor\np, q\nq, p",
    )
    # A reader refuses it; what cuts a scenario down to some accounts may leave one.
    rows = tuple(row for row in case.scenario.audiences if row.campaign_id == "q")
    sides = Sides(Case(replace(case.scenario, audiences=rows), case.charter))
    assert sides.agree(Schedule({}, frozenset()))[0].feasible
    assert sides.agree(as_asked(sides.case.scenario))[0].feasible


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
        assert tried("compatibility", "mode") == {
            "never_together",
            "never_followed_by",
            "only_after",
            "no_repeat",
        }
        assert tried("minimum_contact", "period") == {"week", "month", "quarter"}
        assert tried("compatibility", "same") == {None, "offer", "content", "tags"}

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
