"""Cumulative: a hard sliding load as optional intervals under one capacity."""

from collections.abc import Iterator
from itertools import groupby

from ortools.sat.python import cp_model

from .amounts import ALL_DAYS, Amount, Source
from .variables import Variables
from .windows import Window


def post_cumulative(variables: Variables, amounts: list[Amount], windows: list[Window], length: int) -> None:
    """Hold the load of sliding windows to their limits.

    A touch loads the windows that end from its day on; windows are known by their last day, so that
    a flight, in windows of a day, simply loads its days. Fixed intervals fill up lower limits.
    """
    sizes = [amount.size for amount in amounts]
    capacity = min(sum(sizes), max(window.limit for window in windows))
    intervals = [_interval(variables, amount.sources[0], length) for amount in amounts]
    for start, size, filling in _fillings(windows, capacity):
        day = start - variables.origin
        intervals.append(variables.formula.model.new_fixed_size_interval_var(day, size, ""))
        sizes.append(filling)
    variables.formula.model.add_cumulative(intervals, sizes, capacity)


def _fillings(windows: list[Window], capacity: int) -> Iterator[tuple[int, int, int]]:
    """Give the spans of days whose limit is below the capacity: first day, length, difference."""
    for limit, alike in groupby(windows, lambda window: min(window.limit, capacity)):
        ends = [window.hi for window in alike]
        if limit < capacity:
            yield ends[0], len(ends), capacity - limit


def _interval(variables: Variables, source: Source, length: int) -> cp_model.IntervalVar:
    items, model = variables.problem.items, variables.formula.model
    options = items.options(source.item)
    if source.step != ALL_DAYS:
        start = variables.view(source.item, items.touches(source.item)[:, source.step]).expression
        return model.new_optional_fixed_size_interval_var(start, length, source.present, "")
    first = variables.view(source.item, items.first[options])
    sizes = items.last[options] - items.first[options] + 1
    if sizes.min() == sizes.max():
        return model.new_optional_fixed_size_interval_var(first.expression, int(sizes[0]), source.present, "")
    last = variables.view(source.item, items.last[options])
    size = model.new_int_var_from_domain(cp_model.Domain.from_values(sizes.tolist()), "")
    end = last.expression + 1
    return model.new_optional_interval_var(first.expression, size, end, source.present, "")
