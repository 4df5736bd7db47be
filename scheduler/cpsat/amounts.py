"""Amounts: what puts load on days, and which options of an item put it into a span of days."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..problem.arrays import Flags, Ints
from ..problem.load import ALONE, Load
from .formula import Lit, key
from .rectangles import runs
from .variables import Variables

#: The step of an amount that an item puts on all its occupied days.
ALL_DAYS = -1


@dataclass(frozen=True)
class Source:
    """An item's presence that puts load on one touch day, or on its occupied days."""

    present: Lit
    item: int
    step: int


@dataclass(frozen=True)
class Amount:
    """An amount that one source puts, or that several put once a day between them."""

    size: int
    sources: tuple[Source, ...]


class Calendar:
    """Which options of an item touch or occupy a span of days."""

    def __init__(self, variables: Variables) -> None:
        self.items = variables.problem.items
        self._spans: dict[tuple[int, int, int, int], list[tuple[int, int]]] = {}

    def spans(self, item: int, step: int, lo: int, hi: int) -> list[tuple[int, int]]:
        """Give the spans of options with the touch day (or an occupied day) from lo to hi."""
        name = (item, step, lo, hi)
        if name not in self._spans:
            self._spans[name] = runs(self._flags(item, step, lo, hi))
        return self._spans[name]

    def _flags(self, item: int, step: int, lo: int, hi: int) -> Flags:
        options = self.items.options(item)
        if step != ALL_DAYS:
            days = self.items.touches(item)[:, step]
            return np.asarray((lo <= days) & (days <= hi), dtype=np.bool_)
        if self.items.continuous[item]:
            first, last = self.items.first[options], self.items.last[options]
            return np.asarray((first <= hi) & (last >= lo), dtype=np.bool_)
        touches = self.items.touches(item)
        return np.asarray(((lo <= touches) & (touches <= hi)).any(axis=1), dtype=np.bool_)

    def reach(self, item: int, step: int) -> tuple[int, int]:
        """Give the first and last day that any option may touch or occupy (last before first if none)."""
        options = self.items.options(item)
        if step == ALL_DAYS and self.items.continuous[item]:
            return int(self.items.first[options].min()), int(self.items.last[options].max())
        touches = self.items.touches(item) if step == ALL_DAYS else self.items.touches(item)[:, step]
        return (int(touches.min()), int(touches.max())) if touches.size else (0, -1)


def amounts(variables: Variables, load: Load, terms: Ints) -> list[Amount]:
    """Give what a group's terms put, like terms added up."""
    alone: dict[tuple[int, int, int], tuple[Source, int]] = {}
    merged: dict[int, list[tuple[Source, int]]] = defaultdict(list)
    for term in terms.tolist():
        carrier, size = int(load.carrier[term]), int(load.amount[term])
        item, present = variables.item_of(carrier), variables.carrier(carrier)
        if present is False:
            continue
        step = int(load.step[term]) if load.on == "touches" else ALL_DAYS
        source = Source(present, item, step)
        if load.on == "days" and load.merge[term] != ALONE:
            merged[int(load.merge[term])].append((source, size))
        else:
            name = (key(present), item, step)
            alone[name] = (source, size + alone.get(name, (source, 0))[1])
    found = [Amount(size, (source,)) for source, size in alone.values() if size]
    for parts in merged.values():
        found.extend(_layers(variables, parts))
    return found


def _layers(variables: Variables, parts: list[tuple[Source, int]]) -> Iterator[Amount]:
    """Write the greatest of several sizes as steps, each put by the sources that reach it."""
    below = 0
    for size in sorted({size for _, size in parts if size > 0}):
        by_item: dict[int, list[Lit]] = defaultdict(list)
        for source, own in parts:
            if own >= size:
                by_item[source.item].append(source.present)
        sources = [
            Source(variables.any_present(item, lits), item, ALL_DAYS) for item, lits in by_item.items()
        ]
        yield Amount(size - below, tuple(sources))
        below = size
