"""Spread: the latest start of a group against its earliest, and the number of its members that are kept."""

import numpy as np
from ortools.sat.python import cp_model

from ..problem.spread import Spread
from .ends import End, Ends


def post_spread(ends: Ends, spread: Spread) -> None:
    """Post the groups of a spread."""
    variables = ends.variables
    for members, wanted in zip(spread.members, spread.wanted.tolist(), strict=True):
        carriers = [len(variables.items) + member for member in members.tolist()]
        first, last = ends.end(carriers, "earliest start"), ends.end(carriers, "latest start")
        if first is None or last is None:
            continue
        lits = [variables.kept[member] for member in members.tolist()]
        number = sum((lit for lit in lits if not isinstance(lit, bool)), sum(lit is True for lit in lits))
        if spread.reward:
            _reward(ends, spread, first, last, number >= wanted)
        else:
            when = (last.some, ends.counted(last.day, spread.days))
            apart, widest = last.day.expression - first.day.expression, last.day.hi - first.day.lo
            ends.formula.hold(spread.price, apart - spread.within, widest - spread.within, *when)
            ends.formula.hold(spread.price, wanted - number, wanted - 1, *when)


def _reward(
    ends: Ends, spread: Spread, first: End, last: End, enough: cp_model.BoundedLinearExpression | bool
) -> None:
    """Earn the price where enough are kept, near one another, on days that count."""
    if spread.price is None:
        raise ValueError(f"{spread.origin}: a reward needs a price")
    formula = ends.formula
    span = np.arange(last.day.lo, last.day.hi + 1)
    inside = span[spread.days.has(span + ends.variables.origin)]
    if not len(inside):
        return
    earned = formula.literal()
    formula.clause(~earned, last.some)
    formula.linear(enough, [earned])
    formula.linear(last.day.expression - first.day.expression <= spread.within, [earned])
    if len(inside) < len(span):
        domain = cp_model.Domain.from_values(inside.tolist())
        formula.model.add_linear_expression_in_domain(last.day.expression, domain).only_enforce_if(earned)
    formula.gain(spread.price, earned)
