"""Irreducible clashes and smallest relaxations, of families of clashes that are known beforehand."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from random import Random
from types import SimpleNamespace

import numpy as np
import pytest

from counterpoint.scheduler.irreducible import Clash, find_clash
from counterpoint.scheduler.outcome import Outcome, SolverFailure, Status
from counterpoint.scheduler.problem.plan import Plan
from counterpoint.scheduler.problem.problem import Problem
from counterpoint.scheduler.relaxation import Relaxation, fewest
from counterpoint.scheduler.trials import Trial, Trials
from tests.scheduler.small import plans

NOTHING = Plan(np.empty(0, np.int64), np.empty(0, np.bool_))
COUNT = 12


class Known(Trials):
    """Trials of demands of which it is known what clashes: a plan misses one demand of each clash.

    Parameters
    ----------
    clashes
        The smallest sets that clash.
    hard
        Sets of fewer demands are never judged in time.
    """

    def __init__(self, clashes: Iterable[Iterable[int]], random: Random, hard: int = 0) -> None:
        self.clashes, self.random, self.hard = [frozenset(part) for part in clashes], random, hard
        self.demands = SimpleNamespace(all=range(COUNT))  # type: ignore[assignment]
        self.asked: list[frozenset[int]] = []

    def meet(self, imposed: Iterable[int]) -> Trial | Status:
        asked = frozenset(imposed)
        self.asked.append(asked)
        if len(asked) < self.hard:
            return Status.UNKNOWN
        if any(clash <= asked for clash in self.clashes):
            return Status.INFEASIBLE
        others = sorted(set(range(COUNT)) - asked)
        missed = {demand for demand in others if self.random.random() < 0.3}
        missed |= {min(clash - asked) for clash in self.clashes}
        return Trial(NOTHING, dict.fromkeys(missed, 1))

    def confirm(self, clash: Iterable[int]) -> bool:
        return any(part <= frozenset(clash) for part in self.clashes)

    def relax(self, trial: Trial, prices: Mapping[int, int]) -> tuple[Trial, bool]:
        return trial, True

    def answer(self, problem: Problem, *, reseed: int = 0, hint: Plan | None = None) -> Outcome:
        able = (plan for plan in plans(problem) if not problem.faults(plan))
        best = max(able, key=problem.objective)
        return Outcome(Status.OPTIMAL, best, problem.objective(best), None, 0, 0)


def drawn(random: Random, most: int) -> list[frozenset[int]]:
    """Draw clashes of which none holds another."""
    sets = [
        frozenset(random.sample(range(COUNT), random.randint(1, 4))) for _ in range(random.randint(1, most))
    ]
    return [one for one in set(sets) if not any(other < one for other in sets)]


@pytest.mark.parametrize("seed", range(300))
def test_a_clash_is_one_of_the_smallest(seed: int) -> None:
    random = Random(seed)
    trials = Known(drawn(random, 5), random)
    found = find_clash(trials, range(COUNT))
    assert isinstance(found, Clash)
    assert frozenset(found.demands) in trials.clashes
    assert found.irreducible
    assert list(found.demands) == sorted(found.demands)


@pytest.mark.parametrize("seed", range(20))
def test_suspects_that_do_not_clash_have_a_plan(seed: int) -> None:
    random = Random(seed)
    trials = Known(drawn(random, 5), random)
    suspects = set(range(COUNT)) - {min(clash) for clash in trials.clashes}
    found = find_clash(trials, suspects)
    assert isinstance(found, Trial)
    assert suspects.isdisjoint(found.missed)


@pytest.mark.parametrize("hard", range(COUNT + 2))
def test_what_is_not_known_is_never_taken_for_refuted(hard: int) -> None:
    trials = Known([{2, 5, 7}, {5, 8}], Random(1), hard)
    found = find_clash(trials, range(COUNT))
    if hard > COUNT:
        assert found is None
        return
    assert isinstance(found, Clash)
    assert any(clash <= set(found.demands) for clash in trials.clashes)
    for demand in found.needed:
        assert not any(clash <= set(found.demands) - {demand} for clash in trials.clashes)
    assert found.irreducible == (found.needed == set(found.demands))
    assert found.irreducible or hard >= 2


def test_a_clash_that_is_not_confirmed_is_not_told_as_shown() -> None:
    clash = Clash((1, 2), frozenset({1, 2}), confirmed=False)
    assert not clash.irreducible


def test_a_plan_for_what_was_refuted_is_a_failure() -> None:
    class Contrary(Known):
        def meet(self, imposed: Iterable[int]) -> Trial | Status:
            found = super().meet(imposed)
            return Trial(NOTHING, {}) if len(self.asked) > 4 else found

    with pytest.raises(SolverFailure, match="finds a plan that meets them"):
        find_clash(Contrary([{2, 5, 7}], Random(1)), range(COUNT))


@pytest.mark.parametrize("seed", range(60))
def test_as_few_demands_as_can_be_are_given_up(seed: int) -> None:
    random = Random(seed)
    trials = Known(drawn(random, 6), random)
    clash = find_clash(trials, range(COUNT))
    assert isinstance(clash, Clash)
    found, least = fewest(trials, clash, [1] * COUNT)
    assert isinstance(found, Relaxation)
    size = next(
        size
        for size in range(1, COUNT)
        if any(all(part & set(one) for part in trials.clashes) for one in combinations(range(COUNT), size))
    )
    assert len(found.missed) == least == size
    assert all(part & found.missed.keys() for part in trials.clashes)
