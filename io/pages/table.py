"""A table as a page shows it: a caption, columns and rows of written cells."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...scheduler.scenario import Scenario

#: How many rows of a long table a page shows.
MOST_ROWS = 200
#: Colours of BUs that name none (or no colour that can be drawn), told apart by most eyes.
PALETTE = ("#0072b2", "#d55e00", "#009e73", "#b0508e", "#b8860b", "#56707f", "#7a5195", "#4d8a2a")
_COLOR = re.compile(r"[A-Za-z]{3,24}|#[0-9A-Fa-f]{3}|#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and whether it holds numbers, long text, or days (never broken)."""

    label: str
    numeric: bool = False
    wide: bool = False
    day: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, a smaller line under it, and the colour of a mark before it."""

    text: str
    small: str = ""
    color: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a page; the first cell of a row is its heading.

    Attributes
    ----------
    note
        What is left out and where to find it; empty if nothing is.
    total
        The last row, set apart; empty if there is none.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    total: tuple[Cell, ...] = ()


def table(
    caption: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell | str]],
    note: str = "",
    total: Sequence[Cell | str] = (),
) -> Table:
    """Make a table, plain texts becoming cells."""
    return Table(caption, tuple(columns), tuple(map(_cells, rows)), note, _cells(total))


def _cells(row: Sequence[Cell | str]) -> tuple[Cell, ...]:
    return tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in row)


def colors(scenario: Scenario) -> dict[str, str]:
    """Give each BU a colour: its own where it can be drawn, else one of the palette's."""
    found = {}
    for number, unit in enumerate(scenario.business_units):
        own = unit.color or ""
        found[unit.bu_id] = own if _COLOR.fullmatch(own) else PALETTE[number % len(PALETTE)]
    return found
