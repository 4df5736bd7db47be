"""The command line end to end: what is written, what is printed, and how it ends."""

import csv
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command_line import ROOT, counterpoint, write_tiny


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the tiny scenario once, for all tests that look at what is left."""
    folder = tmp_path_factory.mktemp("tiny")
    write_tiny(folder / "scenario")
    ended = counterpoint("run", "scenario", "--out", "run", cwd=folder)
    assert ended.returncode == 0, ended.stderr
    (folder / "printed").write_text(ended.stdout, encoding="utf-8")
    return folder


def test_run_writes_the_files_of_a_run(tiny: Path) -> None:
    names = {str(path.relative_to(tiny / "run")) for path in (tiny / "run").rglob("*") if path.is_file()}
    assert names >= {
        "run.json",
        "schedule.csv",
        "placements.csv",
        "touches.csv",
        "report.html",
        "schedule.xlsx",
        "calendars/group.ics",
        "calendars/bu-saas.ics",
        "calendars/bu-infra.ics",
        "scenario/scenario.yaml",
        "scenario/charter.yaml",
        "scenario/campaigns.csv",
    }
    assert not [path for path in tiny.iterdir() if path.name.startswith(".")]


def test_run_moves_the_cheaper_campaign_just_out_of_the_week(tiny: Path) -> None:
    by_id = {row["campaign_id"]: row for row in rows_of(tiny / "run" / "schedule.csv")}
    # A day's move costs 1 % of the value: 7 days of the demo, 0.70 points, are cheaper than of the audit.
    assert by_id["audit"]["start"] == "2027-03-08"
    assert by_id["demo"]["start"] in {"2027-03-01", "2027-03-15"}
    assert by_id["demo"]["days_moved"] == "7"
    assert "cap" in by_id["demo"]["reason"]


def test_run_json_states_the_proof_and_the_figures_beside_those_as_asked(tiny: Path) -> None:
    facts = json.loads((tiny / "run" / "run.json").read_text(encoding="utf-8"))
    assert (facts["status"], facts["score"], facts["bound"], facts["gap"]) == ("optimal", 29.3, 29.3, 0)
    assert facts["parts"] == {"value": 30.0, "moves": -0.7, "penalties": 0, "rewards": 0}
    assert facts["figures"]["collisions"] == 0
    assert facts["figures_as_asked"]["collisions"] == 1
    assert facts["trajectory"]


def test_the_summary_says_how_good_the_calendar_is(tiny: Path) -> None:
    printed = (tiny / "printed").read_text(encoding="utf-8")
    assert "score 29.30, proven optimal" in printed
    assert "2 of 2 launches scheduled, 2 of 2 placements kept" in printed


def test_check_agrees_with_the_run(tiny: Path) -> None:
    ended = counterpoint("check", "scenario", "run", "--json", cwd=tiny)
    facts = json.loads(ended.stdout)
    assert ended.returncode == 0
    assert (facts["feasible"], facts["score"]) == (True, 29.3)


def test_the_scenario_in_a_run_solves_as_the_scenario_itself(tiny: Path) -> None:
    ended = counterpoint("run", "run/scenario", "--out", "again", cwd=tiny)
    assert ended.returncode == 0
    for name in ("schedule.csv", "placements.csv", "touches.csv"):
        assert (tiny / "again" / name).read_bytes() == (tiny / "run" / name).read_bytes()


def test_check_says_what_is_broken_in_natural_units(tiny: Path) -> None:
    ended = counterpoint("check", "scenario", "--json", cwd=tiny)
    cap = json.loads(ended.stdout)["by_rule"]["cap"]
    assert cap["natural"] == {"over": 1, "touches_too_many": 1, "worst": 1}
    assert cap["in_words"] == "1 account over the limit, 1 touch too many, 1 of pressure too much at worst"
    assert cap["worst"].startswith("pressure of 2 on Aciéries")


def test_check_judges_a_schedule_that_excel_saved(tiny: Path) -> None:
    edited = tiny / "edited"
    edited.mkdir()
    for name in ("schedule.csv", "placements.csv"):
        text = (tiny / "run" / name).read_text(encoding="utf-8")
        with (tiny / "run" / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert text
        for row in rows:
            # The planner moves the demo back to where it was asked for.
            if name == "schedule.csv" and row[0] == "demo":
                row[6] = "2027-03-08"
        lines = [";".join(f'"{cell}"' for cell in row) for row in rows]
        (edited / name).write_bytes("\r\n".join([*lines, ""]).encode("cp1252"))
    ended = counterpoint("check", "scenario", "edited/schedule.csv", cwd=tiny)
    assert ended.returncode == 1
    assert "cap" in ended.stdout
    assert "Traceback" not in ended.stderr


def test_check_lists_the_collisions_as_asked(tiny: Path) -> None:
    ended = counterpoint("check", "scenario", cwd=tiny)
    assert ended.returncode == 0
    for part in ("1 collision", "Aciéries", "2027-W10", "infra and saas", "share a day"):
        assert part in ended.stdout


def test_a_run_is_never_overwritten(tiny: Path) -> None:
    before = (tiny / "run" / "run.json").read_bytes()
    ended = counterpoint("run", "scenario", "--out", "run", cwd=tiny)
    assert ended.returncode == 2
    assert "run exists already" in ended.stderr
    assert (tiny / "run" / "run.json").read_bytes() == before


def test_every_fault_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    write_tiny(
        tmp_path / "s",
        accounts_csv="account_id,nam\nx,Aciéries\n",
        audiences_csv="campaign_id,account_id\ndemo,y\naudit,x\naudit,x\n",
    )
    ended = counterpoint("run", "s", cwd=tmp_path)
    assert ended.returncode == 2
    assert "accounts.csv:1:2" in ended.stderr
    assert "audiences.csv:4:" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "runs").exists()


def test_a_scenario_without_any_calendar_ends_with_1_and_says_so(tmp_path: Path) -> None:
    write_tiny(
        tmp_path / "s",
        campaigns_csv="""
        campaign_id, bu_id, name, stage, requested_start, commitment
        demo, saas, Démonstration, 3, 2027-03-08, fixed
        audit, infra, Audit, 2, 2027-03-08, fixed
        """,
    )
    ended = counterpoint("run", "s", "--out", "run", cwd=tmp_path)
    assert ended.returncode == 1, ended.stderr
    facts = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    assert (facts["status"], facts["conflict"]["irreducible"]) == ("infeasible", True)
    assert {row["origin"] for row in facts["conflict"]["demands"]} == {"input:presence", "input:start", "cap"}
    assert "rule cap on Aciéries (“One touch a week”)" in ended.stdout
    assert "giving up one of these is enough" in ended.stdout
    assert {path.name for path in (tmp_path / "run").iterdir()} == {"run.json", "scenario"}


def test_no_time_at_all_ends_with_3(tmp_path: Path) -> None:
    write_tiny(tmp_path / "s")
    ended = counterpoint("run", "s", "--out", "run", "--time-limit", "0", cwd=tmp_path)
    assert ended.returncode == 3, ended.stderr
    facts = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    assert (facts["status"], facts["cut_short"]) == ("unknown", "time")


def test_set_changes_a_parameter_of_a_rule(tmp_path: Path) -> None:
    write_tiny(tmp_path / "s")
    ended = counterpoint("run", "s", "--out", "run", "--set", "rules.cap.max=2", "--json", cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["score"] == 30.0


def test_a_profile_weighs_the_objective_and_leaves_the_score(tmp_path: Path) -> None:
    write_tiny(tmp_path / "s")
    ended = counterpoint("run", "s", "--out", "run", "--profile", "value", cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    facts = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    # Twice the 30 points kept, half the 0.70 of moves.
    assert (facts["score"], facts["objective"], facts["bound"], facts["gap"]) == (29.3, 59.65, 59.65, 0)
    assert facts["profile"] == "value"
    assert facts["percents"] == {"value": 200, "moves": 50, "penalties": 75, "rewards": 100}
    assert facts["parts"] == {"value": 30.0, "moves": -0.7, "penalties": 0, "rewards": 0}
    assert "score 29.30, objective 59.65 under value, proven optimal" in ended.stdout
    assert "profile value: more accounts kept, for" in ended.stdout
    assert "profile: value" in (tmp_path / "run" / "scenario" / "scenario.yaml").read_text(encoding="utf-8")
    report = (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    assert "Score 29.30 points, objective 59.65 as the profile weighs them; proven optimal" in report
    assert "Profile value: More accounts kept, for" in report
    assert "Objective, as the profile weighs it" in report


def test_an_unknown_profile_is_refused(tmp_path: Path) -> None:
    write_tiny(tmp_path / "s")
    for command in ("run", "check"):
        ended = counterpoint(command, "s", "--profile", "clam", cwd=tmp_path)
        assert ended.returncode == 2
        assert ended.stderr == "--profile clam: unknown profile 'clam'; did you mean 'calm'?\n"


def test_what_arbitration_assumes_is_said_by_run_and_check(tmp_path: Path) -> None:
    write_tiny(tmp_path / "s", fit_csv="bu_id,account_id,relationship\nsaas,x,0.8\n")
    lacks = [
        "the fit table lacks criteria; arbitration assumes the mean of the account's other BUs, else 0.5:",
        "  account   BU     relationship  strategic_fit  capacity  revenue_potential",
        "  Aciéries  infra          0.80           0.50      0.50               0.50",
        "  Aciéries  saas                          0.50      0.50               0.50",
    ]
    for words in (("check", "s"), ("run", "s", "--out", "run")):
        ended = counterpoint(*words, cwd=tmp_path)
        assert "\n".join(lacks) in ended.stdout, ended.stderr
    facts = json.loads(counterpoint("check", "s", "--json", cwd=tmp_path).stdout)
    relationship = {"bu_id": "infra", "account_id": "x", "criterion": "relationship", "assumed": 0.8}
    assert relationship in facts["arbitration_gaps"]


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("rules.cup.max=2", "did you mean 'cap'"),
        ("rules.cap.maxx=2", "did you mean 'max'"),
        ("rules.cap.max=many", "is no max for rule cap"),
        ("cap.max=2", "write rules.ID.param=VALUE"),
    ],
)
def test_a_wrong_setting_is_refused(tmp_path: Path, setting: str, said: str) -> None:
    write_tiny(tmp_path / "s")
    ended = counterpoint("run", "s", "--set", setting, cwd=tmp_path)
    assert ended.returncode == 2
    assert said in ended.stderr


def test_help_answers_without_loading_the_solver() -> None:
    words = [sys.executable, "-X", "importtime", str(ROOT / "solve.py"), "--help"]
    ended = subprocess.run(words, capture_output=True, text=True, check=True)
    assert "check" in ended.stdout
    loaded = {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines()}
    assert "typer" in loaded
    assert loaded.isdisjoint({"ortools", "pandas", "numpy", "pydantic"})


@pytest.mark.slow
def test_an_interrupted_run_writes_the_best_so_far(tmp_path: Path) -> None:
    # Large enough that no proof comes at once: forty campaigns share twelve accounts.
    campaigns = [
        f"c{n}, {'saas' if n % 2 else 'infra'}, C{n}, {n % 5 + 1}, 2027-03-08, {n + 3}" for n in range(40)
    ]
    write_tiny(
        tmp_path / "s",
        accounts_csv="account_id,name\n" + "".join(f"x{n},X{n}\n" for n in range(12)),
        campaigns_csv="campaign_id, bu_id, name, stage, requested_start, value\n" + "\n".join(campaigns),
        audiences_csv="campaign_id,account_id\n"
        + "".join(f"c{n},x{m}\n" for n in range(40) for m in range(12) if (n * 7 + m * 5) % 3),
    )
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "solve.py"), "run", "s", "--out", "run", "--time-limit", "100"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    time.sleep(15)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    facts = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    assert (facts["status"], facts["cut_short"]) == ("feasible", "interrupted")
    assert counterpoint("check", "s", "run", cwd=tmp_path).returncode == 0
