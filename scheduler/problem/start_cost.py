"""Start cost: what each start of a carrier costs, or which are forbidden."""

from dataclasses import dataclass

from .arrays import Ints, Lists
from .plan import Placed
from .primitive import Primitive, row_measures


@dataclass(frozen=True, eq=False, kw_only=True)
class StartCost(Primitive):
    """A measure for each option of some carriers, counted while they are present.

    Attributes
    ----------
    carrier
        The carriers.
    by_option
        The measure of each option of the carrier's item.
    """

    carrier: Ints
    by_option: Lists

    by_row = ("carrier", "by_option")

    def measures(self, placed: Placed) -> Ints:
        """Give the measures of the starts taken."""
        return row_measures(
            measures[placed.plan.option[placed.carrier_item[carrier]]] if placed.present[carrier] else 0
            for carrier, measures in zip(self.carrier, self.by_option, strict=True)
        )
