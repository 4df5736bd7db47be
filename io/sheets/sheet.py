"""A sheet of a workbook: typed cells under a frozen header with filters, within Excel's limits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from ..clean_text import clean_text

#: Excel's limits: rows of a sheet, characters of a cell (as UTF-16 counts them), its first day.
MOST_ROWS, MOST_CHARACTERS, FIRST_DAY = 1_048_576, 32_767, date(1900, 3, 1)

Value = str | int | Decimal | Fraction | date | None


class Kind(Enum):
    """What a column holds: its format, and how wide it is."""

    ID = 14
    NAME = 34
    DAY = 13
    COUNT = 11
    NUMBER = 12
    WORD = 15
    LONG = 90


@dataclass(frozen=True)
class Sheet:
    """A table as a sheet.

    Attributes
    ----------
    head
        The columns: a heading and a kind each.
    file
        The file of the run that holds all rows.
    most
        How many rows it may have under the header.
    """

    name: str
    head: tuple[tuple[str, Kind], ...]
    rows: Sequence[Sequence[Value]]
    file: str = ""
    most: int = MOST_ROWS - 1

    @property
    def is_cut(self) -> bool:
        """Whether there are more rows than a sheet takes."""
        return len(self.rows) > self.most


class Formats:
    """The formats that the sheets of a workbook share."""

    def __init__(self, book: Workbook) -> None:
        add: Callable[[dict[str, object]], Format] = book.add_format
        self.head = add(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E3E8EE", "bottom": 1}
        )
        self.title = add({"bold": True, "font_size": 14})
        self.bold = add({"bold": True})
        self.plain = add({"valign": "top"})
        self.wrap = add({"valign": "top", "text_wrap": True})
        self.day = add({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"})
        self.count = add({"valign": "top", "num_format": "#,##0"})
        self.number = add({"valign": "top", "num_format": "#,##0.00"})

    def of(self, kind: Kind) -> Format:
        """Give the format of a column's cells."""
        known = {
            Kind.DAY: self.day,
            Kind.COUNT: self.count,
            Kind.NUMBER: self.number,
            Kind.LONG: self.wrap,
            Kind.NAME: self.wrap,
        }
        return known.get(kind, self.plain)


def write(book: Workbook, formats: Formats, sheet: Sheet) -> None:
    """Add a sheet: header frozen, filters on, every cell of its type."""
    page = book.add_worksheet(sheet.name)
    for column, (name, kind) in enumerate(sheet.head):
        page.set_column(column, column, kind.value)
        put(page, 0, column, name, formats.head)
    kinds = [formats.of(kind) for _, kind in sheet.head]
    rows = sheet.rows[: sheet.most]
    for number, row in enumerate(rows, 1):
        for column, (value, style) in enumerate(zip(row, kinds, strict=True)):
            put(page, number, column, value, style)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(1, len(rows)), len(sheet.head) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def put(page: Worksheet, row: int, column: int, value: Value, style: Format) -> None:
    """Write a cell by the type of its value; nothing for none."""
    if value is None or value == "":
        return
    if isinstance(value, str):
        page.write_string(row, column, clean(value), style)
    elif isinstance(value, date):
        if value < FIRST_DAY:
            page.write_string(row, column, value.isoformat(), style)
        else:
            page.write_datetime(row, column, value, style)
    else:
        page.write_number(row, column, float(value), style)


def clean(text: str) -> str:
    """Take out of a text what no file can hold, and cut it to what a cell takes."""
    units = clean_text(text).encode("utf-16-le")
    if len(units) <= 2 * MOST_CHARACTERS:
        return units.decode("utf-16-le")
    return units[: 2 * (MOST_CHARACTERS - 1)].decode("utf-16-le", "ignore") + "…"
