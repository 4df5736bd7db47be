"""Neighbourhoods: which items to free around a plan, so that the rest of it can stay fixed."""

from random import Random

import numpy as np

from ..problem.arrays import Flags, Ints
from ..problem.plan import ABSENT, Plan
from .model import Model

#: Days at which the weight of a neighbour in time has halved.
HALF = 30


class Neighbourhoods:
    """Draws sets of items that belong together: by shared accounts, by nearness in time, or by chance.

    Attributes
    ----------
    movable
        The items with a choice.
    """

    def __init__(self, model: Model, seed: int) -> None:
        self._random, self._size = Random(seed), 2.0
        variables = model.variables
        self._members = variables.problem.members
        self.movable: Ints = np.array(
            [
                item
                for item, own in enumerate(variables.items)
                if own.present is not False and (len(own.days) > 1 or own.present is not True)
            ],
            dtype=np.int64,
        )
        self._middle = np.array([int(own.days.mean()) if len(own.days) else 0 for own in variables.items])
        self._days = [own.days for own in variables.items]

    def adapt(self, exhausted: bool) -> None:
        """Draw more items after a neighbourhood that was searched through, fewer after another."""
        self._size = min(self._size * 1.1, len(self.movable)) if exhausted else max(2.0, self._size * 0.9)

    def draw(self, plan: Plan) -> Ints:
        """Draw some movable items."""
        centre = self._random.choice(self.movable.tolist())
        kind = self._random.randrange(3)
        weight = np.ones(len(self._days))
        if kind < 2:
            weight /= 1 + (self._away(plan, centre) / HALF) ** 2
        if kind == 0:
            weight *= 0.1 + self._shared(centre)
        # The smallest of exponential draws: sampling by weight, without replacement.
        rank = np.array([self._random.expovariate(1.0) for _ in weight]) / weight
        rank[centre] = -1
        return self.movable[np.argsort(rank[self.movable], kind="stable")[: round(self._size)]]

    def frozen_members(self, freed: Ints) -> Ints:
        """Give the members on accounts that no freed item has a member on."""
        members = self._members
        accounts = np.unique(members.account[np.isin(members.item, freed)])
        return np.flatnonzero(~np.isin(members.account, accounts))

    def _away(self, plan: Plan, centre: int) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        """Give each item's days from one of them; where it is absent, from the middle of its options."""
        day = self._middle.copy()
        for item in np.flatnonzero(plan.option != ABSENT):
            day[item] = self._days[item][plan.option[item]]
        away: np.ndarray[tuple[int], np.dtype[np.float64]] = np.abs(day - day[centre]).astype(np.float64)
        return away

    def _shared(self, centre: int) -> Ints:
        """Count the members of each item on the accounts of one of them."""
        members = self._members
        on: Flags = np.isin(members.account, members.account[members.item == centre])
        return np.bincount(members.item[on], minlength=len(self._days))
