"""Demands: the hard rows of a problem, gathered into what is met, or given up, together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from .arrays import Ints
from .labels import Label
from .plan import Plan
from .primitive import Primitive
from .problem import Problem


@dataclass(frozen=True, order=True)
class Demand:
    """What hard rows of one origin that are about the same thing ask for.

    Attributes
    ----------
    origin
        The rule, or the input's own demand.
    about
        What it is about; nothing if it is the rule as a whole.
    """

    origin: str
    about: Label


@dataclass(frozen=True, eq=False)
class Demands:
    """A problem seen as demands, by number; what plans are worth does not matter here."""

    whole: Problem

    @cached_property
    def all(self) -> tuple[Demand, ...]:
        """The demands, in the order in which the problem names them."""
        return tuple(self._numbered[0])

    @cached_property
    def _numbered(self) -> tuple[dict[Demand, int], list[tuple[Primitive, Ints]]]:
        """Each demand's number, and each hard primitive with the number of each row."""
        number: dict[Demand, int] = {}
        parts: list[tuple[Primitive, Ints]] = []
        for primitive in self.whole.primitives:
            if primitive.price is None:
                rows = [
                    number.setdefault(Demand(primitive.origin, primitive.label(row)), len(number))
                    for row in range(primitive.rows)
                ]
                parts.append((primitive, np.array(rows)))
        return number, parts

    def problem(self, imposed: Iterable[int], prices: Mapping[int, int] | None = None) -> Problem:
        """Give the problem of meeting some demands, others at a price per unit of their measure."""
        price = np.full(len(self.all), -1)
        price[list(imposed)] = 0
        for demand, each in (prices or {}).items():
            price[demand] = each
        primitives = []
        for primitive, of in self._numbered[1]:
            for each in np.unique(price[of]):
                if each >= 0:
                    part = primitive.only(np.flatnonzero(price[of] == each))
                    primitives.append(replace(part, price=int(each) or None))
        items = replace(self.whole.items, cost=0 * self.whole.items.cost)
        members = replace(self.whole.members, value=0 * self.whole.members.value)
        return Problem(items, members, tuple(primitives))

    def missed(self, plan: Plan) -> Mapping[int, int]:
        """Give the demands that a plan does not meet, with the measure of what is missing."""
        placed = self.whole.place(plan)
        missing = np.zeros(len(self.all), dtype=np.int64)
        for primitive, of in self._numbered[1]:
            np.add.at(missing, of, primitive.measures(placed))
        return {int(demand): int(missing[demand]) for demand in np.flatnonzero(missing)}
