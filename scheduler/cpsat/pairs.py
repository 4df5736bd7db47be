"""Pairs: relations between the starts of two items, built once and shared by all their members."""

import numpy as np

from ..days import NEVER
from ..problem.arrays import Days, Flags, Ints
from .formula import Lit, negation
from .rectangles import rectangles, runs
from .variables import Variables, View

#: A relation of at most so many rectangles is always posted as clauses.
FEW = 8
#: So many clauses, in all, may larger ones take; after that, they become disjunctions of lags. Clauses
#: find better plans (Complete Journey: 5,463 against 5,436 points), lags keep a large model small.
CLAUSES = 200_000


class Pairs:
    """Literals that must hold while a relation between the starts of two items does."""

    def __init__(self, variables: Variables) -> None:
        self.variables, self.formula = variables, variables.formula
        self._gaps: dict[tuple[int, int], Ints] = {}
        self._clauses = 0
        self._close: dict[tuple[int, int, bytes, bytes | None], Lit] = {}
        self._related: dict[tuple[int, int, bytes], Lit] = {}
        self._lags: dict[tuple[tuple[int, int], tuple[int, int], int], Lit] = {}

    def gaps(self, i: int, j: int) -> Ints:
        """Give the gap between two items for each pair of their options."""
        if (i, j) not in self._gaps:
            self._gaps[i, j] = self._gap_matrix(i, j)
        return self._gaps[i, j]

    def _gap_matrix(self, i: int, j: int) -> Ints:
        items = self.variables.problem.items
        one, other = items.options(i), items.options(j)
        if items.continuous[i] and items.continuous[j]:
            ahead = items.first[other][None, :] - items.last[one][:, None]
            behind = items.first[one][:, None] - items.last[other][None, :]
            return np.asarray(np.maximum(0, np.maximum(ahead, behind)))
        if items.continuous[j]:
            return self._gap_matrix(j, i).T
        found = np.full((one.stop - one.start, other.stop - other.start), NEVER, dtype=np.int64)
        for days in items.touches(j).T:
            if items.continuous[i]:
                found = np.minimum(found, _distance(days, items.first[one], items.last[one]).T)
            else:
                for others in items.touches(i).T:
                    found = np.minimum(found, np.abs(others[:, None] - days[None, :]))
        return found

    def first(self, item: int) -> View:
        """Give the first day of an item's flight."""
        items = self.variables.problem.items
        return self.variables.view(item, items.first[items.options(item)])

    def last(self, item: int) -> View:
        """Give the last day of an item's flight."""
        items = self.variables.problem.items
        return self.variables.view(item, items.last[items.options(item)])

    def counted(self, i: int, j: int, days: Days) -> Flags:
        """Tell for which options the later of two first days lies in a set."""
        items = self.variables.problem.items
        one, other = items.first[items.options(i)], items.first[items.options(j)]
        return days.has(np.maximum(one[:, None], other[None, :]))

    # -- literals -----------------------------------------------------------------------------------

    def lag(self, before: View, after: View, least: int) -> Lit:
        """Give a literal under which one day is at least so far behind another."""
        if after.lo - before.hi >= least or after.hi - before.lo < least:
            return after.lo - before.hi >= least
        name = (before.name, after.name, least)
        if name not in self._lags:
            lit = self._lags[name] = self.formula.literal()
            self.formula.linear(after.expression - before.expression >= least, [lit])
        return self._lags[name]

    def related(
        self, i: int, j: int, relation: Flags, escapes: tuple[tuple[View, View, int], ...] = ()
    ) -> Lit:
        """Give a literal that must hold where a relation between the options of two items does.

        Parameters
        ----------
        i, j
            The items.
        relation
            The relation; bool[options of i, options of j].
        escapes
            Lags of which one holds exactly where the relation does not; none if it is of another shape.
        """
        if i == j:
            return self.variables.taken(i, np.diagonal(relation))
        if relation.all() or not relation.any():
            return bool(relation.all())
        if i > j:
            i, j, relation = j, i, relation.T
        name = (i, j, np.packbits(relation).tobytes())
        if name not in self._related:
            self._related[name] = self._literal(i, j, relation, escapes)
        return self._related[name]

    def _literal(self, i: int, j: int, relation: Flags, escapes: tuple[tuple[View, View, int], ...]) -> Lit:
        lit, blocks = self.formula.literal(), list(rectangles(relation))
        if escapes and len(blocks) > FEW and self._clauses + len(blocks) > CLAUSES:
            self.formula.clause(lit, *(self.lag(*escape) for escape in escapes))
        else:
            self._clauses += len(blocks)
            for top, bottom, left, right in blocks:
                ends = (*self.variables.ends(i, top, bottom), *self.variables.ends(j, left, right))
                self.formula.clause(lit, *map(negation, ends))
        return lit

    def close(self, i: int, j: int, gaps: Flags, days: Days | None = None) -> Lit:
        """Give a literal that must hold where the gap between two items is one of some.

        Parameters
        ----------
        i, j
            The items.
        gaps
            Which gaps count, from 0 up; those beyond do not.
        days
            Where the later first day lies for the pair to count.
        """
        name = (i, j, gaps.tobytes(), None if days is None else days.spans.tobytes())
        if name not in self._close:
            self._close[name] = self._is_close(i, j, gaps, days)
        return self._close[name]

    def _is_close(self, i: int, j: int, gaps: Flags, days: Days | None) -> Lit:
        matrix = self.gaps(i, j)
        relation = np.append(gaps, False)[np.minimum(matrix, len(gaps))]
        plain = len(runs(gaps)) == 1 and bool(gaps[0])
        if days is not None:
            counted = self.counted(i, j, days)
            plain = plain and bool(counted.all())
            relation = relation & counted
        items = self.variables.problem.items
        escapes: tuple[tuple[View, View, int], ...] = ()
        if plain and i != j and items.continuous[i] and items.continuous[j]:
            reach = int(np.count_nonzero(gaps))
            escapes = (
                (self.last(i), self.first(j), reach),
                (self.last(j), self.first(i), reach),
            )
        return self.related(i, j, np.asarray(relation, dtype=np.bool_), escapes)

    def follows(self, i: int, j: int, within: int, days: Days) -> Lit:
        """Give a literal that must hold where the second item begins after the first, too soon."""
        items = self.variables.problem.items
        one, other = items.options(i), items.options(j)
        day = items.first[other]
        relation = items.first[one][:, None] < day[None, :]
        relation &= day[None, :] <= items.last[one][:, None] + within
        counted = days.has(day)
        escapes: tuple[tuple[View, View, int], ...] = ()
        if counted.all() and i != j:
            escapes = (
                (self.first(j), self.first(i), 0),
                (self.last(i), self.first(j), within + 1),
            )
        return self.related(i, j, np.asarray(relation & counted[None, :], dtype=np.bool_), escapes)


def _distance(days: Ints, first: Ints, last: Ints) -> Ints:
    """Give the days from each day to each flight, 0 inside it."""
    return np.asarray(np.maximum(0, np.maximum(days[:, None] - last, first - days[:, None])))
