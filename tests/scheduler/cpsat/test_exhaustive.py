"""The model equals the problem: on tiny random problems, every plan is enumerated and compared."""

from random import Random

import pytest

from counterpoint.scheduler.cpsat import by_option, load, pairs, start_cost
from counterpoint.scheduler.cpsat.model import build
from counterpoint.scheduler.problem.problem import Problem
from tests.scheduler.cpsat.fixing import solved
from tests.scheduler.small import plans, random_problem


def compare(problem: Problem, random: Random, sample: int) -> None:
    everything = list(plans(problem))
    values = [problem.objective(plan) if not problem.faults(plan) else None for plan in everything]
    best = max((value for value in values if value is not None), default=None)
    model = build(problem)
    assert model.formula.model.validate() == ""
    assert best is None or model.formula.largest >= best
    assert solved(model) == best
    for number in random.sample(range(len(everything)), min(sample, len(everything))):
        assert solved(model, everything[number]) == values[number], everything[number]


@pytest.mark.parametrize("seed", range(200))
def test_random_problem(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(seed)
    # Sizes at which the model changes its ways are crossed at random: tiny problems take them all.
    monkeypatch.setattr(pairs, "FEW", random.choice([0, 8]))
    monkeypatch.setattr(pairs, "CLAUSES", 0)
    monkeypatch.setattr(load, "MANY", random.choice([-1, 400]))
    monkeypatch.setattr(load, "PAIRWISE", random.choice([0, 16]))
    monkeypatch.setattr(start_cost, "LEVELS", random.choice([0, 4]))
    monkeypatch.setattr(by_option, "BENDS", random.choice([0, 4]))
    compare(random_problem(random), random, sample=4)
