"""``schedule.xlsx``: a run as a workbook, for people who sort, filter and count."""

from datetime import datetime, time
from io import BytesIO

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from ..scenarios.results import Results
from .pages.words import Words
from .sheets.lists import asked_sheet, placement_sheet, rule_sheet, schedule_sheet, touch_sheet
from .sheets.sheet import Formats, Sheet, clean, write
from .sheets.summary import write_summary


def workbook(results: Results) -> bytes:
    """Write a run as an Excel workbook, in the scenario's language.

    Parameters
    ----------
    results
        What the run says.

    Returns
    -------
    bytes
        A workbook without any formula: texts stay texts, days are days, numbers are numbers. The same
        results give the same bytes.
    """
    words = Words(results.case.scenario.language)
    lists: list[Sheet] = [
        schedule_sheet(results, words),
        placement_sheet(results, words),
        touch_sheet(results, words),
        rule_sheet(results, words),
        asked_sheet(results, words),
    ]
    cut = [sheet for sheet in lists if sheet.is_cut]
    target = BytesIO()
    book = Workbook(
        target,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    title = words("report_title", name=results.case.scenario.name)
    created = datetime.combine(results.case.scenario.as_of, time())
    book.set_properties({"title": clean(title)[:255], "author": "Counterpoint", "created": created})
    formats = Formats(book)
    write_summary(book, formats, results, words, cut)
    for sheet in lists:
        write(book, formats, sheet)
    book.close()
    return target.getvalue()
