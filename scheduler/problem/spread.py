"""Spread: how far apart the starts of some members lie, and how many of them are missing."""

from dataclasses import dataclass

from .arrays import Days, Ints, Lists
from .plan import Placed
from .primitive import Primitive, row_measures


@dataclass(frozen=True, eq=False, kw_only=True)
class Spread(Primitive):
    """Groups of members that belong together: near one another, and enough of them or none.

    Of a group of which some are kept, the measure is the days by which the latest start lies more
    than ``within`` after the earliest, plus the number that misses to ``wanted``. With ``reward`` it
    is 1 where neither is above 0.

    Attributes
    ----------
    members
        The members of each group.
    wanted
        How many of them are wanted, once there are any; per group.
    within
        How far apart their starts may lie.
    days
        Where the latest start lies for the group to count.
    """

    members: Lists
    wanted: Ints
    within: int
    days: Days
    reward: bool

    by_row = ("members", "wanted")

    @property
    def sign(self) -> int:  # type: ignore[override]
        """Whether the price is earned (1) or paid (-1)."""
        return 1 if self.reward else -1

    def measures(self, placed: Placed) -> Ints:
        """Say how far each group is from what is wanted, or with ``reward`` whether it is as wanted."""
        return row_measures(
            self._row(placed, members, wanted)
            for members, wanted in zip(self.members, self.wanted.tolist(), strict=True)
        )

    def _row(self, placed: Placed, members: Ints, wanted: int) -> int:
        kept = members[placed.kept[members]]
        if not len(kept):
            return 0
        starts = placed.items.start[placed.at[placed.members.item[kept]]]
        if int(starts.max()) not in self.days:
            return 0
        off = max(0, int(starts.max() - starts.min()) - self.within) + max(0, wanted - len(kept))
        return int(off == 0) if self.reward else off
