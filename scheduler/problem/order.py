"""Order: the lag between two groups of items, and a successor's need of its predecessor."""

from dataclasses import dataclass

from .arrays import Days, Flags, Ints, Lists
from .plan import Placed
from .primitive import Primitive, row_measures


@dataclass(frozen=True, eq=False, kw_only=True)
class Order(Primitive):
    """Rows of two groups of items with a lag from one to the other, where both have one scheduled.

    The lag runs from the latest last day of the predecessors, plus one (``from_end``), or from
    their earliest start, to the earliest start of the successors. A row measures the days by which
    its lag is missed, or 1 if it blocks and only successors are scheduled.

    Attributes
    ----------
    predecessors, successors
        The items of each group, per row.
    from_end
        Whether the lag counts from the predecessors' end, per row.
    lag_lo, lag_hi
        Least and greatest lag, per row.
    block
        Whether successors need a predecessor, per row.
    days
        Where the successors' earliest start lies for the row to count.
    """

    predecessors: Lists
    successors: Lists
    from_end: Flags
    lag_lo: Ints
    lag_hi: Ints
    block: Flags
    days: Days

    by_row = ("predecessors", "successors", "from_end", "lag_lo", "lag_hi", "block")

    def measures(self, placed: Placed) -> Ints:
        """Give the days by which each lag is missed, and 1 for a blocked row."""
        return row_measures(self._row(placed, row) for row in range(self.rows))

    def _row(self, placed: Placed, row: int) -> int:
        before = self.predecessors[row][placed.scheduled[self.predecessors[row]]]
        after = self.successors[row][placed.scheduled[self.successors[row]]]
        if not len(after):
            return 0
        start = int(placed.items.start[placed.at[after]].min())
        if start not in self.days:
            return 0
        if not len(before):
            return int(self.block[row])
        if self.from_end[row]:
            lag = start - int(placed.items.last[placed.at[before]].max()) - 1
        else:
            lag = start - int(placed.items.start[placed.at[before]].min())
        return max(0, int(self.lag_lo[row]) - lag) + max(0, lag - int(self.lag_hi[row]))
