"""Load: touches or occupied days weighed over windows of days, against a limit per window: most, or least."""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Literal, Self

import numpy as np

from .arrays import Ints, Lists
from .plan import Placed
from .primitive import Primitive, row_measures

#: The merge key of a term that is counted by itself.
ALONE = -1


@dataclass(frozen=True, eq=False, kw_only=True)
class Load(Primitive):
    """Per group of terms, the load of each window beyond its limit, or with ``at_least`` short of it.

    A term is a carrier that, while present, puts an amount on its touch day (``on="touches"``: that
    of one step) or on each of its occupied days (``on="days"``).

    Attributes
    ----------
    terms
        The terms of each group, as numbers into the arrays below.
    carrier, step, amount, merge
        Per term: its carrier, the step (counted within the item; 0 and unused on days), the amount,
        and a key: on days, terms of a group with the same key count once a day (``ALONE``: each).
    lo, hi
        First and last day of each window, both included.
    limit
        The limit per group and window; int[groups or 1, windows].
    at_least
        Whether the limit is the least load of a window, not its greatest.
    """

    on: Literal["touches", "days"]
    terms: Lists
    carrier: Ints
    step: Ints
    amount: Ints
    merge: Ints
    lo: Ints
    hi: Ints
    limit: Ints
    at_least: bool = False

    by_row = ("terms",)

    def measures(self, placed: Placed) -> Ints:
        """Sum over the windows how far each group's load is on the wrong side of its limit."""
        return row_measures(self._off(placed, group) for group in range(self.rows))

    def _off(self, placed: Placed, group: int) -> int:
        days, amounts = self._dated(placed, self.terms[group])
        before = np.concatenate(([0], np.cumsum(amounts)))
        load = before[np.searchsorted(days, self.hi, "right")] - before[np.searchsorted(days, self.lo)]
        beyond = load - self.limit_of(group)
        return int(np.maximum(0, -beyond if self.at_least else beyond).sum())

    def only(self, rows: Ints) -> Self:
        """Give the load of some groups only, with their own limits if each has its own."""
        part = super().only(rows)
        return replace(part, limit=self.limit[rows]) if len(self.limit) > 1 else part

    def limit_of(self, group: int) -> Ints:
        """Give the limits of a group's windows."""
        limits: Ints = self.limit[group if len(self.limit) > 1 else 0]
        return limits

    def _dated(self, placed: Placed, terms: Ints) -> tuple[Ints, Ints]:
        """Give the days on which the terms put amounts, in order, and the amounts."""
        dated: list[tuple[int, int]] = []
        once: dict[tuple[int, int], int] = defaultdict(int)
        for term in terms[placed.present[self.carrier[terms]]]:
            item, amount = placed.carrier_item[self.carrier[term]], int(self.amount[term])
            if self.on == "touches":
                dated.append((int(placed.touches(item)[self.step[term]]), amount))
            elif self.merge[term] == ALONE:
                dated += ((int(day), amount) for day in placed.occupied(item))
            else:
                for day in placed.occupied(item):
                    key = (int(self.merge[term]), int(day))
                    once[key] = max(once[key], amount)
        dated += ((day, amount) for (_, day), amount in once.items())
        dated.sort()
        return np.array([day for day, _ in dated]), np.array([amount for _, amount in dated], dtype=np.int64)
