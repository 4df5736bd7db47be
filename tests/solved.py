"""A case solved by hand: a schedule of the test's own, judged as a found one is."""

from counterpoint.constraints.charter.case import Case
from counterpoint.constraints.charter.checker import check
from counterpoint.scenarios.silo import as_asked
from counterpoint.scenarios.solving import Solved
from counterpoint.scheduler.outcome import Outcome, Status
from counterpoint.scheduler.schedule import Schedule


def solved_as(
    case: Case, schedule: Schedule, status: Status = Status.OPTIMAL, bound: int | None = None
) -> Solved:
    """Give what a solve that found this schedule hands back; the bound is its objective if left out."""
    verdict = check(case, schedule)
    outcome = Outcome(
        status=status,
        plan=None,
        objective=verdict.objective,
        bound=verdict.objective if bound is None else bound,
        seconds=0.0,
        effort=0.0,
    )
    return Solved(case, check(case, as_asked(case.scenario)), outcome, schedule, verdict)
