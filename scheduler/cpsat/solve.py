"""Solve: a problem to CP-SAT in a process of its own, the best plan verified by the problem itself."""

import threading
import time
from collections.abc import Callable

from ..outcome import Cut, Limits, Outcome, Point, SolverFailure, Status
from ..problem.plan import Plan
from ..problem.problem import Problem
from .child import Child
from .messages import Failed, Found, Verdict


def solve(
    problem: Problem,
    limits: Limits,
    *,
    on_progress: Callable[[Point], None] | None = None,
    hint: Plan | None = None,
    stop: threading.Event | None = None,
) -> Outcome:
    """Solve a problem with CP-SAT.

    A crash of the solver costs no more than this solve. Ctrl-C (in the main thread) ends the search
    and gives the best plan so far; a second Ctrl-C kills it. The same problem, seed and effort give
    the same plan, unless the time limit cuts the search short.

    Parameters
    ----------
    problem
        The problem.
    limits
        Seconds, effort and seed.
    on_progress
        Called with each better plan's objective, and each better bound.
    hint
        A plan to start from; if it is feasible the outcome is no worse.
    stop
        Ends the search when set, as Ctrl-C does.

    Returns
    -------
    Outcome
        What was found, verified by the problem itself.

    Raises
    ------
    SolverFailure
        If the solver crashed before it found a plan, or contradicts the problem.
    KeyboardInterrupt
        At a second Ctrl-C.
    """
    began = time.monotonic()
    child = Child(began, on_progress, stop or threading.Event())
    if hint is not None and not problem.faults(hint):
        child.take(Found(hint, problem.objective(hint)))
    child.run(problem, limits, hint)
    plan, objective = (child.best.plan, _verified(problem, child.best)) if child.best else (None, None)
    status, bound, effort, cut, notes = _judge(child)
    if bound is not None and objective is not None and objective > bound:
        raise SolverFailure(f"a plan's objective, {objective}, is beyond the solver's bound, {bound}")
    if objective is not None and status in (Status.INFEASIBLE, Status.UNKNOWN):
        if status is Status.INFEASIBLE:
            raise SolverFailure("the solver says that no plan exists, but one is at hand")
        status = Status.FEASIBLE
    if status is Status.OPTIMAL:
        bound = objective
    return Outcome(
        status,
        plan,
        objective,
        bound,
        time.monotonic() - began,
        effort,
        tuple(child.trajectory),
        cut,
        notes,
    )


def _verified(problem: Problem, best: Found) -> int:
    """Give a plan's objective, having checked it against the problem itself."""
    if faults := problem.faults(best.plan):
        raise SolverFailure(f"the solver's plan breaks {faults}")
    objective = problem.objective(best.plan)
    # A search that is cut short may leave a penalty in the model above what the plan pays; never below.
    if objective < best.objective:
        raise SolverFailure(f"the solver claims {best.objective} for a plan whose objective is {objective}")
    return objective


def _judge(child: Child) -> tuple[Status, int | None, float, Cut | None, tuple[str, ...]]:
    """Tell what is known after the worker ended: status, bound, effort, what cut it short, notes."""
    verdict = child.verdict
    if isinstance(verdict, Verdict):
        return verdict.status, verdict.bound, verdict.effort, verdict.cut_short, verdict.notes
    if child.killed:
        cut = Cut.INTERRUPTED if child.stop.is_set() else Cut.TIME
        note = "the solver did not end when it should have, and was killed"
    else:
        cut, note = None, f"the solver's process ended unexpectedly (exit code {child.exit_code})"
        if isinstance(verdict, Failed):
            note = f"the solver failed: {verdict.reason}"
        if child.best is None:
            raise SolverFailure(note)
    status = Status.FEASIBLE if child.best else Status.UNKNOWN
    return status, child.bound, child.effort, cut, (note,)
