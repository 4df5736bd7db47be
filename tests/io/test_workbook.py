"""The workbook holds the results as typed cells: texts, numbers and days, and never a formula."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook  # type: ignore[import-untyped]
from openpyxl.cell import Cell  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from counterpoint.io.pages.words import Words
from counterpoint.io.sheets import lists
from counterpoint.io.sheets.sheet import MOST_CHARACTERS, Sheet, clean
from counterpoint.io.workbook import workbook
from tests.io.reported import FORMULAS, HOSTILE, crowded, named, small


def read(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data))


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    """Give a sheet's rows by its headings."""
    head, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in body]


def cells(book: Workbook) -> Iterator[Cell]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if isinstance(cell, Cell) and cell.value is not None)


def test_sheets_are_frozen_and_filtered() -> None:
    book = read(workbook(small()))
    assert book.sheetnames == ["Summary", "Schedule", "Placements", "Touches", "Rules", "As asked"]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        head = [cell.value for cell in sheet[1]]
        assert len(set(head)) == len(head)


def test_launches_are_as_in_the_results() -> None:
    results = small()
    found = rows(read(workbook(results))["Schedule"])
    assert len(found) == len(results.launches)
    second = next(row for row in found if row["Campaign id"] == "two")
    assert second["Requested start"] == datetime(2027, 3, 2)
    assert second["Start"] == datetime(2027, 3, 5)
    assert second["Days moved"] == 3
    assert (second["Kept"], second["Dropped"], second["Value kept"]) == (1, 1, 5)
    unscheduled = next(row for row in found if row["Launch id"] == "2")
    assert unscheduled["Start"] is None
    assert unscheduled["Status"] == "not scheduled"


def test_placements_and_touches_are_as_in_the_results() -> None:
    results = small()
    book = read(workbook(results))
    placements = rows(book["Placements"])
    assert [(row["Campaign id"], row["Account id"], row["Value"]) for row in placements] == [
        (row.campaign_id, row.account_id, float(row.value)) for row in results.placements
    ]
    assert [row["Why"] for row in placements] == [row.reason or None for row in results.placements]
    touches = rows(book["Touches"])
    assert [(row["Date"], row["Pressure"]) for row in touches] == [
        (datetime(row.date.year, row.date.month, row.date.day), float(row.pressure))
        for row in results.touches
    ]


def test_rules_and_collisions_are_as_in_the_results() -> None:
    results = small()
    book = read(workbook(results))
    room = rows(book["Rules"])[0]
    assert room["Rule"] == "room"
    assert room["Measure"] == float(results.verdict.measures["room"])
    assert room["In natural units"] == "2 pairs too close, 1 account, 3 days missing"
    assert room["Penalty"] == -float(results.verdict.penalties["room"]) / 100
    assert room["In the group's words"] == "Leave room."
    assert len(rows(book["As asked"])) == len(results.collisions_asked)


def test_the_summary_holds_figures_and_score() -> None:
    results = small()
    found = {str(row[0]): row[1:3] for row in read(workbook(results))["Summary"].iter_rows(values_only=True)}
    assert found["Collisions"] == (results.figures_asked.collisions, results.figures.collisions)
    assert found["Days moved"] == (results.figures_asked.days_moved, results.figures.days_moved)
    assert found["Score"] == (results.solved.asked.score / 100, results.verdict.score / 100)


def test_days_are_days() -> None:
    sheet = read(workbook(small()))["Schedule"]
    days = [cell for column in ("D", "E", "F", "G") for cell in sheet[column][1:] if cell.value]
    assert days
    assert all(cell.is_date and cell.number_format == "yyyy-mm-dd" for cell in days)


@pytest.mark.parametrize("name", [*FORMULAS, HOSTILE])
def test_no_text_becomes_anything_else(name: str) -> None:
    book = read(workbook(named(name)))
    assert all(cell.data_type in "snd" for cell in cells(book))
    assert not any(cell.hyperlink for cell in cells(book))
    assert {row["BU"] for row in rows(book["Schedule"])} == {name}
    assert {row["Account"] for row in rows(book["Placements"])} == {name}


def test_characters_that_no_file_may_hold_are_taken_out() -> None:
    book = read(workbook(named("a\x00b\x0bc\ud800d\uffff")))
    assert {row["BU"] for row in rows(book["Schedule"])} == {"ab\nc\ufffdd\ufffd"}


def test_a_text_is_cut_to_what_a_cell_takes() -> None:
    assert clean("x" * MOST_CHARACTERS) == "x" * MOST_CHARACTERS
    assert clean("x" * (MOST_CHARACTERS + 1)) == "x" * (MOST_CHARACTERS - 1) + "…"
    astral = clean("x" + "\U0001f600" * MOST_CHARACTERS)
    assert len(astral.encode("utf-16-le")) // 2 <= MOST_CHARACTERS
    assert astral.endswith("\U0001f600…")


def test_a_sheet_is_cut_to_what_excel_takes_and_the_summary_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    made = lists.touch_sheet(small(), Words("en"))
    short = Sheet(made.name, made.head, made.rows, made.file, 3)
    monkeypatch.setattr("counterpoint.io.workbook.touch_sheet", lambda *_: short)
    book = read(workbook(small()))
    assert book["Touches"].max_row == 4
    lines = [str(row[0]) for row in book["Summary"].iter_rows(values_only=True)]
    assert any(line.startswith("The sheet Touches holds the first 3 of") for line in lines)


def test_the_same_results_give_the_same_bytes() -> None:
    assert workbook(small()) == workbook(small())


def test_a_french_workbook_is_french() -> None:
    book = read(workbook(small("fr")))
    assert book.sheetnames == ["Synthèse", "Calendrier", "Comptes", "Contacts", "Règles", "Demandé"]
    assert "Pourquoi" in rows(book["Calendrier"])[0]


def test_an_empty_run_has_a_workbook() -> None:
    assert read(workbook(crowded(0))).sheetnames[0] == "Summary"
