"""Formula: a CP-SAT model with literals that may be constants, clauses, and an exact objective."""

from collections.abc import Iterable
from math import gcd

from ortools.sat.python import cp_model

from ..problem.arrays import LARGEST, ProblemTooLargeError

#: A literal, or a constant that has folded away.
Lit = cp_model.BoolVarT | bool

#: A linear expression, or a number that it has folded to.
Expression = cp_model.LinearExpr | int


def negation(lit: Lit) -> Lit:
    """Give the opposite literal."""
    return not lit if isinstance(lit, bool) else ~lit


def key(lit: Lit) -> int:
    """Name a literal, for caches."""
    if isinstance(lit, bool):
        return LARGEST if lit else ~LARGEST
    return lit.index


class Formula:
    """A model under construction.

    Attributes
    ----------
    model
        The CP-SAT model.
    constant
        The part of the objective that nothing changes.
    """

    def __init__(self) -> None:
        self.model = cp_model.CpModel()
        self.constant = 0
        self._terms: dict[int, tuple[cp_model.IntVar, int, int]] = {}
        self._ors: dict[frozenset[int], Lit] = {}
        self._ands: dict[frozenset[int], Lit] = {}
        self._boths: dict[frozenset[int], Lit] = {}

    # -- constraints --------------------------------------------------------------------------------

    def literal(self) -> cp_model.IntVar:
        """Make a new literal."""
        return self.model.new_bool_var("")

    def number(self, greatest: int) -> cp_model.IntVar:
        """Make a new variable from 0 up."""
        return self.model.new_int_var(0, greatest, "")

    def clause(self, *lits: Lit) -> None:
        """Demand that one of the literals holds."""
        free: dict[int, cp_model.BoolVarT] = {}
        for lit in lits:
            if isinstance(lit, bool):
                if lit:
                    return
            elif ~lit.index in free:
                return
            else:
                free[lit.index] = lit
        self.model.add_bool_or(list(free.values()))

    def linear(self, relation: cp_model.BoundedLinearExpression | bool, when: Iterable[Lit] = ()) -> None:
        """Demand a linear relation, where all of some literals hold."""
        free = [lit for lit in when if lit is not True]
        if any(lit is False for lit in free):
            return
        if relation is False:
            self.clause(*map(negation, free))
        elif relation is not True:
            self.model.add(relation).only_enforce_if([lit for lit in free if not isinstance(lit, bool)])

    def hold(self, price: int | None, excess: Expression, greatest: int, *when: Lit) -> None:
        """Hold an excess, which is at most ``greatest``, to 0 where some literals hold, or price it."""
        if greatest <= 0 or any(lit is False for lit in when):
            return
        if price is None:
            self.linear(excess <= 0, when)
        elif price:
            paid = self.number(greatest)
            self.linear(excess <= paid, when)
            self.gain_of(-price, paid, greatest)

    def any_of(self, lits: Iterable[Lit]) -> Lit:
        """Give a literal that holds exactly if one of these does."""
        named = {key(lit): lit for lit in lits if lit is not False}
        if any(lit is True for lit in named.values()):
            return True
        if len(named) < 2:
            return next(iter(named.values()), False)
        name = frozenset(named)
        if name not in self._ors:
            found = self._ors[name] = self.literal()
            self.clause(~found, *named.values())
            for lit in named.values():
                self.clause(negation(lit), found)
        return self._ors[name]

    def both(self, one: Lit, other: Lit) -> Lit:
        """Give a literal that may hold only where two others do."""
        if one is False or other is False:
            return False
        if isinstance(one, bool) or isinstance(other, bool) or one.index == other.index:
            return other if one is True else one
        name = frozenset((one.index, other.index))
        if name not in self._boths:
            found = self._boths[name] = self.literal()
            self.clause(~found, one)
            self.clause(~found, other)
        return self._boths[name]

    def forced_by(self, lits: Iterable[Lit]) -> Lit:
        """Give a literal that must hold where all of these do (it may hold elsewhere)."""
        named = {key(lit): lit for lit in lits if lit is not True}
        if any(lit is False for lit in named.values()):
            return False
        if len(named) < 2:
            return next(iter(named.values()), True)
        name = frozenset(named)
        if name not in self._ands:
            found = self._ands[name] = self.literal()
            self.clause(found, *map(negation, named.values()))
        return self._ands[name]

    # -- the objective ------------------------------------------------------------------------------

    def gain(self, amount: int, lit: Lit) -> None:
        """Add an amount to the objective where a literal holds."""
        if isinstance(lit, bool):
            self.constant += amount if lit else 0
        elif lit.index < 0:
            self.constant += amount
            self.gain(-amount, ~lit)
        else:
            self.gain_of(amount, self.model.get_int_var_from_proto_index(lit.index), 1)

    def gain_of(self, amount: int, variable: cp_model.IntVar, greatest: int) -> None:
        """Add a multiple of a variable, which lies between 0 and ``greatest``, to the objective."""
        _, before, _ = self._terms.get(variable.index, (variable, 0, 0))
        self._terms[variable.index] = (variable, before + amount, greatest)

    def maximise(self) -> int:
        """Set the objective, and give the unit it is counted in: the coefficients' common divisor."""
        terms = [term for term in self._terms.values() if term[1]]
        unit = gcd(*(amount for _, amount, _ in terms)) or 1
        if sum(abs(amount) // unit * max(1, greatest) for _, amount, greatest in terms) > LARGEST:
            raise ProblemTooLargeError("the objective's range does not fit into 64 bits")
        if terms:
            variables, amounts = [term[0] for term in terms], [term[1] // unit for term in terms]
            self.model.maximize(cp_model.LinearExpr.weighted_sum(variables, amounts))
        return unit

    @property
    def largest(self) -> int:
        """What the objective cannot exceed, by its coefficients alone."""
        return self.constant + sum(max(0, amount) * greatest for _, amount, greatest in self._terms.values())
