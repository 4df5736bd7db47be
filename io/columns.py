"""The columns of a table, from the annotations of its class of rows."""

import types
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any, Union, get_args, get_origin, get_type_hints

from ..scheduler.choices import Weekday
from ..scheduler.tables import Amount, Row
from .cells import (
    CellError,
    read_amount,
    read_bool,
    read_date,
    read_decimal,
    read_enum,
    read_id,
    read_int,
    read_text,
    read_texts,
    read_weekdays,
    write_cell,
)

#: Text that may say anything. Every other text is an id, or a name that rules and rows refer to.
FREE_TEXT = frozenset(
    {"name", "manager", "owner", "description", "url", "color", "contact_email", "reason", "because"}
    | {"decided_by"}
)
_DAYS, _MONEY, _POINTS = 3660, 10**12, 10**9
#: Least and greatest value by column, or by class and column where two tables differ.
RANGES: dict[str, tuple[int, int]] = {
    "stage": (1, 5),
    "sales_cycle_months": (0, 120),
    "strategic_weight": (0, _POINTS),
    "complexity": (0, 1),
    "duration_days": (1, _DAYS),
    "wave_gap_days": (0, _DAYS),
    "min_accounts": (0, _POINTS),
    "max_accounts": (1, _POINTS),
    "value": (0, _POINTS),
    "move_cost": (0, _POINTS),
    "cost": (0, _MONEY),
    "cost_per_account": (0, _MONEY),
    "group_share": (0, 1),
    "step": (0, 10_000),
    "offset_days": (-_DAYS, _DAYS),
    "pressure": (0, 10**6),
    "wave": (1, 10_000),
    "relationship": (0, 1),
    "strategic_fit": (0, 1),
    "Fit.capacity": (0, 1),
    "revenue_potential": (0, 1),
    "amount": (0, _MONEY),
    "min_lag_days": (-_DAYS, _DAYS),
    "max_lag_days": (-_DAYS, _DAYS),
    "Resource.capacity": (0, 10**6),
    "units": (0, 10**6),
}

_COLUMNS: dict[type[Row], tuple["Column", ...]] = {}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    field, name
        What the row calls it, and what the table's header does.
    required
        Whether it has no default.
    default
        What an empty cell means.
    read
        Turns a cell's text, not empty, into a value; raises `CellError`.
    """

    field: str
    name: str
    required: bool
    default: Any
    read: Callable[[str], Any]

    def write(self, value: object) -> str:
        """Write a value as a cell, its default as an empty one."""
        return "" if not self.required and value == self.default else write_cell(value)


def columns_of(kind: type[Row]) -> tuple[Column, ...]:
    """Give the columns of a class of rows, the required ones first."""
    if kind not in _COLUMNS:
        _COLUMNS[kind] = _columns(kind)
    return _COLUMNS[kind]


def _columns(kind: type[Row]) -> tuple[Column, ...]:
    hints = get_type_hints(kind)
    found = []
    for item in fields(kind):
        if item.name in ("line", "extra"):
            continue
        required = item.default is MISSING
        limits = RANGES.get(f"{kind.__name__}.{item.name}") or RANGES.get(item.name)
        read = _reader(item.name, hints[item.name])
        found.append(
            Column(
                field=item.name,
                name=item.name.rstrip("_"),
                required=required,
                default=None if required else item.default,
                read=partial(_within, read, *limits) if limits else read,
            )
        )
    return tuple(sorted(found, key=lambda column: not column.required))


def _reader(name: str, hint: Any) -> Callable[[str], Any]:
    """Choose how a column's cells are read."""
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        return read_weekdays if get_args(hint)[0] is Weekday else read_texts
    if hint is str:
        return read_text if name in FREE_TEXT else read_id
    if issubclass(hint, StrEnum):
        return partial(read_enum, hint)
    simple: dict[type, Callable[[str], Any]] = {
        date: read_date,
        Decimal: read_decimal,
        int: read_int,
        bool: read_bool,
        Amount: read_amount,
    }
    return simple[hint]


def _within(read: Callable[[str], Any], low: int, high: int, text: str) -> Any:
    """Read a number and hold it to its range."""
    value = read(text)
    if isinstance(value, Amount) and value.percent:
        return value
    number = value.number if isinstance(value, Amount) else value
    if not low <= number <= high:
        raise CellError(f"{text} is out of range", f"write a number from {low} to {high}")
    return value
