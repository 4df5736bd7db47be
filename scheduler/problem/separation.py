"""Separation: a cost by the gap between two members' occupied days."""

from dataclasses import dataclass

from ..days import NEVER
from .arrays import Days, Ints
from .items import Items
from .plan import Placed
from .primitive import Primitive, row_measures


@dataclass(frozen=True, eq=False, kw_only=True)
class Separation(Primitive):
    """Pairs of members, each with a cost by gap when both are kept.

    Attributes
    ----------
    one, other
        The members of each pair.
    by_gap
        The measure of a gap of 0, 1, 2 … days; 0 beyond; int[gaps].
    days
        Where the later of the two first days lies for the pair to count.
    """

    one: Ints
    other: Ints
    by_gap: Ints
    days: Days

    by_row = ("one", "other")

    def measures(self, placed: Placed) -> Ints:
        """Give each pair's cost."""
        return row_measures(self._cost(placed, a, b) for a, b in zip(self.one, self.other, strict=True))

    def _cost(self, placed: Placed, a: int, b: int) -> int:
        if not (placed.kept[a] and placed.kept[b]):
            return 0
        later = max(placed.first(a), placed.first(b))
        i, j = placed.members.item[[a, b]]
        gap = gap_between(placed.items, i, int(placed.plan.option[i]), j, int(placed.plan.option[j]))
        return int(self.by_gap[gap]) if gap < len(self.by_gap) and later in self.days else 0


def gap_between(items: Items, i: int, option_i: int, j: int, option_j: int) -> int:
    """Give the least number of days between occupied days of two items; ``NEVER`` if one has none."""
    if items.continuous[i] and items.continuous[j]:
        a, b = int(items.ptr[i]) + option_i, int(items.ptr[j]) + option_j
        return max(0, int(items.first[b] - items.last[a]), int(items.first[a] - items.last[b]))
    one, other = items.occupied(i, option_i), items.occupied(j, option_j)
    if not len(one) or not len(other):
        return NEVER
    return int(abs(one[:, None] - other[None, :]).min())
