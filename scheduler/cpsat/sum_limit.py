"""Sum limit: linear sums, whose literals are exact on the side on which their amounts press."""

from collections.abc import Iterator, Sequence

import numpy as np

from ..problem.sum_limit import SumLimit
from .formula import Expression, Lit, negation
from .rectangles import runs
from .variables import Variables


def post_sum_limit(variables: Variables, limit: SumLimit) -> None:
    """Post the groups of a sum limit."""
    if limit.price == 0:
        return
    for group in range(limit.rows):
        _post_group(variables, limit, group)


def _post_group(variables: Variables, limit: SumLimit, group: int) -> None:
    """Hold a group's sum to its limit, or price the whole units beyond."""
    parts = [part for term in limit.terms[group].tolist() for part in _parts(variables, limit, term)]
    bound, scale = int(limit.limit[group]), int(limit.scale[group])
    most = sum(max(0, amount) * greatest for amount, _, greatest in parts) - bound
    if most <= 0:
        return
    total = sum((amount * number for amount, number, _ in parts), 0)
    if limit.price is None:
        variables.formula.linear(total <= bound)
        return
    units = -(-most // scale)
    paid = variables.formula.number(units)
    variables.formula.linear(total - scale * paid <= bound)
    variables.formula.gain_of(-limit.price, paid, units)


def _parts(variables: Variables, limit: SumLimit, term: int) -> Iterator[tuple[int, Expression, int]]:
    """Give what a term adds: amounts, each with how often it is put and how often at most."""
    carriers, amounts = limit.carriers[term].tolist(), limit.by_option[term]
    item = variables.item_of(carriers[0])
    lits = [lit for carrier in carriers if (lit := variables.carrier(carrier)) is not False]
    for amount in np.unique(amounts[amounts != 0]).tolist():
        for first, last in runs(np.asarray(amounts == amount, dtype=np.bool_)) if lits else ():
            where = variables.inside(item, first, last)
            yield amount, _number(variables, lits, where, up=amount > 0), len(lits)


def _number(variables: Variables, lits: Sequence[Lit], where: Lit, *, up: bool) -> Expression:
    """Give how many of some literals hold where another one does.

    Of amounts that count against the plan it may be more than that, of those that count for it less.
    """
    formula = variables.formula
    if where is True:
        return sum(lits)
    if len(lits) == 1:
        both = (lits[0], where)
        return formula.forced_by(both) if up else formula.both(*both)
    number = formula.number(len(lits))
    if up:
        formula.linear(sum(lits) <= number, [where])
    else:
        formula.linear(sum(lits) >= number)
        formula.linear(number <= 0, [negation(where)])
    return number
