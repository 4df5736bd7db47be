"""Rows of results as CSV: ``schedule.csv``, ``placements.csv``, ``touches.csv``."""

import csv
from collections.abc import Sequence
from dataclasses import fields
from io import StringIO
from typing import Any

from .cells import write_cell

#: A cell that begins so would be run by a spreadsheet.
RUNS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(kind: type[Any], rows: Sequence[Any]) -> bytes:
    """Write rows of a dataclass, a column a field, in UTF-8 with commas and line feeds."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    names = [field.name for field in fields(kind)]
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(getattr(row, name)) for name in names])
    return text.getvalue().encode()


def _cell(value: object) -> str:
    """Write a value; text that a spreadsheet would run is quoted by an apostrophe."""
    text = write_cell(value)
    return f"'{text}" if isinstance(value, str | tuple) and text.startswith(RUNS) else text
