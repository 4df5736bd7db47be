"""Which rules cannot hold together, where a case has no calendar."""

from dataclasses import replace

from ..constraints.charter.case import Case
from ..constraints.charter.lowering import Lowering
from ..scheduler.cpsat.solve import solve as search
from ..scheduler.outcome import Limits, Status
from ..scheduler.problem.problem import Problem


def conflict(case: Case, limits: Limits) -> tuple[str, ...] | None:
    """Find hard rules that have no calendar together, though without any one of them there is one.

    The input's own demands (presence, windows, decisions) always hold; the answer is empty if they
    alone have no calendar. Found by a deletion filter, each step re-solved.

    Parameters
    ----------
    limits
        What each of the solves may take.

    Returns
    -------
    The rules' ids in the charter's order, or None if the limits were too tight to tell.
    """
    problem = Lowering(case).problem()
    rules = [rule.id for rule in case.charter.rules]
    suspects = [
        name
        for name in rules
        if any(part.origin == name and part.price is None for part in problem.primitives)
    ]
    for name in tuple(suspects):
        status = search(_only(problem, {*suspects} - {name}), limits).status
        if status is Status.INFEASIBLE:
            suspects.remove(name)
        elif status is Status.UNKNOWN:
            return None
    return tuple(suspects)


def _only(problem: Problem, rules: set[str]) -> Problem:
    """Give the problem with some of its hard rules only; what any calendar is worth does not matter."""
    kept = tuple(
        part
        for part in problem.primitives
        if part.price is None and (part.origin in rules or part.origin.startswith("input:"))
    )
    members = replace(problem.members, value=0 * problem.members.value)
    items = replace(problem.items, cost=0 * problem.items.cost)
    return Problem(items, members, kept)
