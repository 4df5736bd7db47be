"""The first sheet: what was done, the figures before and after, the score by part and by BU."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]

from ...scenarios.results import Results, points
from ..pages.overview import done, figure_rows, proof, remarks
from ..pages.score import Unit, parts, units
from ..pages.words import Words
from .sheet import Formats, Sheet, Value, put

Row = tuple[Value, ...]


class Block(NamedTuple):
    """A small table of the summary: its heading, its columns, its rows."""

    title: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]


def write_summary(
    book: Workbook, formats: Formats, results: Results, words: Words, cut: Iterable[Sheet]
) -> None:
    """Add the summary as the first sheet; ``cut`` are the sheets that could not take all their rows."""
    page = book.add_worksheet(words("sheet_summary"))
    page.set_column(0, 0, 46)
    page.set_column(1, 6, 16)
    scenario = results.case.scenario
    put(page, 0, 0, words("report_title", name=scenario.name), formats.title)
    at = 1
    for line in (*_opening(results, words), *(_cut(sheet, words) for sheet in cut)):
        put(page, at, 0, line, formats.plain)
        at += 1
    for block in (_figures(results, words), _parts(results, words), _units(results, words)):
        at += 1
        put(page, at, 0, block.title, formats.bold)
        for column, name in enumerate(block.head):
            put(page, at + 1, column, name, formats.head)
        for number, row in enumerate(block.rows, at + 2):
            for column, value in enumerate(row):
                put(page, number, column, value, _style(formats, column, value))
        at += 2 + len(block.rows)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _style(formats: Formats, column: int, value: Value) -> Format:
    if column == 0:
        return formats.wrap
    return formats.count if isinstance(value, int) else formats.number


def _opening(results: Results, words: Words) -> Iterator[str]:
    scenario = results.case.scenario
    yield words(
        "period",
        first=words.long_day(scenario.start),
        last=words.long_day(scenario.end),
        today=words.long_day(scenario.as_of),
        profile=scenario.profile,
    )
    yield done(results, words)
    yield proof(results, words)
    yield from remarks(results, words)


def _cut(sheet: Sheet, words: Words) -> str:
    counts = {"n": words.number(sheet.most), "all": words.number(len(sheet.rows))}
    return words("cut_rows", sheet=sheet.name, file=sheet.file, **counts)


def _figures(results: Results, words: Words) -> Block:
    head = (words("figure"), words("asked"), words("group"), words("change"), words("unit"))
    rows = []
    for row in figure_rows(results, words):
        values = [row.asked, row.group, row.group - row.asked]
        plain = [value if row.is_share or value.denominator > 1 else int(value) for value in values]
        rows.append((row.name, *plain, "%" if row.is_share else None))
    return Block(words("figures_caption"), head, tuple(rows))


def _parts(results: Results, words: Words) -> Block:
    asked, group = parts(results.solved.asked), parts(results.verdict)
    hard = (words("score_hard"), len(results.solved.asked.hard), len(results.verdict.hard))
    rows = [(words(key), Fraction(asked[key]) / 100, Fraction(group[key]) / 100) for key in group]
    return Block(words("score_parts"), (words("part"), words("asked"), words("group")), (hard, *rows))


def _units(results: Results, words: Words) -> Block:
    keys = ("bu", "value_asked", "value_kept", "share", "launches_moved", "days_moved", "cost_of_moves")
    found = units(results)
    whole = Unit(*map(sum, zip(*found.values(), strict=True))) if found else Unit(0, 0, 0, 0, 0)
    named = [(results.case.scenario.unit_of[name].name, unit) for name, unit in found.items()]
    rows = tuple(
        (
            name,
            points(unit.asked),
            points(unit.kept),
            unit.share,
            unit.launches_moved,
            unit.days_moved,
            -points(unit.moves),
        )
        for name, unit in (*named, (words("total"), whole))
    )
    return Block(words("score_units"), tuple(map(words, keys)), rows)
