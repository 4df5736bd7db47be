"""Count: how many of some carriers are present, between a least and a greatest number."""

from dataclasses import dataclass

from .arrays import Flags, Ints, Lists
from .plan import Placed
from .primitive import Primitive


@dataclass(frozen=True, eq=False, kw_only=True)
class Count(Primitive):
    """Sets of carriers of which a number between two bounds is present.

    Attributes
    ----------
    carriers
        The carriers of each set.
    least, greatest
        The bounds, per set.
    or_none
        Whether none at all is fine as well, per set.
    """

    carriers: Lists
    least: Ints
    greatest: Ints
    or_none: Flags

    def measure(self, placed: Placed) -> int:
        """Sum how far each set is from its bounds."""
        total = 0
        for carriers, least, greatest, or_none in zip(
            self.carriers, self.least, self.greatest, self.or_none, strict=True
        ):
            number = int(placed.present[carriers].sum())
            if number or not or_none:
                total += max(0, int(least) - number) + max(0, number - int(greatest))
        return total
