"""One expectation, asked of both sides: the checker, from dates, and the lowered problem, from arrays."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from counterpoint.constraints.charter.case import Case
from counterpoint.constraints.charter.checker import Verdict, check, explain
from counterpoint.constraints.charter.lowering import Lowering
from counterpoint.constraints.charter.model import Charter
from counterpoint.constraints.charter.rule import Level
from counterpoint.scheduler.problem.problem import UNITS
from counterpoint.scheduler.schedule import Schedule
from tests.cases import make_case, make_schedule

#: A price that no other number in the tests is made of.
WEIGHT = Decimal("0.37")


def judge(case: Case, schedule: Schedule) -> Verdict:
    """Give the checker's verdict, once the lowered problem is seen to say the same, rule by rule."""
    verdict = check(case, schedule)
    lowering = Lowering(case)
    problem = lowering.problem()
    plan = lowering.plan(schedule)
    demands = [row for row in verdict.hard if row.finding.rule_id.startswith("input:")]
    if plan is None:
        # What the problem does not even offer, the checker must refuse as the input's own demand.
        assert demands
        return verdict
    faults = problem.faults(plan)
    gains: dict[str, int] = defaultdict(int)
    placed = problem.place(plan)
    for primitive in problem.primitives:
        gains[primitive.origin] += primitive.gain(placed)
    for rule in case.rules:
        scale = 100 if rule.two_decimals else 1
        found = [row for row in verdict.judged if row.finding.rule_id == rule.id]
        hard = sum(
            (row.finding.measure for row in verdict.hard if row.finding.rule_id == rule.id), Decimal(0)
        )
        assert faults.pop(rule.id, 0) == scale * hard
        assert gains.get(rule.id, 0) == UNITS * sum((row.weighed for row in found), Decimal(0))
        if rule.level is Level.REPORT:
            assert rule.id not in gains, "a report rule weighs on no plan"
    # What is left are the demands of the input, which the two sides count in their own ways.
    assert bool(faults) == bool(demands), (faults, demands)
    assert problem.objective(plan) == verdict.objective
    # A start without a placement, or a placement without a start, is no plan's schedule.
    if not any(row.finding.rule_id == "input:launch" for row in demands):
        back = lowering.schedule(plan)
        assert back.kept == schedule.kept
        assert all(back.starts[launch] == schedule.starts.get(launch) for launch in back.starts)
    return verdict


def measure(
    rule: Mapping[str, Any],
    starts: Mapping[str, str | None],
    kept: Sequence[str] | None = None,
    **settings: Any,
) -> Decimal:
    """Give a rule's measure on a schedule, the same at every level and of the effect of its level.

    Hard, the rule bars exactly what it measures; soft, each unit costs the weight; to report, nothing.
    """
    found = set()
    case = make_case({"id": "r", **rule, "weight": WEIGHT}, **settings)
    schedule = make_schedule(starts, kept, case)
    for level in Level:
        verdict = judge(at_level(case, level), schedule)
        total = verdict.measures.get("r", Decimal(0))
        assert verdict.measures.keys() <= {"r"}, "the case itself is sound"
        assert verdict.feasible == (level is not Level.HARD or not total)
        assert verdict.penalties.get("r", 0) == (100 * WEIGHT * total if level is Level.SOFT else 0)
        found.add(total)
    (only,) = found
    return only


def at_level(case: Case, level: Level) -> Case:
    """Give a case whose rules all stand at a level."""
    rules = [
        {**rule.model_dump(by_alias=True, exclude_unset=True), "level": level} for rule in case.charter.rules
    ]
    charter = Charter.model_validate({**case.charter.model_dump(exclude_unset=True), "rules": rules})
    return Case(case.scenario, charter)


def sentences(
    rule: Mapping[str, Any],
    starts: Mapping[str, str | None],
    kept: Sequence[str] | None = None,
    language: str = "en",
    **settings: Any,
) -> list[str]:
    """Give what is said of a rule's findings."""
    case = make_case(
        {"id": "r", **rule}, settings={"language": language, **settings.pop("settings", {})}, **settings
    )
    verdict = judge(case, make_schedule(starts, kept, case))
    said = [explain(case, row.finding) for row in verdict.judged if row.finding.rule_id == "r"]
    assert not any(sign in text for text in said for sign in ("{", "}", "None", "  "))
    return said
