"""What all primitives share: the rule they come from, and a measure at a price or under a ban."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from .plan import Placed


@dataclass(frozen=True, eq=False, kw_only=True)
class Primitive:
    """A family of like limits, costs or rewards that one rule gave.

    Attributes
    ----------
    origin
        The id of the rule, or the name of the input's own demand (``waves``, ``accounts``…).
    price
        What one unit of the measure costs, in the problem's units; None if the measure must be 0.
    """

    origin: str
    price: int | None

    #: +1 where the price is earned instead of paid.
    sign: ClassVar[int] = -1

    @abstractmethod
    def measure(self, placed: Placed) -> int:
        """Give the total of the measure on a plan."""

    def gain(self, placed: Placed) -> int:
        """Give what a plan earns here (negative if it pays), in the problem's units; hard ones nothing."""
        return 0 if self.price is None else self.sign * self.price * self.measure(placed)
