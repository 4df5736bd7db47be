"""A plan: the decisions of a problem as two arrays, and where they put things."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .arrays import Flags, Ints
from .items import Items, Members

#: The option of an item that is not scheduled.
ABSENT = -1


@dataclass(frozen=True, eq=False)
class Plan:
    """An option for each item and a mark for each kept member.

    Attributes
    ----------
    option
        The option taken, counted within the item, or ``ABSENT``; int[items].
    kept
        Whether the member is kept; only members of scheduled items count; bool[members].
    """

    option: Ints
    kept: Flags


@dataclass(frozen=True, eq=False)
class Placed:
    """A plan laid out over its items and members: what primitives measure."""

    items: Items
    members: Members
    plan: Plan

    @cached_property
    def scheduled(self) -> Flags:
        """Whether each item has a start."""
        return np.asarray(self.plan.option != ABSENT, dtype=np.bool_)

    @cached_property
    def kept(self) -> Flags:
        """Whether each member is kept on a scheduled item."""
        return np.asarray(self.plan.kept & self.scheduled[self.members.item], dtype=np.bool_)

    @cached_property
    def present(self) -> Flags:
        """Whether each carrier is present: items, then members."""
        return np.concatenate((self.scheduled, self.kept))

    @cached_property
    def carrier_item(self) -> Ints:
        """The item of each carrier."""
        return np.concatenate((np.arange(len(self.items)), self.members.item))

    @cached_property
    def at(self) -> Ints:
        """The option taken by each item, counted over all items; of no meaning where it is absent."""
        return np.add(self.items.ptr[:-1], np.maximum(self.plan.option, 0))

    def first(self, member: int) -> int:
        """Give the first day of a member's flight."""
        return int(self.items.first[self.at[self.members.item[member]]])

    def last(self, member: int) -> int:
        """Give the last day of a member's flight."""
        return int(self.items.last[self.at[self.members.item[member]]])

    def touches(self, item: int) -> Ints:
        """Give the touch days of a scheduled item, by step."""
        days: Ints = self.items.touches(item)[self.plan.option[item]]
        return days

    def occupied(self, item: int) -> Ints:
        """Give the days that a scheduled item occupies, in order."""
        return self.items.occupied(item, int(self.plan.option[item]))
