"""Sum limit: what some launches and placements add up to, by their starts, against an amount."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor, lcm
from typing import NamedTuple, Self

import numpy as np

from .arrays import LARGEST, Flags, Ints, Lists, ProblemTooLargeError
from .labels import Labels
from .plan import Placed
from .primitive import Primitive, row_measures


class Term(NamedTuple):
    """An amount for each of some carriers of one item that is present, at those options that are flagged."""

    carriers: list[int]
    amount: Fraction
    at: Flags


@dataclass(frozen=True, eq=False, kw_only=True)
class SumLimit(Primitive):
    """Per group of terms, what its sum is beyond its limit, in whole units rounded up.

    Each carrier of a term that is present adds the term's amount at the option that its item takes.
    Amounts may be negative. Amounts and limits are whole numbers of a fraction of the unit, which is
    the group's own.

    Attributes
    ----------
    terms
        The terms of each group, as numbers into the two lists below.
    carriers
        The carriers of each term, all of one item.
    by_option
        The amount for each option of that item, per term.
    limit
        The limit, per group.
    scale
        How many of the amounts' fractions make a unit, per group.
    """

    terms: Lists
    carriers: Lists
    by_option: Lists
    limit: Ints
    scale: Ints

    by_row = ("terms", "limit", "scale")

    @classmethod
    def of(
        cls,
        origin: str,
        price: int | None,
        sort: str,
        groups: Mapping[str, tuple[Fraction, Iterable[Term]]],
    ) -> Self:
        """Write exact limits and terms as whole numbers, by what each group is about: a thing of some sort.

        Raises
        ------
        ProblemTooLargeError
            If they do not fit into 64 bits.
        """
        terms: list[list[int]] = []
        written: list[tuple[list[int], list[int]]] = []
        limits: list[int] = []
        scales: list[int] = []
        for name, (limit, parts) in groups.items():
            rows = [row for row in parts if row.carriers and row.amount]
            scale = lcm(*(row.amount.denominator for row in rows))
            most = sum(abs(row.amount) * len(row.carriers) for row in rows) + abs(limit)
            if (most + 1) * scale > LARGEST:
                raise ProblemTooLargeError(f"{origin}: the amounts of {sort} {name} do not fit into 64 bits")
            terms.append(list(range(len(written), len(written) + len(rows))))
            written += ((row.carriers, [int(row.amount * scale) * int(on) for on in row.at]) for row in rows)
            # Sums are whole at this scale: what of the limit is not, no sum tells apart.
            limits.append(floor(limit * scale))
            scales.append(scale)
        return cls(
            origin=origin,
            price=price,
            about=Labels.per_row(((sort, name),) for name in groups),
            terms=Lists.of(terms),
            carriers=Lists.of(carriers for carriers, _ in written),
            by_option=Lists.of(amounts for _, amounts in written),
            limit=np.array(limits, dtype=np.int64),
            scale=np.array(scales, dtype=np.int64),
        )

    def measures(self, placed: Placed) -> Ints:
        """Say what each group's sum is beyond its limit."""
        sums = row_measures(sum(self._sum(placed, term) for term in terms.tolist()) for terms in self.terms)
        beyond: Ints = -((self.limit - sums) // self.scale)
        return np.maximum(0, beyond)

    def _sum(self, placed: Placed, term: int) -> int:
        """Give what a term adds."""
        carriers = self.carriers[term]
        option = placed.plan.option[placed.carrier_item[carriers[0]]]
        return int(placed.present[carriers].sum()) * int(self.by_option[term][option])
