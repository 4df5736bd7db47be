"""The run folder: everything that a solve leaves behind, written whole or not at all."""

import json
from pathlib import Path
from typing import Any

from ..constraints.charter.case import Case
from ..scenarios.results import LaunchRow, PlacementRow, Results, TouchRow
from ..scenarios.solving import Solved
from ..scheduler.outcome import Limits
from ..scheduler.problem.problem import UNITS
from .atomic import whole_folder
from .facts import run_facts
from .ical import calendars
from .report import report_html
from .rows import csv_bytes
from .workbook import workbook
from .write import scenario_hash, write_scenario

#: The folder in a run that holds what was solved.
SCENARIO = "scenario"
FACTS = "run.json"


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
        write_scenario(scenario, charter, draft / SCENARIO)
        text = json.dumps(facts, indent=2, ensure_ascii=False)
        (draft / FACTS).write_text(text + "\n", encoding="utf-8")
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


def run_bound(folder: Path, case: Case) -> int | None:
    """Give what a run proved that no calendar's objective exceeds, in the problem's units.

    None if it proved nothing, or nothing of the case: its scenario was edited since, or its facts are lost.
    """
    try:
        facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
        same = facts["scenario"]["hash"] == scenario_hash(case.scenario, case.charter)
        return round(100 * UNITS * facts["bound"]) if same else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
