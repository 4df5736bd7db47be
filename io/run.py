"""The run folder: everything that a solve leaves behind, written whole or not at all."""

import json
from pathlib import Path
from typing import Any

from ..scenarios.results import LaunchRow, PlacementRow, Results, TouchRow
from ..scenarios.solving import Solved
from ..scheduler.outcome import Limits
from .atomic import whole_folder
from .facts import run_facts
from .ical import calendars
from .report import report_html
from .rows import csv_bytes
from .workbook import workbook
from .write import scenario_hash, write_scenario


def write_run(
    folder: Path, solved: Solved, results: Results | None, limits: Limits, command: str
) -> dict[str, Any]:
    """Write a run and give what stands in its ``run.json``.

    Without a schedule the folder holds ``scenario/`` and ``run.json`` only.

    Raises
    ------
    Occupied
        If the folder holds something.
    """
    scenario, charter = solved.case.scenario, solved.case.charter
    facts = run_facts(solved, results, limits, scenario_hash(scenario, charter), command)
    with whole_folder(folder) as draft:
        write_scenario(scenario, charter, draft / "scenario")
        text = json.dumps(facts, indent=2, ensure_ascii=False)
        (draft / "run.json").write_text(text + "\n", encoding="utf-8")
        if results:
            _write_results(draft, results)
    return facts


def _write_results(folder: Path, results: Results) -> None:
    """Write the calendar for programs and for people."""
    (folder / "schedule.csv").write_bytes(csv_bytes(LaunchRow, results.launches))
    (folder / "placements.csv").write_bytes(csv_bytes(PlacementRow, results.placements))
    (folder / "touches.csv").write_bytes(csv_bytes(TouchRow, results.touches))
    (folder / "calendars").mkdir()
    for name, data in calendars(results).items():
        (folder / "calendars" / name).write_bytes(data)
    (folder / "report.html").write_text(report_html(results), encoding="utf-8")
    (folder / "schedule.xlsx").write_bytes(workbook(results))
