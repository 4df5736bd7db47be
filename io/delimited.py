"""A file of delimited text as a grid of cells, every line with its number."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from .faults import Log, Place

DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as text.

    Attributes
    ----------
    file
        The file (and sheet) it was read from.
    line
        The header's line.
    header
        The names of its columns.
    rows
        The line and the cells of each row that is not blank.
    whole
        Whether it could be read to its end.
    """

    file: str
    line: int
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    whole: bool = True


def read_grid(data: bytes, file: str, log: Log) -> Grid | None:
    """Read comma, semicolon or tab separated text; None, with the fault logged, if it is none."""
    text = decode(data, file, log)
    if text is None:
        return None
    skipped = 0
    if text.startswith("sep=") and len(text.split("\n", 1)[0].rstrip("\r")) == 5:
        # A hint to Excel, which it leaves in what it saves.
        skipped, text = 1, text.partition("\n")[2]
    before = len(log.faults)
    records = _records(text, _delimiter(text), skipped, file, log)
    filled = [(line, cells) for line, cells in records if any(cell.strip() for cell in cells)]
    whole = len(log.faults) == before
    if not filled:
        log.fault(Place(file), "the table has no header", "begin it with a line of column names")
        return None
    (line, header), *rows = filled
    return Grid(file, line, header, tuple(rows), whole)


def decode(data: bytes, file: str, log: Log) -> str | None:
    """Decode text: UTF-8, else Windows-1252, which is noted; None, with the fault logged, if neither."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        log.fault(Place(file), "this is a workbook, no text", "save the sheet as CSV UTF-8")
        return None
    if b"\0" in data:
        before = data[: data.index(b"\0")]
        wrong = (
            "the file is UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "the file holds a NUL byte"
        )
        log.fault(Place(file, before.count(b"\n") + 1), wrong, "save it as UTF-8 (in Excel: CSV UTF-8)")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        first = error.start
    line = data.count(b"\n", 0, first) + 1
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        log.fault(
            Place(file, line),
            "the text is neither UTF-8 nor Windows-1252",
            "save it as UTF-8 (in Excel: CSV UTF-8)",
        )
        return None
    log.note(Place(file, line), "this is no UTF-8; the file was read as Windows-1252")
    return text


def _delimiter(text: str) -> str:
    """Choose what separates the most columns of the header."""
    for line in text.splitlines():
        if line.strip(" \t;,"):
            outside = "".join(line.split('"')[::2])
            return max(DELIMITERS, key=outside.count)
    return ","


def _records(
    text: str, delimiter: str, skipped: int, file: str, log: Log
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give each record with the line it begins on; a quoted cell may run over several lines."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + skipped + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            log.fault(
                Place(file, line),
                f"the quotes or the length of a cell are wrong ({error})",
                'write a quote inside a cell twice, and close it: "like ""this"""',
            )
            return
        yield line, tuple(cells)
