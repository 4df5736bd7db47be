"""Ends: the earliest and latest days of groups of items and members, where any of them is present."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from ortools.sat.python import cp_model

from ..problem.arrays import Days
from .formula import Lit, key, negation
from .variables import Variables, View

Edge = Literal["earliest start", "latest start", "latest last day"]


@dataclass(frozen=True)
class End:
    """An end of a group of carriers: a day of those that are present."""

    day: View
    some: Lit


class Ends:
    """The earliest start, latest start and latest last day of groups of carriers."""

    def __init__(self, variables: Variables) -> None:
        self.variables, self.formula = variables, variables.formula
        self._ends: dict[tuple[Edge, tuple[tuple[int, int], ...]], End] = {}

    def end(self, carriers: Sequence[int], edge: Edge) -> End | None:
        """Give an end of a group; None if none of it can be present."""
        group = {
            (self.variables.item_of(carrier), key(present)): present
            for carrier in carriers
            if (present := self.variables.carrier(carrier)) is not False
        }
        if not group:
            return None
        name = (edge, tuple(sorted(group)))
        if name not in self._ends:
            self._ends[name] = self._make([(item, group[item, lit]) for item, lit in sorted(group)], edge)
        return self._ends[name]

    def day(self, item: int, edge: Edge) -> View:
        """Give an item's last day, or its start."""
        items = self.variables.problem.items
        days = items.last if edge == "latest last day" else items.start
        return self.variables.view(item, days[items.options(item)])

    def counted(self, day: View, days: Days) -> Lit:
        """Give a literal that must hold where a day lies in a set."""
        span = np.arange(day.lo, day.hi + 1)
        inside = days.has(span + self.variables.origin)
        if inside.all() or not inside.any():
            return bool(inside.all())
        outside = cp_model.Domain.from_values(span[~inside].tolist())
        found = self.formula.literal()
        self.formula.model.add_linear_expression_in_domain(day.expression, outside).only_enforce_if(~found)
        return found

    def _make(self, group: Sequence[tuple[int, Lit]], edge: Edge) -> End:
        days = [self.day(item, edge) for item, _ in group]
        presences = [present for _, present in group]
        if len(days) == 1:
            return End(days[0], presences[0])
        some = self.formula.any_of(presences)
        lo, hi = min(day.lo for day in days), max(day.hi for day in days)
        found = self.formula.model.new_int_var(lo, hi, "")
        reached: list[Lit] = []
        for day, present in zip(days, presences, strict=True):
            beyond = day.expression - found if edge == "earliest start" else found - day.expression
            self.formula.linear(beyond >= 0, [present])
            here = self.formula.literal()
            self.formula.clause(~here, present)
            self.formula.linear(beyond <= 0, [here])
            reached.append(here)
        self.formula.clause(negation(some), *reached)
        return End(View(found, lo, hi, (-1 - len(self._ends), 0)), some)
