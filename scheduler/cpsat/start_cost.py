"""Start cost: items and members that pay for their start, or may not take it."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from ortools.sat.python import cp_model

from ..problem.arrays import Ints
from ..problem.start_cost import StartCost
from .by_option import Term, terms
from .formula import Expression, Formula, Lit, key, negation
from .rectangles import runs
from .variables import Variables

#: A member's cost of at most so many levels is posted level by level, else as one number.
LEVELS = 4


def post_start_costs(variables: Variables, primitives: Iterable[StartCost]) -> None:
    """Forbid starts, and price those of members; items (and members that go with them) gather theirs."""
    costs: dict[int, list[int]] = {}
    for primitive in primitives:
        for carrier, measures in zip(primitive.carrier.tolist(), primitive.by_option, strict=True):
            item = variables.item_of(carrier)
            if primitive.price is None:
                # Items do without their banned options from the start.
                if carrier >= len(variables.items):
                    _forbid(variables, item, variables.carrier(carrier), measures)
            elif primitive.price:
                owner = item if _goes_with(variables, carrier, item) else carrier
                paid = [primitive.price * measure for measure in measures.tolist()]
                before = costs.get(owner, [0] * len(paid))
                costs[owner] = [a + b for a, b in zip(before, paid, strict=True)]
    functions: dict[tuple[int, tuple[int, ...]], Expression] = {}
    for carrier, cost in costs.items():
        if carrier < len(variables.items):
            own = variables.items[carrier]
            own.cost = [a + b for a, b in zip(own.cost, cost, strict=True)]
        else:
            _price(variables, carrier, cost, functions)


def post_item_costs(variables: Variables) -> None:
    """Price the items' starts; an absent item rests on its cheapest option, so that costs need no product."""
    formula = variables.formula
    for item, own in enumerate(variables.items):
        if not own.cost:
            continue
        rest = min(own.allowed.tolist(), key=own.cost.__getitem__, default=0)
        least = own.cost[rest]
        formula.gain(-least, own.present)
        _pay(formula, terms(variables, item, [max(0, cost - least) for cost in own.cost]))
        if own.present is not True and not isinstance(own.start, int):
            formula.linear(own.start == int(own.days[rest]), [negation(own.present)])


def _goes_with(variables: Variables, carrier: int, item: int) -> bool:
    return key(variables.carrier(carrier)) == key(variables.items[item].present)


def _forbid(variables: Variables, item: int, present: Lit, measures: Ints) -> None:
    own, formula = variables.items[item], variables.formula
    allowed = own.days[measures == 0]
    if len(allowed) == len(own.days):
        return
    if not len(allowed):
        formula.clause(negation(present))
    elif present is not False:
        domain = cp_model.Domain.from_values(allowed.tolist())
        constraint = formula.model.add_linear_expression_in_domain(own.start, domain)
        if not isinstance(present, bool):
            constraint.only_enforce_if(present)


def _price(
    variables: Variables,
    carrier: int,
    cost: Sequence[int],
    functions: dict[tuple[int, tuple[int, ...]], Expression],
) -> None:
    """Price the starts of a member that its item may have without it."""
    formula, item, present = variables.formula, variables.item_of(carrier), variables.carrier(carrier)
    if present is False:
        return
    least = min(cost)
    formula.gain(-least, present)
    levels = sorted(set(cost))
    if len(levels) - 1 <= LEVELS:
        for below, level in pairwise(levels):
            reached = np.array([number >= level for number in cost])
            spans = [variables.inside(item, first, last) for first, last in runs(reached)]
            paid = formula.literal()
            for span in spans:
                formula.clause(negation(present), negation(span), paid)
            formula.gain(below - level, paid)
        return
    name = (item, tuple(number - least for number in cost))
    if name not in functions:
        constant, parts = terms(variables, item, name[1])
        functions[name] = sum((factor * part for factor, part, _ in parts), constant)
    paid_number = formula.number(max(name[1]))
    formula.linear(paid_number >= functions[name], [present])
    formula.gain_of(-1, paid_number, max(name[1]))


def _pay(formula: Formula, cost: tuple[int, list[Term]]) -> None:
    """Take a number by option from the objective."""
    constant, parts = cost
    formula.constant -= constant
    for factor, part, greatest in parts:
        if isinstance(part, cp_model.IntVar) and greatest > 1:
            formula.gain_of(-factor, part, greatest)
        elif isinstance(part, cp_model.IntVar | cp_model.NotBooleanVariable):
            formula.gain(-factor, part)
