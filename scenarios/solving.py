"""From a case to a checked group calendar: lower, search, lay out in dates, and check."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from ..constraints.charter.case import Case
from ..constraints.charter.checker import Verdict, check
from ..constraints.charter.lowering import Lowering
from ..scheduler.cpsat.solve import Solver
from ..scheduler.outcome import Limits, Outcome, Point, Status
from ..scheduler.problem.problem import UNITS
from ..scheduler.schedule import Schedule
from .conflict import Conflict, conflict
from .disagreement import Disagreement
from .silo import as_asked


@dataclass(frozen=True, eq=False)
class Solved:
    """A case with what the search and the checker say of it.

    Attributes
    ----------
    asked
        The checker's verdict on the calendar as asked.
    outcome
        What the search found.
    schedule, verdict
        The group calendar and the checker's verdict on it; None if none was found.
    conflict
        Where no calendar exists, demands that cannot hold together; None if that is not so, or could
        not be told in time.
    """

    case: Case
    asked: Verdict
    outcome: Outcome
    schedule: Schedule | None
    verdict: Verdict | None
    conflict: Conflict | None = None

    @property
    def bound(self) -> Fraction | None:
        """What no calendar's objective exceeds, in hundredths of the profile's points."""
        return None if self.outcome.bound is None else Fraction(self.outcome.bound, UNITS)

    @property
    def gap(self) -> Fraction | None:
        """How far the bound is from the objective, as a share; None if either is missing."""
        return gap(self.outcome.objective, self.outcome.bound)


def gap(objective: int | None, bound: int | None) -> Fraction | None:
    """Give the gap of an objective and a bound in the problem's units, as a share of the larger."""
    if objective is None or bound is None:
        return None
    return Fraction(bound - objective, max(abs(objective), abs(bound), UNITS))


class Answer(NamedTuple):
    """What a search found, and the checker's verdict on it; no schedule if there is none."""

    outcome: Outcome
    schedule: Schedule | None = None
    verdict: Verdict | None = None


def solve(case: Case, limits: Limits, on_progress: Callable[[Point], None] | None = None) -> Solved:
    """Find a group calendar and have it checked; where there is none, say which rules are in conflict.

    Raises
    ------
    Disagreement
        If the checker finds a broken hard rule, or another objective than the engine's.
    SolverFailure
        If the engine failed and left nothing.
    """
    asked = check(case, as_asked(case.scenario))
    with Solver() as solver:
        answer = find(case, limits, solver, on_progress=on_progress)
        if answer.outcome.status is not Status.INFEASIBLE:
            return Solved(case, asked, *answer)
        found = conflict(case, _left(limits, answer.outcome), solver)
    return Solved(case, asked, *answer, conflict=found)


def find(
    case: Case,
    limits: Limits,
    solver: Solver,
    *,
    hint: Schedule | None = None,
    on_progress: Callable[[Point], None] | None = None,
) -> Answer:
    """Find the best calendar of a case and have it checked.

    Parameters
    ----------
    hint
        A calendar to start from; if it breaks nothing the answer is no worse.

    Raises
    ------
    Disagreement
        If the checker finds a broken hard rule, or another objective than the engine's.
    SolverFailure
        If the engine failed and left nothing.
    """
    lowering = Lowering(case)
    plan = None if hint is None else lowering.plan(hint)
    outcome = solver.solve(lowering.problem(), limits, hint=plan, on_progress=on_progress)
    if outcome.plan is None:
        return Answer(outcome)
    schedule = lowering.schedule(outcome.plan)
    verdict = check(case, schedule)
    if not verdict.feasible:
        broken = ", ".join(sorted({row.finding.rule_id for row in verdict.hard}))
        raise Disagreement(f"the calendar found breaks {broken}")
    if verdict.objective != outcome.objective:
        raise Disagreement(f"the engine counts {outcome.objective} units, the checker {verdict.objective}")
    return Answer(outcome, schedule, verdict)


def _left(limits: Limits, outcome: Outcome) -> Limits:
    """Give what a search has left of its limits."""
    effort = None if limits.effort is None else max(0.0, limits.effort - outcome.effort)
    return replace(limits, seconds=max(0.0, limits.seconds - outcome.seconds), effort=effort)
