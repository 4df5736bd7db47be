"""Support: witnesses, each one supporter that stands at the right lag before its dependent."""

import numpy as np

from ..problem.support import Need, Support
from .formula import Lit, key, negation
from .pairs import Pairs


class Witnesses:
    """Literals under which a supporter is kept, and at the right lag."""

    def __init__(self, pairs: Pairs, support: Support) -> None:
        self.pairs, self.support = pairs, support
        self._lags: dict[tuple[int, int], Lit] = {}
        self._witnesses: dict[tuple[int, int, int], Lit] = {}

    def witness(self, dependent: int, supporter: int) -> Lit:
        """Give a literal under which a supporter serves the item of a dependent."""
        variables = self.pairs.variables
        formula, members = variables.formula, variables.problem.members
        item, other = int(members.item[dependent]), int(members.item[supporter])
        kept, lag = variables.kept[supporter], self._lag(item, other, supporter)
        if lag is True or kept is False:
            return kept
        if kept is True or lag is False:
            return lag
        name = (item, other, key(kept))
        if name not in self._witnesses:
            lit = self._witnesses[name] = formula.literal()
            formula.clause(~lit, kept)
            formula.clause(~lit, lag)
        return self._witnesses[name]

    def _lag(self, item: int, other: int, supporter: int) -> Lit:
        """Give a literal under which the second item's reference day is at the right lag."""
        variables = self.pairs.variables
        problem, formula = variables.problem, variables.formula
        if (item, other) in self._lags:
            return self._lags[item, other]
        days = self.support.reference_days(problem.items, problem.members, supporter)
        found: Lit = False
        if len(days) and len(variables.items[item].days):
            before, after = variables.view(other, days), self.pairs.first(item)
            lo, hi = self.support.lag_lo, self.support.lag_hi
            if after.hi - before.lo >= lo and after.lo - before.hi <= hi:
                found = formula.literal()
                formula.linear(after.expression - before.expression >= lo, [found])
                formula.linear(after.expression - before.expression <= hi, [found])
        self._lags[item, other] = found
        return found


def post_support(pairs: Pairs, support: Support) -> None:
    """Post the dependents of a support."""
    variables, formula = pairs.variables, pairs.formula
    witnesses = Witnesses(pairs, support)
    for member, need, supporters in zip(
        support.dependent.tolist(), support.need, support.supporters, strict=True
    ):
        item, kept = int(variables.problem.members.item[member]), variables.kept[member]
        asks = variables.taken(item, np.equal(need, Need.SUPPORT))
        if kept is False or (asks is False and not support.reward):
            continue
        found = (
            () if asks is False else tuple(witnesses.witness(member, other) for other in supporters.tolist())
        )
        if support.reward:
            _reward(pairs, support, kept, variables.taken(item, np.equal(need, Need.SUPPORTED)), asks, found)
        else:
            paid = _missing(pairs, support)
            formula.clause(negation(kept), negation(asks), *found, paid)
            formula.gain(-(support.price or 0), paid)


def _missing(pairs: Pairs, support: Support) -> Lit:
    """Give the literal that lets a dependent go without support, where that has a price."""
    return False if support.price is None else pairs.formula.literal()


def _reward(pairs: Pairs, support: Support, kept: Lit, given: Lit, asks: Lit, found: tuple[Lit, ...]) -> None:
    """Earn the price where a kept dependent is supported, by what is past or by a witness."""
    formula = pairs.formula
    if support.price is None:
        raise ValueError(f"{support.origin}: a reward needs a price")
    earned = formula.literal()
    formula.clause(~earned, kept)
    formula.clause(~earned, given, asks)
    formula.clause(~earned, given, *found)
    formula.gain(support.price, earned)
