"""The run folder: whole or not at all, never over anything, never against the checker."""

import csv
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from counterpoint.io import run as run_module
from counterpoint.io.atomic import Occupied, whole_folder
from counterpoint.io.commands.exits import Exit, ending
from counterpoint.io.rows import csv_bytes
from counterpoint.io.run import write_run
from counterpoint.scenarios.disagreement import Disagreement
from counterpoint.scenarios.results import LaunchRow, Results, TouchRow
from counterpoint.scenarios.solving import Solved, gap, solve
from counterpoint.scheduler.cpsat.solve import Solver
from counterpoint.scheduler.outcome import Limits, Outcome, SolverFailure
from counterpoint.scheduler.problem.problem import UNITS
from tests.cases import make_case, make_schedule
from tests.solved import solved_as

LIMITS = Limits(seconds=20)
CAMPAIGNS = """
    campaign_id, bu_id, name, stage, requested_start
    one, a, =HYPERLINK(1), 1, 2027-03-03
"""
AUDIENCES = """
    campaign_id, account_id
    one, x
"""


@pytest.fixture
def solved() -> Solved:
    case = make_case(campaigns=CAMPAIGNS, audiences=AUDIENCES)
    return solved_as(case, make_schedule({"one": "2027-03-03"}, case=case))


def test_a_run_that_fails_midway_leaves_nothing(
    solved: Solved, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(results: Results) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(run_module, "workbook", full_disk)
    with pytest.raises(OSError, match="No space left"):
        write_run(tmp_path / "run", solved, Results(solved), LIMITS, "counterpoint run")
    assert list(tmp_path.iterdir()) == []


def test_a_run_takes_the_place_of_an_empty_folder_only(solved: Solved, tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    write_run(tmp_path / "run", solved, Results(solved), LIMITS, "counterpoint run")
    before = sorted((path, path.read_bytes()) for path in (tmp_path / "run").rglob("*") if path.is_file())
    with pytest.raises(Occupied, match="exists already"):
        write_run(tmp_path / "run", solved, Results(solved), LIMITS, "counterpoint run")
    assert before == sorted(
        (path, path.read_bytes()) for path in (tmp_path / "run").rglob("*") if path.is_file()
    )


def test_a_folder_filled_meanwhile_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(Occupied), whole_folder(tmp_path / "run"):
        (tmp_path / "run").mkdir()
        (tmp_path / "run" / "precious").write_text("mine", encoding="utf-8")
    assert (tmp_path / "run" / "precious").read_text(encoding="utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_run_without_a_schedule_holds_the_scenario_and_the_facts(solved: Solved, tmp_path: Path) -> None:
    without = replace(solved, schedule=None, verdict=None)
    write_run(tmp_path / "run", without, None, LIMITS, "counterpoint run")
    assert {path.name for path in (tmp_path / "run").iterdir()} == {"run.json", "scenario"}
    assert json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))["score"] is None


def test_the_same_results_give_the_same_bytes(solved: Solved, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_run(tmp_path / name, solved, Results(solved), LIMITS, "counterpoint run")
    first, second = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("one", "two")
    )
    assert first == second


def test_text_that_a_spreadsheet_would_run_is_quoted(solved: Solved) -> None:
    (row,) = csv.DictReader(StringIO(csv_bytes(LaunchRow, Results(solved).launches).decode()))
    assert row["name"] == "'=HYPERLINK(1)"
    assert row["days_moved"] == "0"


def test_touches_are_rows_by_day() -> None:
    case = make_case(
        campaigns=CAMPAIGNS,
        audiences=AUDIENCES,
        touches="campaign_id,step,offset_days,channel,personas\none,2,2,call,CFO; CTO\none,1,0,email,",
    )
    results = Results(solved_as(case, make_schedule({"one": "2027-03-03"}, case=case)))
    assert csv_bytes(TouchRow, results.touches).decode().splitlines() == [
        "date,account_id,campaign_id,bu_id,step,channel,personas,pressure",
        "2027-03-03,x,one,a,1,email,,1",
        "2027-03-05,x,one,a,2,call,CFO; CTO,2",
    ]


# -- engine against checker ---------------------------------------------------------------------------


def fake_search(objective_off: int, kept: bool) -> object:
    """Make a search that hands back the real one's plan, with a wrong objective or another plan."""
    real_search = Solver.solve

    def search(*words: object, **more: object) -> Outcome:
        outcome = real_search(*words, **more)  # type: ignore[arg-type]
        assert outcome.plan is not None and outcome.objective is not None
        plan = outcome.plan if kept else replace(outcome.plan, kept=~outcome.plan.kept)
        return replace(outcome, plan=plan, objective=outcome.objective + objective_off)

    return search


@pytest.mark.parametrize(
    ("objective_off", "kept", "said"),
    [(1, True, "the engine counts"), (0, False, "breaks input:launch")],
)
def test_a_calendar_on_which_engine_and_checker_disagree_is_refused(
    objective_off: int, kept: bool, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make_case(campaigns=CAMPAIGNS, audiences=AUDIENCES)
    monkeypatch.setattr(Solver, "solve", fake_search(objective_off, kept))
    with pytest.raises(Disagreement, match=said):
        solve(case, LIMITS)


@pytest.mark.parametrize("failure", [Disagreement("they differ"), SolverFailure("it crashed")])
def test_such_failures_end_a_command_with_a_line(
    failure: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> Exit:
        raise failure

    assert ending(fail) is Exit.NOTHING
    assert capsys.readouterr().err == f"no calendar was written: {failure}\n"


@pytest.mark.parametrize(
    ("objective", "bound", "expected"),
    [
        (100 * UNITS, 100 * UNITS, 0),
        (90 * UNITS, 100 * UNITS, 0.1),
        (-100 * UNITS, -90 * UNITS, 0.1),
        # Nothing is divided by less than a hundredth of a point.
        (0, UNITS // 2, 0.5),
        (None, 5, None),
    ],
)
def test_the_gap_is_a_share_of_the_larger(objective: int | None, bound: int, expected: float | None) -> None:
    share = gap(objective, bound)
    assert (None if share is None else float(share)) == expected
