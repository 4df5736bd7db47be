"""The problem: its measures on hand-made plans, saving, loading and its name."""

from dataclasses import replace
from itertools import islice
from random import Random

import numpy as np
import pytest

from counterpoint.scheduler.problem.plan import ABSENT, Plan
from counterpoint.scheduler.problem.problem import KINDS, Problem
from tests.scheduler.small import Draft, plans, random_problem


def plan(*option: int, kept: tuple[bool, ...] | None = None) -> Plan:
    return Plan(np.array(option), np.array(kept if kept is not None else [one != ABSENT for one in option]))


def test_a_primitive_is_the_sum_of_its_rows() -> None:
    kinds = set()
    for seed in range(40):
        problem = random_problem(Random(seed))
        for one in islice(plans(problem), 0, None, 7):
            placed = problem.place(one)
            for primitive in problem.primitives:
                measures = primitive.measures(placed)
                assert len(measures) == primitive.rows
                assert primitive.measure(placed) == measures.sum()
                for row, measure in enumerate(measures):
                    alone = primitive.only(np.array([row]))
                    assert (alone.rows, alone.measures(placed).tolist()) == (1, [measure])
                    assert alone.label(0) == primitive.label(row)
                if primitive.rows > 1:
                    kinds.add(type(primitive).__name__)
    assert kinds == {name for name, kind in KINDS.items() if kind.by_row}


@pytest.mark.parametrize("seed", range(12))
def test_a_saved_problem_is_the_same_problem(seed: int) -> None:
    problem = random_problem(Random(seed))
    again = Problem.load(problem.save())
    assert again.hash == problem.hash
    for one in plans(problem):
        assert again.objective(one) == problem.objective(one)
        assert again.faults(one) == problem.faults(one)


def test_the_name_depends_on_every_number() -> None:
    draft = Draft()
    draft.member(draft.item([0, 1]), value=3)
    problem = draft.problem()
    dearer = replace(problem, items=replace(problem.items, cost=problem.items.cost + 1))
    assert dearer.hash != problem.hash


def test_values_less_costs() -> None:
    draft = Draft()
    item = draft.item([0, 2], cost=[1, 5])
    draft.member(item, value=10)
    draft.member(item, value=100)
    problem = draft.problem()
    assert problem.objective(plan(1, kept=(True, False))) == 10 - 5
    assert problem.objective(plan(0, kept=(True, True))) == 110 - 1
    assert problem.objective(plan(ABSENT, kept=(True, True))) == 0


def test_presence_required_and_empty_launches() -> None:
    draft = Draft()
    must, may = draft.item([0], required=True), draft.item([0])
    draft.member(must, required=True)
    draft.member(must)
    draft.member(may)
    problem = draft.problem()
    assert problem.faults(plan(0, ABSENT, kept=(True, False, False))) == {}
    assert problem.faults(plan(ABSENT, ABSENT, kept=(False, False, False))) == {"presence": 1}
    assert problem.faults(plan(0, ABSENT, kept=(False, True, False))) == {"required": 1}
    assert problem.faults(plan(0, 0, kept=(True, False, False))) == {"empty launch": 1}


def test_an_item_without_contacts_has_no_touches() -> None:
    draft = Draft()
    draft.item([0, 1], offsets=())
    problem = draft.problem()
    assert problem.items.touches(0).shape == (2, 0)
