"""Variables: what each item and member decides, and literals and days derived from an item's start."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from ortools.sat.python import cp_model

from ..problem.arrays import Flags, Ints
from ..problem.problem import Problem
from ..problem.start_cost import StartCost
from .formula import Expression, Formula, Lit, key, negation
from .rectangles import runs


@dataclass(frozen=True)
class View:
    """A day that depends on an item's start, as an expression, with its range."""

    expression: Expression
    lo: int
    hi: int
    #: Equal for equal views.
    name: tuple[int, int]


@dataclass(eq=False)
class ItemVariables:
    """What is known of one item in the model.

    Attributes
    ----------
    days
        The start of each option, counted from the variables' origin.
    allowed
        The options that no ban excludes, in order.
    start
        The day of its start; also set (to the option it rests on) while the item is absent.
    present
        Whether it is scheduled.
    cost
        What each option costs while the item is present: its own cost and what primitives add to it.
    """

    days: Ints
    allowed: Ints
    start: Expression
    present: Lit
    cost: list[int]
    order: dict[int, cp_model.IntVar] = field(default_factory=dict)
    spans: dict[tuple[int, int], Lit] = field(default_factory=dict)
    views: dict[bytes, View] = field(default_factory=dict)


class Variables:
    """The decisions of a problem as variables of a formula.

    Attributes
    ----------
    origin
        The ordinal that the model counts its days from.
    items
        Per item, its variables.
    kept
        Per member, whether it is kept.
    """

    def __init__(self, problem: Problem, formula: Formula) -> None:
        self.problem, self.formula = problem, formula
        starts = problem.items.start
        self.origin = int(starts.min()) if len(starts) else 0
        self._members: list[list[int]] = [[] for _ in range(len(problem.items))]
        for member, item in enumerate(problem.members.item):
            self._members[int(item)].append(member)
        banned = _banned(problem)
        self.items = [self._item(item, banned.get(item)) for item in range(len(problem.items))]
        self.kept = [self._kept(member) for member in range(len(problem.members))]
        for item, members in enumerate(self._members):
            if not problem.members.required[members].any():
                formula.clause(negation(self.items[item].present), *(self.kept[member] for member in members))

    def _item(self, item: int, banned: Flags | None) -> ItemVariables:
        items, options = self.problem.items, self.problem.items.options(item)
        days = items.start[options].astype(np.int64) - self.origin
        if np.any(np.diff(days) <= 0):
            raise ValueError(f"item {items.names[item]}: its options are not sorted by start")
        allowed = np.arange(len(days)) if banned is None else np.flatnonzero(~banned)
        possible = bool(len(allowed) and self._members[item])
        present: Lit = possible if items.required[item] or not possible else self.formula.literal()
        if items.required[item] and not possible:
            self.formula.clause()
        # Where it cannot take any, it is absent, and rests on the first.
        rests = days[allowed] if len(allowed) else days[:1]
        start: Expression = int(rests[0]) if len(rests) else 0
        if len(rests) > 1:
            domain = cp_model.Domain.from_values(rests.tolist())
            start = self.formula.model.new_int_var_from_domain(domain, "")
        return ItemVariables(days, allowed, start, present, items.cost[options].tolist())

    def _kept(self, member: int) -> Lit:
        members = self.problem.members
        item = int(members.item[member])
        present = self.items[item].present
        if members.required[member] or len(self._members[item]) == 1 or present is False:
            return present
        kept = self.formula.literal()
        self.formula.clause(~kept, present)
        return kept

    # -- carriers -----------------------------------------------------------------------------------

    def carrier(self, carrier: int) -> Lit:
        """Give the presence of a carrier."""
        count = len(self.items)
        return self.items[carrier].present if carrier < count else self.kept[carrier - count]

    def item_of(self, carrier: int) -> int:
        """Give the item of a carrier."""
        count = len(self.items)
        return carrier if carrier < count else int(self.problem.members.item[carrier - count])

    def any_present(self, item: int, lits: Iterable[Lit]) -> Lit:
        """Tell whether any of some carriers of one item is present."""
        named = {key(lit): lit for lit in lits}
        present = self.items[item].present
        if key(present) in named or {key(self.kept[member]) for member in self._members[item]} <= set(named):
            return present
        return self.formula.any_of(named.values())

    # -- where an item starts -----------------------------------------------------------------------

    def at_most(self, item: int, option: int) -> Lit:
        """Tell whether the item takes this option or an earlier one."""
        own = self.items[item]
        place = int(np.searchsorted(own.allowed, option, side="right"))
        if place == 0 or place >= len(own.allowed):
            return place > 0
        before, after = own.allowed[place - 1 : place + 1]
        if before not in own.order:
            lit = own.order[before] = self.formula.literal()
            self.formula.model.add(own.start <= int(own.days[before])).only_enforce_if(lit)
            self.formula.model.add(own.start >= int(own.days[after])).only_enforce_if(~lit)
        return own.order[before]

    def ends(self, item: int, first: int, last: int) -> tuple[Lit, Lit]:
        """Give two literals that hold together exactly if the item takes an option of a span."""
        return negation(self.at_most(item, first - 1)), self.at_most(item, last)

    def inside(self, item: int, first: int, last: int) -> Lit:
        """Tell whether the item takes one of a span of options, both ends included."""
        after, before = self.ends(item, first, last)
        if after is True or before is True:
            return before if after is True else after
        spans = self.items[item].spans
        if (first, last) not in spans:
            lit = spans[first, last] = self.formula.literal()
            self.formula.clause(~lit, after)
            self.formula.clause(~lit, before)
            self.formula.clause(lit, negation(after), negation(before))
        return spans[first, last]

    def taken(self, item: int, flags: Flags) -> Lit:
        """Tell whether the item takes one of some options."""
        return self.formula.any_of(self.inside(item, first, last) for first, last in runs(flags))

    def view(self, item: int, days: Ints) -> View:
        """Give a day that depends on the option taken, as an expression of few variables.

        Parameters
        ----------
        item
            The item.
        days
            Its ordinal for each option.
        """
        own, values = self.items[item], np.asarray(days, dtype=np.int64) - self.origin
        name = values.tobytes()
        if name not in own.views:
            expression = self._day(item, values)
            own.views[name] = View(expression, int(values.min()), int(values.max()), (item, len(own.views)))
        return own.views[name]

    def _day(self, item: int, values: Ints) -> Expression:
        own, formula = self.items[item], self.formula
        if len(values) == 1 or values.min() == values.max():
            return int(values[0])
        shift = values - own.days
        if shift.min() == shift.max():
            return own.start + int(shift[0])
        day = formula.model.new_int_var_from_domain(cp_model.Domain.from_values(values.tolist()), "")
        if np.all(np.diff(values) >= 0):
            # In step with the start: the order literals serve both variables.
            for option in np.flatnonzero(np.diff(values)):
                lit = self.at_most(item, int(option))
                formula.linear(day <= int(values[option]), [lit])
                formula.linear(day >= int(values[option + 1]), [negation(lit)])
        else:
            for value in np.unique(values):
                for first, last in runs(np.asarray(values == value, dtype=np.bool_)):
                    formula.linear(day == int(value), self.ends(item, first, last))
        return day


def _banned(problem: Problem) -> dict[int, Flags]:
    """Give the options of items that hard starts costs exclude."""
    found: dict[int, Flags] = {}
    for primitive in problem.primitives:
        if isinstance(primitive, StartCost) and primitive.price is None:
            for carrier, measures in zip(primitive.carrier.tolist(), primitive.by_option, strict=True):
                if carrier < len(problem.items):
                    found[carrier] = found.get(carrier, np.zeros(len(measures), np.bool_)) | (measures > 0)
    return found
