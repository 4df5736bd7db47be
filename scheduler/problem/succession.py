"""Succession: a member that begins after another one, too soon."""

from dataclasses import dataclass

from .arrays import Days, Ints
from .plan import Placed
from .primitive import Primitive, row_measures


@dataclass(frozen=True, eq=False, kw_only=True)
class Succession(Primitive):
    """Ordered pairs of members that count if the second follows the first within some days.

    A kept pair counts if the second's first day is later than the first's first day and at most
    ``within`` days after the first's last day.

    Attributes
    ----------
    one, then
        The members of each pair.
    within
        The reach after the first's last day.
    days
        Where the second's first day lies for the pair to count.
    """

    one: Ints
    then: Ints
    within: int
    days: Days

    by_row = ("one", "then")

    def measures(self, placed: Placed) -> Ints:
        """Say of each pair whether it counts."""
        return row_measures(
            placed.kept[a]
            and placed.kept[b]
            and placed.first(a) < (day := placed.first(b)) <= placed.last(a) + self.within
            and day in self.days
            for a, b in zip(self.one, self.then, strict=True)
        )
