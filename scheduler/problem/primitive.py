"""What all primitives share: the rule they come from, rows, and a measure at a price or under a ban."""

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import numpy as np

from .arrays import Ints, Lists
from .labels import Label, Labels
from .plan import Placed


@dataclass(frozen=True, eq=False, kw_only=True)
class Primitive:
    """A family of like limits, costs or rewards that one rule gave, a row each.

    Attributes
    ----------
    origin
        The id of the rule, or the name of the input's own demand (``waves``, ``accounts``…).
    price
        What one unit of the measure costs, in the problem's units; None if the measure must be 0.
    about
        What each row is about: rows of a rule about the same thing are met, or given up, together.
        None if the rule is one demand as a whole.
    """

    origin: str
    price: int | None
    about: Labels | None = None

    #: +1 where the price is earned instead of paid.
    sign: ClassVar[int] = -1
    #: The fields that hold an entry for each row; none if all is one row.
    by_row: ClassVar[tuple[str, ...]]

    @abstractmethod
    def measures(self, placed: Placed) -> Ints:
        """Give each row's measure on a plan; int[rows]."""

    def measure(self, placed: Placed) -> int:
        """Give the total of the measure on a plan."""
        return int(self.measures(placed).sum())

    def gain(self, placed: Placed) -> int:
        """Give what a plan earns here (negative if it pays), in the problem's units; hard ones nothing."""
        return 0 if self.price is None else self.sign * self.price * self.measure(placed)

    # -- rows ---------------------------------------------------------------------------------------

    @property
    def rows(self) -> int:
        """The number of rows."""
        return len(getattr(self, self.by_row[0])) if self.by_row else 1

    def label(self, row: int) -> Label:
        """Say what a row is about; nothing if it is about the rule as a whole."""
        return self.about[row] if self.about else ()

    def only(self, rows: Ints) -> Self:
        """Give the primitive with some of its rows only (at least one); each measures what it did."""
        changed = {name: _entries(getattr(self, name), rows) for name in self.by_row}
        return replace(self, **changed, about=self.about.only(rows) if self.about else None)


def row_measures(measures: Iterable[int]) -> Ints:
    """Store measures that are computed row by row."""
    return np.array(list(measures), dtype=np.int64)


def _entries(values: Any, rows: Ints) -> Any:
    """Give some entries of a field."""
    return values.only(rows) if isinstance(values, Lists) else values[rows]
