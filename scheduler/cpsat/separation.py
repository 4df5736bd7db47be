"""Separation: pairs of members that pay, or may not, by the gap between them."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from ..problem.arrays import Flags
from ..problem.separation import Separation
from .formula import Lit, key, negation
from .pairs import Pairs

#: Two presences, by name, and their items.
Bond = tuple[int, int, int, int]


class Bonds:
    """Pairs of members, those that go together counted once with their number."""

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs
        self._number: Counter[Bond] = Counter()
        self._presence: dict[int, Lit] = {}

    def add(self, one: int, other: int) -> None:
        """Add a pair of members."""
        variables = self.pairs.variables
        items = variables.problem.members.item
        ends = (int(items[one]), int(items[other]))
        presences = [variables.kept[one], variables.kept[other]]
        for presence in presences:
            self._presence[key(presence)] = presence
        self._number[key(presences[0]), key(presences[1]), *ends] += 1

    def __iter__(self) -> Iterator[tuple[int, Lit, Lit, int, int]]:
        for (one, other, i, j), number in self._number.items():
            yield number, self._presence[one], self._presence[other], i, j

    def post(self, price: int | None, measure: int, one: Lit, other: Lit, related: Lit) -> None:
        """Forbid two presences at once where a literal holds, or price them."""
        formula = self.pairs.formula
        if price is None:
            formula.clause(negation(one), negation(other), negation(related))
        elif price and measure:
            formula.gain(-price * measure, formula.forced_by((one, other, related)))


def post_separation(pairs: Pairs, separation: Separation) -> None:
    """Post the pairs of a separation, a literal for each level of its table."""
    bonds, levels = Bonds(pairs), _levels(separation)
    for a, b in zip(separation.one.tolist(), separation.other.tolist(), strict=True):
        bonds.add(a, b)
    for number, one, other, i, j in bonds:
        for gaps, cost in levels:
            related = pairs.close(i, j, gaps, separation.days)
            bonds.post(separation.price, number * cost, one, other, related)


def _levels(separation: Separation) -> list[tuple[Flags, int]]:
    """Write the table as gaps that count and what they add, each level upon the one below."""
    table = separation.by_gap
    if np.any(table < 0):
        raise ValueError(f"{separation.origin}: a measure below 0")
    if separation.price is None:
        return [(table > 0, 1)] if table.any() else []
    steps = np.unique(np.concatenate(([0], table)))
    return [(table >= high, int(high - low)) for low, high in pairwise(steps)]
