"""``explain`` end to end: what it prints, and how it ends where it cannot."""

import json
import shutil
from pathlib import Path

import pytest

from tests.command_line import counterpoint, write_tiny

NO_RUN = "this is no run, it holds no scenario/; name a folder that `run` wrote"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a run of the tiny scenario: the demo makes room for the audit."""
    folder = tmp_path_factory.mktemp("explained")
    write_tiny(folder / "scenario")
    assert counterpoint("run", "scenario", "--out", "run", cwd=folder).returncode == 0
    return folder


def test_a_run_needs_nothing_else_to_be_explained(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "run", tmp_path / "run")
    ended = counterpoint("explain", "run", "demo", cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("Démonstration (Logiciels)\n")
    assert "cap (“One touch a week”): pressure of 2 on Aciéries" in ended.stdout
    assert "Solved anew with it there: costs 0.70 points." in ended.stdout
    assert "Audit moves from 8 March 2027 to" in ended.stdout


def test_one_day_as_facts(folder: Path) -> None:
    ended = counterpoint("explain", "run", "demo", "--at", "2027-03-08", "--json", cwd=folder)
    (launch,) = json.loads(ended.stdout)["launches"]
    (day,) = launch["days"]
    assert (day["day"], day["stand"]) == ("2027-03-08", "barred_as_things_stand")
    assert (day["best_calendar"]["cost_least"], day["best_calendar"]["cost_most"]) == (0.7, 0.7)


def test_a_bound_that_is_not_the_scenarios_own_proves_nothing(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "run", tmp_path / "run")
    charter = tmp_path / "run" / "scenario" / "charter.yaml"
    charter.write_text(charter.read_text(encoding="utf-8") + "collision_days: 9\n", encoding="utf-8")
    ended = counterpoint("explain", "run", "demo", "--at", "2027-03-08", "--json", cwd=tmp_path)
    (launch,) = json.loads(ended.stdout)["launches"]
    best = launch["days"][0]["best_calendar"]
    assert (best["cost_least"], best["cost_most"]) == (0.7, None)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run", "dmo"), "dmo: 'dmo' is no campaign in the schedule; did you mean 'demo'?"),
        (("run", "demo", "--wave", "2"), "--wave 2: 'demo' has no such wave; leave --wave out"),
        (("run", "demo", "--account", "y"), "--account y: 'demo' does not ask for account 'y'; known: x"),
        (
            ("scenario", "demo"),
            "scenario: this is no run, it holds no scenario/; name a folder that `run` wrote",
        ),
        (
            ("nowhere", "demo"),
            "nowhere: this is no run, it holds no scenario/; name a folder that `run` wrote",
        ),
    ],
)
def test_what_is_not_there_is_one_line(words: tuple[str, ...], said: str, folder: Path) -> None:
    ended = counterpoint("explain", *words, cwd=folder)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == f"{said}\n"


def test_a_schedule_that_breaks_hard_rules_is_not_explained(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "run", tmp_path / "run")
    schedule = tmp_path / "run" / "schedule.csv"
    lines = schedule.read_text(encoding="utf-8").splitlines()
    at = lines[0].split(",").index("start")
    rows = [line.split(",") for line in lines]
    for row in rows[1:]:
        row[at] = "2027-03-08"
    schedule.write_text("\n".join(",".join(row[: at + 1]) for row in rows) + "\n", encoding="utf-8")
    ended = counterpoint("explain", "run", "demo", cwd=tmp_path)
    assert ended.returncode == 1
    assert "the schedule breaks hard rules" in ended.stderr


def test_a_run_without_a_schedule_says_what_is_missing(tmp_path: Path) -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, requested_start, value, commitment
        demo, saas, Démonstration, 3, 2027-03-08, 10, fixed
        audit, infra, Audit, 2, 2027-03-08, 20, fixed
        """
    write_tiny(tmp_path / "s", campaigns_csv=campaigns)
    assert counterpoint("run", "s", "--out", "run", cwd=tmp_path).returncode == 1
    ended = counterpoint("explain", "run", "demo", cwd=tmp_path)
    assert ended.returncode == 2
    assert ended.stderr == "run: this run has no schedule to explain; `run` tells why none was found\n"


def test_of_many_launches_those_that_lost_most_are_explained(tmp_path: Path) -> None:
    write_tiny(
        tmp_path / "s",
        accounts_csv="account_id,name\n" + "".join(f"x{n:02},X{n}\n" for n in range(12)),
        campaigns_csv="""
            campaign_id, bu_id, name, stage, requested_start, move_cost, launch
            demo, saas, Démonstration, 3, 2027-03-08, 0.01, per_account
            audit, infra, Audit, 2, 2027-03-08, 1,
            """,
        audiences_csv="campaign_id,account_id\n"
        + "audit,x11\n"
        + "".join(f"demo,x{n:02}\n" for n in range(12)),
    )
    assert counterpoint("run", "s", "--out", "run", cwd=tmp_path).returncode == 0
    ended = counterpoint("explain", "run", "demo", "--time-limit", "0", "--json", cwd=tmp_path)
    assert "demo: the 10 of 12 launches that lost most are explained" in ended.stderr
    launches = json.loads(ended.stdout)["launches"]
    # On the last account the audit has the week.
    assert [row["launch"] for row in launches] == ["x11", *(f"x{n:02}" for n in range(9))]
