"""Order: lags between groups of items, as precedences enforced by presences."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from ortools.sat.python import cp_model

from ..problem.arrays import Days
from ..problem.order import Order
from .formula import Expression, Lit, negation
from .pairs import Pairs
from .variables import Variables, View


@dataclass(frozen=True)
class End:
    """An end of a group of items: a day of those that are present."""

    day: View
    some: Lit


class Groups:
    """The earliest start and the latest last day of groups of items."""

    def __init__(self, variables: Variables) -> None:
        self.variables, self.formula = variables, variables.formula
        self._ends: dict[tuple[bool, tuple[int, ...]], End] = {}

    def end(self, group: Sequence[int], last: bool) -> End | None:
        """Give the latest last day, or the earliest start, of a group; None if no item can be scheduled."""
        members = tuple(sorted({item for item in group if self.variables.items[item].present is not False}))
        if not members:
            return None
        if (last, members) not in self._ends:
            self._ends[last, members] = self._make(members, last)
        return self._ends[last, members]

    def day(self, item: int, last: bool) -> View:
        """Give an item's last day, or its start."""
        items = self.variables.problem.items
        return self.variables.view(item, (items.last if last else items.start)[items.options(item)])

    def _make(self, members: tuple[int, ...], last: bool) -> End:
        days = [self.day(item, last) for item in members]
        presences = [self.variables.items[item].present for item in members]
        if len(days) == 1:
            return End(days[0], presences[0])
        some = self.formula.any_of(presences)
        lo, hi = min(day.lo for day in days), max(day.hi for day in days)
        edge = self.formula.model.new_int_var(lo, hi, "")
        reached: list[Lit] = []
        for day, present in zip(days, presences, strict=True):
            beyond = edge - day.expression if last else day.expression - edge
            self.formula.linear(beyond >= 0, [present])
            here = self.formula.literal()
            self.formula.clause(~here, present)
            self.formula.linear(beyond <= 0, [here])
            reached.append(here)
        self.formula.clause(negation(some), *reached)
        return End(View(edge, lo, hi, (-1 - len(self._ends), 0)), some)


def post_order(pairs: Pairs, groups: Groups, order: Order) -> None:
    """Post the rows of an order."""
    for row in range(len(order.predecessors)):
        _post_row(pairs, groups, order, row)


def _post_row(pairs: Pairs, groups: Groups, order: Order, row: int) -> None:
    formula, from_end = pairs.formula, bool(order.from_end[row])
    after = groups.end(order.successors[row].tolist(), last=False)
    if after is None or (counted := _counted(pairs.variables, after.day, order.days)) is False:
        return
    before = groups.end(order.predecessors[row].tolist(), last=from_end)
    when: tuple[Lit, ...]
    if order.block[row]:
        when = (after.some, counted, negation(before.some) if before else True)
        if order.price is None:
            formula.clause(*map(negation, when))
        else:
            formula.gain(-order.price, formula.forced_by(when))
    if before is None:
        return
    when = (before.some, after.some, counted)
    lag = after.day.expression - before.day.expression - int(from_end)
    least, greatest = (
        after.day.lo - before.day.hi - int(from_end),
        after.day.hi - before.day.lo - int(from_end),
    )
    lo, hi = int(order.lag_lo[row]), int(order.lag_hi[row])
    if least < lo:
        _bound(pairs, order.price, lag, ("at least", lo), lo - least, when)
        if order.price is None and from_end and counted is True:
            _all_precede(pairs, groups, order, row)
    if greatest > hi:
        _bound(pairs, order.price, lag, ("at most", hi), greatest - hi, when)


def _bound(
    pairs: Pairs,
    price: int | None,
    lag: Expression,
    bound: tuple[Literal["at least", "at most"], int],
    worst: int,
    when: tuple[Lit, ...],
) -> None:
    """Hold a lag to a bound, or price the days by which it is missed."""
    if price == 0:
        return
    formula, (side, limit) = pairs.formula, bound
    missed: Expression = 0
    if price is not None:
        number = missed = formula.number(worst)
        formula.gain_of(-price, number, worst)
    formula.linear(lag + missed >= limit if side == "at least" else lag - missed <= limit, when)


def _all_precede(pairs: Pairs, groups: Groups, order: Order, row: int) -> None:
    """Say of each predecessor and successor what the groups' ends imply: it propagates better."""
    one, other = order.predecessors[row].tolist(), order.successors[row].tolist()
    if len(one) == len(other) == 1:
        return
    items = pairs.variables.items
    for i in one:
        for j in other:
            if items[i].present is not False and items[j].present is not False:
                ahead = groups.day(j, last=False).expression - groups.day(i, last=True).expression - 1
                pairs.formula.linear(ahead >= int(order.lag_lo[row]), (items[i].present, items[j].present))


def _counted(variables: Variables, day: View, days: Days) -> Lit:
    """Give a literal that must hold where a day lies in a set."""
    span = np.arange(day.lo, day.hi + 1)
    inside = days.has(span + variables.origin)
    if inside.all() or not inside.any():
        return bool(inside.all())
    outside = cp_model.Domain.from_values(span[~inside].tolist())
    found = variables.formula.literal()
    variables.formula.model.add_linear_expression_in_domain(day.expression, outside).only_enforce_if(~found)
    return found
