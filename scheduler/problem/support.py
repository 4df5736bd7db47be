"""Support: a member that needs, or is rewarded for, one of several others some days before it."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

import numpy as np

from .arrays import Ints, Lists
from .items import Items, Members
from .plan import Placed
from .primitive import Primitive, row_measures


class Need(IntEnum):
    """What an option of a dependent member asks for."""

    NOTHING = 0
    SUPPORT = 1
    SUPPORTED = 2


@dataclass(frozen=True, eq=False, kw_only=True)
class Support(Primitive):
    """Dependent members, each with the members that may support it.

    A supporter at lag l (days from its reference day to the dependent's first day) supports if
    ``lag_lo <= l <= lag_hi``. Without ``reward`` the measure counts kept dependents that need
    support and have none; with it, those that are supported.

    Attributes
    ----------
    dependent
        The dependent members.
    need
        Per dependent, a `Need` for each option of its item.
    supporters
        The members that may support each dependent.
    reference
        The supporter's day that counts: its first touch, or its flight's last day.
    """

    dependent: Ints
    need: Lists
    supporters: Lists
    reference: Literal["first_touch", "last"]
    lag_lo: int
    lag_hi: int
    reward: bool

    @property
    def sign(self) -> int:  # type: ignore[override]
        """Whether the price is earned (1) or paid (-1)."""
        return 1 if self.reward else -1

    by_row = ("dependent", "need", "supporters")

    def measures(self, placed: Placed) -> Ints:
        """Say of each dependent whether it is unsupported, or with ``reward`` supported."""
        return row_measures(
            self._counts(placed, member, need, supporters)
            for member, need, supporters in zip(self.dependent, self.need, self.supporters, strict=True)
        )

    def _counts(self, placed: Placed, member: int, need: Ints, supporters: Ints) -> bool:
        if not placed.kept[member]:
            return False
        asked = need[placed.plan.option[placed.members.item[member]]]
        if asked == Need.SUPPORT:
            return self._supported(placed, member, supporters) == self.reward
        return self.reward and asked == Need.SUPPORTED

    def _supported(self, placed: Placed, member: int, supporters: Ints) -> bool:
        first = placed.first(member)
        for other in supporters[placed.kept[supporters]]:
            item = placed.members.item[other]
            days = self.reference_days(placed.items, placed.members, other)
            if len(days) and self.lag_lo <= first - days[placed.plan.option[item]] <= self.lag_hi:
                return True
        return False

    def reference_days(self, items: Items, members: Members, supporter: int) -> Ints:
        """Give the supporter's reference day per option; empty if it makes no contact to refer to."""
        item = int(members.item[supporter])
        if self.reference == "last":
            return items.last[items.options(item)]
        touches = items.touches(item)
        return touches.min(axis=1) if touches.shape[1] else np.empty(0, dtype=np.int64)
