"""Conflicts: of a group's amounts any two are too much, so pairs of items must keep apart."""

from itertools import combinations

import numpy as np

from .amounts import ALL_DAYS, Amount
from .formula import negation
from .pairs import Pairs


def post_conflicts(pairs: Pairs, amounts: list[Amount], length: int) -> None:
    """Keep any two amounts from meeting in a window of a length."""
    formula = pairs.formula
    items = pairs.variables.problem.items
    for one, other in combinations((amount.sources[0] for amount in amounts), 2):
        if one.step == ALL_DAYS:
            related = pairs.close(one.item, other.item, np.ones(1, dtype=np.bool_))
        else:
            days, others = items.touches(one.item)[:, one.step], items.touches(other.item)[:, other.step]
            near = np.abs(days[:, None] - others[None, :]) < length
            a, b = pairs.variables.view(one.item, days), pairs.variables.view(other.item, others)
            escapes = ((a, b, length), (b, a, length)) if one.item != other.item else ()
            related = pairs.related(one.item, other.item, near, escapes)
        formula.clause(negation(one.present), negation(other.present), negation(related))
