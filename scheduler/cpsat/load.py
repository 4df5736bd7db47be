"""Load: chooses per group between conflicts of pairs, a cumulative and sums over windows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..problem.arrays import Ints
from ..problem.load import Load
from .amounts import ALL_DAYS, Amount, Calendar, amounts
from .conflicts import post_conflicts
from .cumulative import post_cumulative
from .pairs import Pairs
from .windows import Window, post_windows

#: Groups of at most so many amounts, any two too much, are posted pair by pair.
PAIRWISE = 16
#: A hard sliding group with more literals than this becomes a cumulative.
MANY = 400


@dataclass(frozen=True)
class Group:
    """What a load group asks of the plan.

    Attributes
    ----------
    amounts
        What puts load.
    windows
        The windows from the first that the amounts can reach to the last.
    loose
        Whether each window bears all that can reach it.
    length
        The windows' length if they are alike and one ends on each day that counts; else None.
    """

    amounts: list[Amount]
    windows: list[Window]
    loose: list[bool]
    length: int | None


def post_load(pairs: Pairs, calendar: Calendar, load: Load) -> None:
    """Post the groups of a load limit."""
    if load.price == 0:
        return
    for number, terms in enumerate(load.terms):
        found, limit = amounts(pairs.variables, load, terms), load.limit_of(number)
        if load.at_least:
            # No less than a limit is, with the signs turned, no more than one.
            found, limit = [replace(amount, size=-amount.size) for amount in found], -limit
        group = _group(calendar, load, found, limit)
        if not all(group.loose):
            _post_group(pairs, calendar, group, load.price)


def _post_group(pairs: Pairs, calendar: Calendar, group: Group, price: int | None) -> None:
    sizes = sorted(amount.size for amount in group.amounts)
    limits = [window.limit for window in group.windows]
    binding = [window for window, loose in zip(group.windows, group.loose, strict=True) if not loose]
    single = all(len(amount.sources) == 1 for amount in group.amounts)
    if price is None and group.length is not None and single and sizes and sizes[0] > 0:
        tight = len(sizes) > 1 and sizes[0] + sizes[1] > max(limits)
        if tight and sizes[-1] <= min(limits) and len(sizes) <= PAIRWISE:
            post_conflicts(pairs, group.amounts, group.length)
            return
        flights = all(_is_interval(calendar, amount) for amount in group.amounts)
        literals = sum(_literals(calendar, amount, binding) for amount in group.amounts)
        if flights and literals > MANY and min(limits) >= 0:
            post_cumulative(pairs.variables, group.amounts, group.windows, group.length)
            return
    post_windows(pairs.variables, calendar, group.amounts, binding, price)


def _group(calendar: Calendar, load: Load, found: list[Amount], limit: Ints) -> Group:
    """Find the windows of a group that its amounts can reach, or that ask for some."""
    lo, hi = load.lo, load.hi
    most = np.zeros(len(lo), dtype=np.int64)
    reaches = [
        [calendar.reach(source.item, source.step) for source in amount.sources]
        for amount in found
        if amount.size > 0
    ]
    for amount, reach in zip((amount for amount in found if amount.size > 0), reaches, strict=True):
        reached = np.zeros(len(lo), dtype=np.bool_)
        for first, last in reach:
            reached |= (lo <= last) & (hi >= first)
        most += amount.size * reached * ((hi - lo + 1) if load.on == "days" else 1)
    binding = np.flatnonzero((most > 0) | (most > limit))
    # Windows between those that can be reached stay in, so that sliding ones are seen to be whole.
    at = np.arange(binding[0], binding[-1] + 1) if len(binding) else binding
    windows = [Window(int(lo[window]), int(hi[window]), int(limit[window])) for window in at]
    days = [day for reach in reaches for ends in reach if ends[0] <= ends[1] for day in ends]
    return Group(found, windows, (most <= limit)[at].tolist(), _length(load.on, windows, days))


def _length(on: str, windows: list[Window], days: list[int]) -> int | None:
    """Give the windows' length if they are alike and one ends on each day that counts; None if not."""
    if not windows or not days:
        return None
    length = windows[0].hi - windows[0].lo + 1
    sliding = all(
        window.lo == windows[0].lo + number and window.hi == window.lo + length - 1
        for number, window in enumerate(windows)
    )
    covered = windows[0].lo <= min(days) and max(days) <= windows[-1].hi
    return length if sliding and covered and (on == "touches" or length == 1) else None


def _is_interval(calendar: Calendar, amount: Amount) -> bool:
    """Whether an amount loads days on end."""
    (source,) = amount.sources
    return source.step != ALL_DAYS or bool(calendar.items.continuous[source.item])


def _literals(calendar: Calendar, amount: Amount, windows: Sequence[Window]) -> int:
    """Estimate the number of literals that windows over an amount take."""
    (source,) = amount.sources
    first, last = calendar.reach(source.item, source.step)
    return sum(window.lo <= last and window.hi >= first for window in windows)
