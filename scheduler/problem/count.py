"""Count: how many of some carriers are present, between a least and a greatest number."""

from dataclasses import dataclass

import numpy as np

from .arrays import Flags, Ints, Lists
from .plan import Placed
from .primitive import Primitive, row_measures


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

    by_row = ("carriers", "least", "greatest", "or_none")

    def measures(self, placed: Placed) -> Ints:
        """Say how far each set is from its bounds."""
        number = row_measures(placed.present[carriers].sum() for carriers in self.carriers)
        off = np.maximum(0, self.least - number) + np.maximum(0, number - self.greatest)
        return np.where((number == 0) & self.or_none, 0, off)
