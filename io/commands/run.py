"""``run``: solve, check, write a run."""

import json
import shlex
import sys
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from ...constraints.charter.case import Case
from ...scenarios.results import Results
from ...scenarios.solving import solve
from ...scheduler.outcome import Cut, Limits, Status
from ..atomic import ready, refuse_occupied
from ..overrides import override, under_profile
from ..progress import Progress
from ..run import write_run
from ..scenario import read_scenario
from ..shipped import scenario_folder
from ..summary import run_summary
from .exits import Exit, ending, tell


def run(
    scenario: str,
    out: Path | None,
    limits: Limits,
    settings: Sequence[str],
    *,
    profile: str | None = None,
    as_json: bool,
) -> Exit:
    """Solve a scenario and write its run; say what was found."""
    return ending(lambda: _run(scenario, out, limits, settings, profile, as_json))


def _run(
    scenario: str,
    out: Path | None,
    limits: Limits,
    settings: Sequence[str],
    profile: str | None,
    as_json: bool,
) -> Exit:
    folder = out or next_folder(Path("runs"), Path(scenario).resolve().name)
    refuse_occupied(folder)
    with scenario_folder(scenario) as source:
        reading = read_scenario(source)
    tell(reading.notes)
    charter = override(reading.charter, settings)
    case = Case(under_profile(reading.scenario, charter, profile), charter)
    ready(folder)
    with Progress() as progress:
        solved = solve(case, limits, progress.show)
    results = Results(solved) if solved.schedule else None
    facts = write_run(folder, solved, results, limits, shlex.join(["counterpoint", *sys.argv[1:]]))
    if as_json:
        print(json.dumps(facts, indent=2, ensure_ascii=False))
    else:
        print(run_summary(solved, results, folder))
    if solved.outcome.cut_short is Cut.INTERRUPTED:
        return Exit.INTERRUPTED
    ends = {Status.INFEASIBLE: Exit.BROKEN, Status.UNKNOWN: Exit.NOTHING}
    return ends.get(solved.outcome.status, Exit.DONE)


def next_folder(parent: Path, name: str) -> Path:
    """Give the first of NAME-1, NAME-2 … that is not there yet."""
    return next(path for number in count(1) if not (path := parent / f"{name}-{number}").exists())
