"""A grid of text as the typed rows of one of the tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from ..scheduler.spelling import Spelling
from ..scheduler.tables import TABLES, Row
from .cells import CellError, read_text, write_cell
from .columns import Column, columns_of
from .delimited import Grid, read_grid
from .faults import Log, Place

SomeRow = TypeVar("SomeRow", bound=Row)
#: A column's name this near to a known one is taken for a slip of the pen.
SLIP = 0.8


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read.

    Attributes
    ----------
    rows
        Its rows, by key.
    numbers
        The number of each column that it has, by field.
    whole
        Whether nothing was lost to a fault.
    complete
        Whether no row was, be it that cells were: what refers to its rows can be judged.
    """

    file: str
    rows: tuple[Row, ...]
    numbers: Mapping[str, int]
    whole: bool
    complete: bool = False

    def place(self, line: int, field: str) -> Place:
        """Tell where a row's cell is."""
        return Place(self.file, line or 1, self.numbers.get(field, 1))


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table's rows are.

    Attributes
    ----------
    kind, key
        The class of its rows, and the fields that tell them apart.
    idle
        Columns that may be there and are not read.
    """

    kind: type[Row]
    key: tuple[str, ...]
    idle: frozenset[str] = frozenset()


def read_table(name: str, data: bytes, file: str, log: Log) -> Table:
    """Read the table of this name from the bytes of a CSV file; faults go to the log."""
    grid = read_grid(data, file, log)
    return Table(file, (), {}, whole=False) if grid is None else read_rows(Shape(*TABLES[name]), grid, log)


def read_rows(shape: Shape, grid: Grid, log: Log) -> Table:
    """Read the rows of a grid; faults go to the log."""
    before, file = len(log.faults), grid.file
    kind, key = shape.kind, shape.key
    header = _read_header(shape, grid, log)
    if header is None:
        return Table(file, (), {}, whole=False)
    found = [_read_row(kind, header, Place(grid.file, line), cells, log) for line, cells in grid.rows]
    rows = [row for row in found if row is not None]
    whole = grid.whole and len(log.faults) == before
    complete = grid.whole and len(rows) == len(found)
    table = Table(file, (), header.numbers, whole=whole, complete=complete)
    return replace(table, rows=sort_rows(_unique(rows, key, table, log), key))


@dataclass(frozen=True, slots=True)
class _Header:
    columns: Sequence[tuple[int, Column]]
    extras: Sequence[tuple[int, str]]
    width: int

    @property
    def numbers(self) -> dict[str, int]:
        return {column.field: index + 1 for index, column in self.columns}


def _read_header(shape: Shape, grid: Grid, log: Log) -> _Header | None:
    """Match a header with the known columns; None if rows would make no sense under it."""
    known = {column.name: column for column in columns_of(shape.kind)}
    spelling = Spelling(known)
    columns: list[tuple[int, Column]] = []
    extras: list[tuple[int, str]] = []
    seen: dict[str, int] = {}
    slips = set()
    absent = {name for name, column in known.items() if column.required} - {c.strip() for c in grid.header}
    for index, cell in enumerate(grid.header):
        place = Place(grid.file, grid.line, index + 1)
        try:
            name = read_text(cell)
        except CellError as error:
            log.fault(place, error.wrong, error.right)
            continue
        if name and name in seen:
            log.fault(place, f"column '{name}' is there twice", f"keep one (see column {seen[name]})")
            continue
        seen[name] = index + 1
        if name in shape.idle:
            continue
        # Where a required column is missing, a name less near to it will do.
        near = spelling.nearest(name, SLIP) or Spelling(absent).nearest(name)
        if name in known:
            columns.append((index, known[name]))
        elif name and near:
            slips.add(near)
            log.fault(place, f"unknown column '{name}'", f"did you mean '{near}'?")
        else:
            extras.append((index, name))
    missing = [name for name, column in known.items() if column.required and name not in seen]
    for name in missing:
        if name not in slips:
            log.fault(
                Place(grid.file, grid.line),
                f"the required column '{name}' is missing",
                "add it to the header",
            )
    unknown = [name for _, name in extras if name]
    if unknown:
        first = Place(grid.file, grid.line, seen[unknown[0]])
        log.note(first, f"unknown columns carried along: {', '.join(unknown)}")
    return None if missing else _Header(columns, extras, len(grid.header))


def _read_row(kind: type[Row], header: _Header, place: Place, cells: Sequence[str], log: Log) -> Row | None:
    """Read a row. None if it cannot be had: a bad optional cell counts as empty meanwhile."""
    if len(cells) != header.width:
        log.fault(
            replace(place, column=min(len(cells), header.width + 1) or 1),
            f"the row has {len(cells)} cells under a header of {header.width}",
            "write as many; quote a cell that holds the separator",
        )
        return None
    values: dict[str, Any] = {}
    lost = False
    for index, column in header.columns:
        text = cells[index].strip()
        here = replace(place, column=index + 1)
        if text:
            try:
                values[column.field] = column.read(text)
                continue
            except CellError as error:
                log.fault(here, f"{column.name}: {error.wrong}", error.right)
        elif column.required:
            log.fault(here, f"{column.name} is empty", "fill it in: it is required")
        lost = lost or column.required
    extra = _read_extra(header, place, cells, log)
    return None if lost else kind(line=place.line, extra=extra, **values)


def _read_extra(header: _Header, place: Place, cells: Sequence[str], log: Log) -> tuple[tuple[str, str], ...]:
    """Keep what stands in columns that are not known."""
    found = []
    for index, name in header.extras:
        here = replace(place, column=index + 1)
        try:
            text = read_text(cells[index])
        except CellError as error:
            log.fault(here, error.wrong, error.right)
            continue
        if text and not name:
            log.fault(here, f"'{text}' stands in a column without a name", "name the column or clear it")
        elif text:
            found.append((name, text))
    return tuple(sorted(found))


def _unique(rows: Sequence[Row], key: Sequence[str], table: Table, log: Log) -> list[Row]:
    """Leave out the rows whose key was there before."""
    if not key:
        return list(rows)
    first: dict[tuple[object, ...], Row] = {}
    for row in rows:
        values = tuple(getattr(row, field) for field in key)
        other = first.setdefault(values, row)
        if other is not row:
            name = ", ".join(write_cell(value) or "(empty)" for value in values)
            log.fault(
                table.place(row.line, key[0]),
                f"'{name}' is there already, on line {other.line}",
                "keep one of the two rows",
            )
    return list(first.values())


def sort_rows(rows: Sequence[SomeRow], key: Sequence[str]) -> tuple[SomeRow, ...]:
    """Sort rows by their key, or by all their cells if the table has none."""
    if not rows:
        return ()
    fields = list(key) or [column.field for column in columns_of(type(rows[0]))]
    return tuple(
        sorted(rows, key=lambda row: (*(_order(getattr(row, field)) for field in fields), (1, row.extra)))
    )


def _order(value: object) -> tuple[int, Any]:
    """Order values of one column: none first, enums and lists by their text."""
    if value is None:
        return (0, "")
    return (1, value if not isinstance(value, tuple) else write_cell(value))
