"""Order: lags between groups of items, as precedences enforced by presences."""

from ..problem.order import Order
from .ends import Ends
from .formula import Lit, negation
from .pairs import Pairs


def post_order(pairs: Pairs, ends: Ends, order: Order) -> None:
    """Post the rows of an order."""
    for row in range(len(order.predecessors)):
        _post_row(pairs, ends, order, row)


def _post_row(pairs: Pairs, ends: Ends, order: Order, row: int) -> None:
    formula, from_end = pairs.formula, bool(order.from_end[row])
    after = ends.end(order.successors[row].tolist(), "earliest start")
    if after is None or (counted := ends.counted(after.day, order.days)) is False:
        return
    before = ends.end(order.predecessors[row].tolist(), "latest last day" if from_end else "earliest start")
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
    shift = int(from_end)
    lag = after.day.expression - before.day.expression - shift
    least, greatest = after.day.lo - before.day.hi - shift, after.day.hi - before.day.lo - shift
    lo, hi = int(order.lag_lo[row]), int(order.lag_hi[row])
    formula.hold(order.price, lo - lag, lo - least, *when)
    formula.hold(order.price, lag - hi, greatest - hi, *when)
    if order.price is None and least < lo and from_end and counted is True:
        _all_precede(pairs, ends, order, row)


def _all_precede(pairs: Pairs, ends: Ends, order: Order, row: int) -> None:
    """Say of each predecessor and successor what the groups' ends imply: it propagates better."""
    one, other = order.predecessors[row].tolist(), order.successors[row].tolist()
    if len(one) == len(other) == 1:
        return
    items = pairs.variables.items
    for i in one:
        for j in other:
            if items[i].present is not False and items[j].present is not False:
                ahead = (
                    ends.day(j, "earliest start").expression - ends.day(i, "latest last day").expression - 1
                )
                pairs.formula.linear(ahead >= int(order.lag_lo[row]), (items[i].present, items[j].present))
