"""Whether any plan at all can make a primitive measure something, by bounds that are quick to tell."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ...constraints.charter.lowering import Lowering
from ...scheduler.days import Flight
from ...scheduler.problem.arrays import Ints
from ...scheduler.problem.count import Count
from ...scheduler.problem.load import ALONE, Load
from ...scheduler.problem.order import Order
from ...scheduler.problem.primitive import Primitive
from ...scheduler.problem.separation import Separation
from ...scheduler.problem.start_cost import StartCost
from ...scheduler.problem.succession import Succession


class Extents:
    """The earliest and latest first and last day of each item, and its starts, over all its options."""

    def __init__(self, lowering: Lowering) -> None:
        flights = lowering.flights
        self.first = _ends(flights, [[day.first.toordinal() for day in part] for part in flights])
        self.last = _ends(flights, [[day.last.toordinal() for day in part] for part in flights])
        self.start = _ends(flights, [[day.start.toordinal() for day in part] for part in flights])
        self.item = np.array([member.item for member in lowering.members], dtype=np.int64)


def _ends(flights: Sequence[Sequence[Flight]], days: Sequence[Sequence[int]]) -> Ints:
    """Give the least and greatest of some days of each item; int[items, 2]."""
    return np.array([(min(part), max(part)) for part in days], dtype=np.int64).reshape(len(flights), 2)


def may_measure(primitive: Primitive, extents: Extents) -> bool:
    """Whether some plan may make a primitive measure anything; true where that is not quick to tell."""
    bound = BOUNDS.get(type(primitive))
    return bound(primitive, extents) if bound else primitive.rows > 0


def _may_start(start_cost: StartCost, _: Extents) -> bool:
    return bool(start_cost.by_option.flat.any())


def _may_pile_up(load: Load, _: Extents) -> bool:
    if load.at_least:  # the empty calendar has nothing of it
        return bool(np.any(load.limit > 0))
    return any(_heaviest(load, group) > load.limit_of(group).min() for group in range(load.rows))


def _heaviest(load: Load, group: int) -> int:
    """Give the load if all of a group came at once."""
    terms = load.terms[group]
    alone = load.merge[terms] == ALONE
    total = int(load.amount[terms[alone]].sum())
    merged = terms[~alone]
    keys = np.unique(load.merge[merged])
    return total + sum(int(load.amount[merged[load.merge[merged] == key]].max()) for key in keys)


def _may_count(count: Count, _: Extents) -> bool:
    sizes = np.array([len(carriers) for carriers in count.carriers])
    return bool(np.any((count.least > count.or_none) | (count.greatest < sizes)))


def _may_follow(succession: Succession, extents: Extents) -> bool:
    one, then = extents.item[succession.one], extents.item[succession.then]
    later = extents.first[one, 0] < extents.first[then, 1]
    near = extents.first[then, 0] <= extents.last[one, 1] + succession.within
    return bool(np.any(later & near))


def _may_meet(separation: Separation, extents: Extents) -> bool:
    one, other = extents.item[separation.one], extents.item[separation.other]
    gap = np.maximum(
        extents.first[other, 0] - extents.last[one, 1], extents.first[one, 0] - extents.last[other, 1]
    )
    costly = np.flatnonzero(separation.by_gap)
    return bool(len(costly) and np.any(np.maximum(gap, 0) <= costly[-1]))


def _may_stray(order: Order, extents: Extents) -> bool:
    return any(_may_miss(order, row, extents) for row in range(order.rows))


def _may_miss(order: Order, row: int, extents: Extents) -> bool:
    before, after = order.predecessors[row], order.successors[row]
    if not len(before) or order.block[row]:
        return len(after) > 0 and bool(order.block[row])
    reference = extents.last[before] + 1 if order.from_end[row] else extents.start[before]
    start = extents.start[after]
    least, greatest = start[:, 0].min() - reference[:, 1].max(), start[:, 1].max() - reference[:, 0].min()
    return bool(least < order.lag_lo[row] or greatest > order.lag_hi[row])


#: What each primitive may come to at its worst.
BOUNDS: Mapping[type[Primitive], Callable[[Any, Extents], bool]] = {
    Count: _may_count,
    Load: _may_pile_up,
    Order: _may_stray,
    Separation: _may_meet,
    StartCost: _may_start,
    Succession: _may_follow,
}
