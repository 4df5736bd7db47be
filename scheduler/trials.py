"""Trials: is there a plan that meets some of a problem's demands? Asked again and again within limits."""

import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .cpsat.solve import Solver
from .outcome import Cut, Limits, Outcome, SolverFailure, Status
from .problem.demands import Demands
from .problem.plan import Plan
from .problem.problem import Problem

#: Deterministic time that one trial may take: no single question may use up what all have.
EACH = 30.0
#: Added to the seed where an answer is to be confirmed.
OTHER_SEED = 7919


@dataclass(frozen=True, eq=False)
class Trial:
    """A plan, and by how much it misses each of the demands that it does not meet."""

    plan: Plan
    missed: Mapping[int, int]


class Trials:
    """Solves of a problem under some of its demands, which share limits and what has been found.

    Parameters
    ----------
    demands
        The problem's demands.
    solver
        What solves.
    limits
        Seconds and effort for all trials together, and the seed of each.
    stop
        Ends them when set, as Ctrl-C does.
    """

    def __init__(
        self, demands: Demands, solver: Solver, limits: Limits, stop: threading.Event | None = None
    ) -> None:
        self.demands, self._solver, self._limits = demands, solver, limits
        self._deadline = time.monotonic() + limits.seconds
        self._effort = limits.effort
        self._stop = stop or threading.Event()
        self._found: list[Trial] = []
        self._refuted: list[frozenset[int]] = []

    def meet(self, imposed: Iterable[int]) -> Trial | Status:
        """Find a plan that meets some demands, or tell that there is none, or that nothing is known."""
        asked = frozenset(imposed)
        if any(asked.isdisjoint(trial.missed) for trial in self._found):
            return next(trial for trial in self._found if asked.isdisjoint(trial.missed))
        if any(clash <= asked for clash in self._refuted):
            return Status.INFEASIBLE
        return self._take(asked, self.answer(self.demands.problem(asked)))

    def relax(self, trial: Trial, prices: Mapping[int, int]) -> tuple[Trial, bool]:
        """Find the plan that meets all demands but those with a price, and of them misses the least.

        Parameters
        ----------
        trial
            A plan that meets all the others.

        Returns
        -------
        The best plan found, and whether none is better.
        """
        others = frozenset(range(len(self.demands.all))) - prices.keys()
        outcome = self.answer(self.demands.problem(others, prices), hint=trial.plan)
        found = self._take(others, outcome)
        return (found, outcome.status is Status.OPTIMAL) if isinstance(found, Trial) else (trial, False)

    def confirm(self, clash: Iterable[int]) -> bool:
        """Refute some demands again with another seed, and then once more without presolve."""
        outcome = self.answer(self.demands.problem(clash), reseed=OTHER_SEED)
        return outcome.status is Status.INFEASIBLE and not outcome.notes

    def answer(self, problem: Problem, *, reseed: int = 0, hint: Plan | None = None) -> Outcome:
        """Solve a problem within what is left; whatever goes wrong leaves the answer unknown."""
        unknown = Outcome(Status.UNKNOWN, None, None, None, 0.0, 0.0, cut_short=Cut.TIME)
        seconds = self._deadline - time.monotonic()
        effort = EACH if self._effort is None else min(EACH, self._effort)
        if seconds <= 0 or effort <= 0 or self._stop.is_set():
            return unknown
        limits = Limits(seconds, effort, self._limits.seed + reseed)
        try:
            outcome = self._solver.solve(problem, limits, hint=hint, stop=self._stop)
        except SolverFailure:
            return unknown
        if self._effort is not None:
            self._effort -= outcome.effort
        return outcome

    def _take(self, asked: frozenset[int], outcome: Outcome) -> Trial | Status:
        """Remember what was found."""
        if outcome.plan is not None:
            self._found.append(Trial(outcome.plan, self.demands.missed(outcome.plan)))
            return self._found[-1]
        if outcome.status is Status.INFEASIBLE:
            self._refuted.append(asked)
        return outcome.status
