"""Windows: sums of what is put into each window of days, against its limit."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from .amounts import ALL_DAYS, Amount, Calendar, Source
from .formula import Expression, Lit, key
from .variables import Variables

#: An amount and the literals under which it is put, by name.
Sum = dict[int, tuple[int, Lit]]


@dataclass(frozen=True)
class Window:
    """A span of days, both ends included, and the load that it may bear."""

    lo: int
    hi: int
    limit: int


def post_windows(
    variables: Variables, calendar: Calendar, amounts: list[Amount], windows: list[Window], price: int | None
) -> None:
    """Hold the load of each window to its limit, or price what is beyond."""
    number: dict[tuple[frozenset[tuple[int, int]], int], int] = defaultdict(int)
    sums: dict[frozenset[tuple[int, int]], Sum] = {}
    for window in windows:
        load = _load(variables, calendar, amounts, window)
        name = frozenset((literal, size) for literal, (size, _) in load.items())
        sums[name] = load
        number[name, window.limit] += 1
    dropped = _dominated(number) if price is None else set()
    for (name, limit), times in number.items():
        if (name, limit) not in dropped:
            _post(variables, sums[name], limit, None if price is None else price * times)


def _dominated(
    number: dict[tuple[frozenset[tuple[int, int]], int], int],
) -> set[tuple[frozenset[tuple[int, int]], int]]:
    """Find windows whose load is part of a neighbour's with no higher limit, all sizes being positive."""
    found = set()
    names = list(number)
    for one, other in pairwise(names):
        for small, large in ((one, other), (other, one)):
            if small[0] < large[0] and small[1] >= large[1] and all(size > 0 for _, size in large[0]):
                found.add(small)
    return found


def _load(variables: Variables, calendar: Calendar, amounts: list[Amount], window: Window) -> Sum:
    """Give what may load a window."""
    load: Sum = {}
    for amount in amounts:
        for lit in _put(variables, calendar, amount, window):
            size, _ = load.get(key(lit), (0, lit))
            load[key(lit)] = (size + amount.size, lit)
    return {literal: part for literal, part in load.items() if part[0] and part[1] is not False}


def _put(variables: Variables, calendar: Calendar, amount: Amount, window: Window) -> Iterator[Lit]:
    """Give the literals under which an amount is put into a window, once each."""
    up = amount.size > 0
    if amount.sources[0].step != ALL_DAYS:
        (source,) = amount.sources
        yield from _spans(variables, calendar, source, (window.lo, window.hi), up)
        return
    for day in range(window.lo, window.hi + 1):
        lits = [
            lit for source in amount.sources for lit in _spans(variables, calendar, source, (day, day), up)
        ]
        if len(amount.sources) > 1:
            yield variables.formula.any_of(lits)
        else:
            yield from lits


def _spans(
    variables: Variables, calendar: Calendar, source: Source, days: tuple[int, int], up: bool
) -> Iterator[Lit]:
    """Give literals under which a source is present and starts where it loads some days.

    Of a load that counts against the plan they must hold where it is put; of one that counts for the
    plan they may hold only there.
    """
    formula = variables.formula
    for first, last in calendar.spans(source.item, source.step, *days):
        where = variables.inside(source.item, first, last)
        if up:
            yield formula.forced_by((source.present, where))
        else:
            yield formula.both(source.present, where)


def _post(variables: Variables, load: Sum, limit: int, price: int | None) -> None:
    """Hold one window to its limit, or price what is beyond."""
    formula = variables.formula
    limit -= sum(size for size, lit in load.values() if lit is True)
    parts = [(size, lit) for size, lit in load.values() if not isinstance(lit, bool)]
    most = sum(size for size, _ in parts if size > 0)
    if most <= limit:
        return
    if price is not None and not parts:
        formula.constant += price * limit
        return
    if price is None and limit >= 0 and all(size == limit == 1 for size, _ in parts):
        formula.model.add_at_most_one([lit for _, lit in parts])
        return
    total: Expression = sum((size * lit for size, lit in parts), 0)
    if price is None:
        formula.linear(total <= limit)
    else:
        excess = formula.number(most - limit)
        formula.linear(total - excess <= limit)
        formula.gain_of(-price, excess, most - limit)
