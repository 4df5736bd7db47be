"""Model: a whole problem as one CP-SAT model, and plans to and from its variables."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from ..problem.arrays import Ints
from ..problem.count import Count
from ..problem.load import Load
from ..problem.order import Order
from ..problem.plan import ABSENT, Plan
from ..problem.primitive import Primitive
from ..problem.problem import Problem
from ..problem.separation import Separation
from ..problem.share import Share
from ..problem.spread import Spread
from ..problem.start_cost import StartCost
from ..problem.succession import Succession
from ..problem.sum_limit import SumLimit
from ..problem.support import Support
from .amounts import Calendar
from .count import post_count
from .ends import Ends
from .formula import Expression, Formula, Lit
from .load import post_load
from .order import post_order
from .pairs import Pairs
from .separation import post_separation
from .share import post_share
from .spread import post_spread
from .start_cost import post_item_costs, post_start_costs
from .succession import post_succession
from .sum_limit import post_sum_limit
from .support import post_support
from .variables import Variables


@dataclass(frozen=True, eq=False)
class Model:
    """A problem's model: its objective, in units and above a constant, is the problem's.

    Attributes
    ----------
    formula
        The constraints.
    variables
        The problem's decisions in it.
    unit
        What one unit of the model's objective is in the problem's.
    """

    formula: Formula
    variables: Variables
    unit: int

    def objective(self, scaled: int) -> int:
        """Turn a value of the model's objective into the problem's units."""
        return self.formula.constant + self.unit * scaled

    @property
    def priced(self) -> bool:
        """Whether plans differ in their objective."""
        return self.formula.model.has_objective()

    def outside(self, freed: Ints, frozen: Ints) -> set[int]:
        """Give the deciding variables, by index, of all items but some and of some members."""
        inside = set(freed.tolist())
        lits: list[Expression] = [self.variables.kept[member] for member in frozen.tolist()]
        for item, own in enumerate(self.variables.items):
            if item not in inside:
                lits += (own.start, own.present)
        return {lit.index for lit in lits if isinstance(lit, cp_model.IntVar)}

    def plan(self, value: Callable[[cp_model.LinearExprT], int]) -> Plan:
        """Read a plan from the values of a solution."""
        items = self.variables.items
        option = np.full(len(items), ABSENT, dtype=np.int64)
        for item, own in enumerate(items):
            if _holds(own.present, value):
                day = own.start if isinstance(own.start, int) else value(own.start)
                option[item] = int(np.searchsorted(own.days, day))
        kept = np.array([_holds(lit, value) for lit in self.variables.kept], dtype=np.bool_)
        return Plan(option, kept)

    def decisions(self, plan: Plan) -> dict[int, tuple[cp_model.IntVar, int]]:
        """Give the value that a plan gives to each deciding variable, by the variable's index."""
        found: dict[int, tuple[cp_model.IntVar, int]] = {}
        for item, own in enumerate(self.variables.items):
            option = int(plan.option[item])
            if isinstance(own.start, cp_model.IntVar) and option != ABSENT:
                found[own.start.index] = (own.start, int(own.days[option]))
            if isinstance(own.present, cp_model.IntVar):
                found[own.present.index] = (own.present, int(option != ABSENT))
        for member, lit in enumerate(self.variables.kept):
            if isinstance(lit, cp_model.IntVar) and lit.index not in found:
                scheduled = plan.option[self.variables.problem.members.item[member]] != ABSENT
                found[lit.index] = (lit, int(plan.kept[member] and scheduled))
        return found


def build(problem: Problem) -> Model:
    """Write a problem as a model.

    Raises
    ------
    ProblemTooLargeError
        If its numbers do not fit into 64 bits.
    """
    formula = Formula()
    variables = Variables(problem, formula)
    pairs, calendar, ends = Pairs(variables), Calendar(variables), Ends(variables)
    for primitive in problem.primitives:
        if not isinstance(primitive, StartCost):
            _post(primitive, pairs, calendar, ends)
    post_start_costs(variables, (part for part in problem.primitives if isinstance(part, StartCost)))
    post_item_costs(variables)
    for member, lit in enumerate(variables.kept):
        formula.gain(int(problem.members.value[member]), lit)
    return Model(formula, variables, formula.maximise())


def _post(primitive: Primitive, pairs: Pairs, calendar: Calendar, ends: Ends) -> None:
    """Post a primitive by its kind; costs by start are gathered apart."""
    match primitive:
        case Count():
            post_count(pairs.variables, primitive)
        case Load():
            post_load(pairs, calendar, primitive)
        case Order():
            post_order(pairs, ends, primitive)
        case Separation():
            post_separation(pairs, primitive)
        case Share():
            post_share(pairs.variables, primitive)
        case Spread():
            post_spread(ends, primitive)
        case Succession():
            post_succession(pairs, primitive)
        case SumLimit():
            post_sum_limit(pairs.variables, primitive)
        case Support():
            post_support(pairs, primitive)
        case _:
            raise TypeError(f"no CP-SAT model of {type(primitive).__name__}")


def _holds(lit: Lit, value: Callable[[cp_model.LinearExprT], int]) -> bool:
    return lit if isinstance(lit, bool) else bool(value(lit))
