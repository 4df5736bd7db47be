"""Share: what groups keep of what they ask for, how far apart that lies, and how far below a least share."""

from dataclasses import dataclass

from .arrays import Ints, Lists
from .plan import Placed
from .primitive import Primitive, row_measures

#: The whole, as shares are counted: hundredths of a percent.
WHOLE = 10_000


@dataclass(frozen=True, eq=False, kw_only=True)
class Share(Primitive):
    """Groups of members, each with a share: kept value of requested value, rounded down.

    The measure is by how much the greatest and the least share differ beyond ``apart``, plus by how
    much each falls short of ``least``. Shares are counted in parts of ``WHOLE``.

    Attributes
    ----------
    groups
        A name per group.
    members
        The members of each group that may be kept.
    values
        What each of them is worth, in their order.
    requested
        What the group asks for in all, above 0, per group.
    apart
        How far apart shares may lie; None for any distance.
    least
        The share that each group should reach.
    """

    groups: tuple[str, ...]
    members: Lists
    values: Lists
    requested: Ints
    apart: int | None
    least: int

    by_row = ()

    def measures(self, placed: Placed) -> Ints:
        """Sum the distance beyond what is allowed, and the shortfalls: one row, as shares hang together."""
        shares = self.shares(placed)
        short = sum(max(0, self.least - share) for share in shares)
        if self.apart is None:
            return row_measures([short])
        return row_measures([short + max(0, max(shares) - min(shares) - self.apart)])

    def shares(self, placed: Placed) -> list[int]:
        """Give the share of each group."""
        return [
            WHOLE * int(values[placed.kept[members]].sum()) // requested
            for members, values, requested in zip(
                self.members, self.values, self.requested.tolist(), strict=True
            )
        ]
