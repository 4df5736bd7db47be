"""Items and members: what a plan decides.

An *item* (a launch) takes one of its options, each a start with its own flight and cost, or stays
unscheduled. A *member* (a placement) of a scheduled item is kept or dropped; an item is scheduled
exactly if one of its members is kept. A *carrier* is either: items come first, members after them.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .arrays import Flags, Ints


@dataclass(frozen=True, eq=False)
class Items:
    """The launches and their options, days being ordinals (``date.toordinal``).

    Attributes
    ----------
    names
        Campaign and launch key, per item.
    ptr
        Item i owns options ``ptr[i]:ptr[i + 1]``, sorted by start; int[n + 1].
    start, first, last
        Start and flight ends of each option.
    cost
        What the option costs if taken, in the problem's units, per option.
    required
        Whether the item must be scheduled, per item.
    continuous
        Whether all days of a flight are occupied, or its touch days only, per item.
    steps
        The number of contacts, per item.
    touch
        Touch days, item after item, each a row of steps per option.
    """

    names: tuple[tuple[str, str], ...]
    ptr: Ints
    start: Ints
    first: Ints
    last: Ints
    cost: Ints
    required: Flags
    continuous: Flags
    steps: Ints
    touch: Ints

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def touch_ptr(self) -> Ints:
        """Item i owns ``touch[touch_ptr[i]:touch_ptr[i + 1]]``."""
        return np.concatenate(([0], np.cumsum(np.diff(self.ptr) * self.steps)))

    def options(self, item: int) -> slice:
        """Give the item's range of options."""
        return slice(int(self.ptr[item]), int(self.ptr[item + 1]))

    def touches(self, item: int) -> Ints:
        """Give the item's touch days; int[options, steps]."""
        rows = self.touch[self.touch_ptr[item] : self.touch_ptr[item + 1]]
        return rows.reshape(int(self.ptr[item + 1] - self.ptr[item]), int(self.steps[item]))

    def occupied(self, item: int, option: int) -> Ints:
        """Give the days that the item occupies at one of its options (counted from 0), in order."""
        if not self.continuous[item]:
            return np.unique(self.touches(item)[option]) if self.steps[item] else np.empty(0, np.int64)
        at = int(self.ptr[item]) + option
        return np.arange(self.first[at], self.last[at] + 1)


@dataclass(frozen=True, eq=False)
class Members:
    """The placements.

    Attributes
    ----------
    names
        Campaign and account, per member.
    item
        The item whose start the member shares.
    account
        The account, as a number.
    value
        What keeping it is worth, in the problem's units.
    required
        Whether it is kept whenever its item is scheduled.
    """

    names: tuple[tuple[str, str], ...]
    item: Ints
    account: Ints
    value: Ints
    required: Flags

    def __len__(self) -> int:
        return len(self.names)
