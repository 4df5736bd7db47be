"""Relaxation: the demands of an unsolvable problem to give up so that it has a plan, as few as can be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .irreducible import Clash, find_clash
from .outcome import Status
from .problem.arrays import Lists
from .problem.count import Count
from .problem.items import Items, Members
from .problem.plan import ABSENT, Plan
from .problem.problem import Problem
from .trials import Trial, Trials


@dataclass(frozen=True, eq=False)
class Relaxation:
    """A plan that meets all demands but some.

    Attributes
    ----------
    missed
        By how much it misses each of those, in the demand's measure.
    least
        Whether no plan that gives up the same demands misses less, in all.
    """

    plan: Plan
    missed: Mapping[int, int]
    least: bool


def nearest(trials: Trials, trial: Trial, prices: Sequence[int]) -> Relaxation:
    """Find the plan that gives up what another one does and misses it as little as can be.

    Parameters
    ----------
    trial
        A plan that misses the demands to give up, and no others.
    prices
        What a unit of each demand's measure weighs.
    """
    if sum(trial.missed.values()) == 1:
        return Relaxation(trial.plan, trial.missed, least=True)
    best, least = trials.relax(trial, {demand: prices[demand] for demand in trial.missed})
    return Relaxation(best.plan, best.missed, least)


def fewest(trials: Trials, clash: Clash, prices: Sequence[int]) -> tuple[Relaxation | None, int]:
    """Find as few demands as can be given up.

    Every set that is enough holds a demand of each clash. So a smallest set that has one of each
    clash known so far is tried; where that is not enough, what still clashes is one clash more.

    Parameters
    ----------
    clash
        A clash to begin with.
    prices
        What a unit of each demand's measure weighs.

    Returns
    -------
    The relaxation, None if the limits were too tight; and how many demands must be given up at least.
    """
    clashes = [clash.demands]
    known = 1
    while (chosen := _cover(trials, clashes)) is not None:
        known = len(chosen)
        found = find_clash(trials, set(range(len(trials.demands.all))) - chosen)
        if isinstance(found, Clash):
            clashes.append(found.demands)
            continue
        if found is None:
            break
        return nearest(trials, found, prices), known
    return None, known


def _cover(trials: Trials, clashes: Sequence[Sequence[int]]) -> set[int] | None:
    """Choose as few demands as can be with one of each clash: a problem of its own, an item a demand."""
    named = sorted({demand for clash in clashes for demand in clash})
    number = {demand: at for at, demand in enumerate(named)}
    size = len(named)
    each, zeros = np.arange(size), np.zeros(size, dtype=np.int64)
    names, none = tuple((str(demand), "") for demand in named), np.zeros(size, dtype=np.bool_)
    items = Items(
        names=names,
        ptr=np.arange(size + 1),
        start=zeros,
        first=zeros,
        last=zeros,
        cost=zeros + 1,
        required=none,
        continuous=~none,
        steps=zeros,
        touch=zeros[:0],
    )
    one_of_each = Count(
        origin="clash",
        price=None,
        carriers=Lists.of([number[demand] for demand in clash] for clash in clashes),
        least=np.ones(len(clashes), dtype=np.int64),
        greatest=np.full(len(clashes), size),
        or_none=np.zeros(len(clashes), dtype=np.bool_),
    )
    members = Members(names=names, item=each, account=zeros, value=zeros, required=none)
    outcome = trials.answer(Problem(items, members, (one_of_each,)))
    if outcome.status is not Status.OPTIMAL or outcome.plan is None:
        return None
    return {demand for demand in named if outcome.plan.option[number[demand]] != ABSENT}
