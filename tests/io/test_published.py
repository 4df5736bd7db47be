"""The published schedule: a table, or a run that a rule names."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from counterpoint.io.scenario import Reading, read_scenario
from counterpoint.io.write import scenario_files, write_scenario
from tests.command_line import counterpoint, write_tiny

Faults = Callable[..., list[str]]
Make = Callable[..., Path]

SCHEDULE = """\
campaign_id,launch,status,start
c1,,scheduled,2027-02-02
c2,a2,scheduled,2027-03-02
c2,a3,unscheduled,
c3,1,scheduled,2027-04-06
c3,2,scheduled,2027-04-20
old,,scheduled,2027-01-04
"""
PLACEMENTS = """\
campaign_id,account_id,status,start,value,reason
c1,a1,kept,2027-02-02,10,
c1,a2,dropped,,10,because
c2,a2,kept,2027-03-02,2.5,
c3,a1,kept,2027-04-06,1,
c3,a3,kept,2027-04-20,1,
old,a1,kept,2027-01-04,1,
"""
RULE = "rules:\n  - {{id: stay, kind: stability, published: {}, max_changes: 1}}\n"


@pytest.fixture
def run(make: Make) -> Callable[..., Path]:
    """Write the base scenario with a rule that names a run, and the run (its folder's name is given)."""

    def write(folder: Path, *, named: str = "last", **files: str) -> Path:
        folder.mkdir(parents=True)
        for name, text in {"schedule": SCHEDULE, "placements": PLACEMENTS, **files}.items():
            (folder / f"{name}.csv").write_text(text)
        return make({"charter.yaml": RULE.format(named), "published.csv": None})

    return write


def starts(reading: Reading) -> Mapping[tuple[str, str], str]:
    return {(row.campaign_id, row.account_id): str(row.start) for row in reading.scenario.published}


READ = {
    ("c1", "a1"): "2027-02-02",
    ("c2", "a2"): "2027-03-02",
    ("c3", "a1"): "2027-04-06",
    ("c3", "a3"): "2027-04-20",
    ("old", "a1"): "2027-01-04",
}


@pytest.mark.parametrize("named", ["last", "last/schedule.csv"])
def test_a_run_in_the_scenarios_folder(run: Callable[..., Path], tmp_path: Path, named: str) -> None:
    reading = read_scenario(run(tmp_path / "last", named=named))
    assert starts(reading) == READ
    (note,) = reading.notes
    assert str(note).startswith(f"{tmp_path}/last/placements.csv:7:1: 'old' is published, and no longer")


@pytest.mark.parametrize(
    ("folder", "named"), [("runs/last", "last"), ("runs/last", "runs/last"), ("old", "old")]
)
def test_a_run_of_the_working_directory(
    run: Callable[..., Path],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    folder: str,
    named: str,
) -> None:
    here = tmp_path_factory.mktemp("here")
    monkeypatch.chdir(here)
    assert starts(read_scenario(run(here / folder, named=named))) == READ


def test_a_copy_holds_the_rows_and_needs_the_run_no_longer(
    run: Callable[..., Path], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    reading = read_scenario(run(tmp_path / "last"))
    copy = tmp_path_factory.mktemp("copy")
    write_scenario(reading.scenario, reading.charter, copy)
    again = read_scenario(copy)
    assert starts(again) == READ
    assert scenario_files(again.scenario, again.charter) == scenario_files(reading.scenario, reading.charter)


def test_the_table_is_what_counts_where_there_is_one(run: Callable[..., Path], tmp_path: Path) -> None:
    folder = run(tmp_path / "last")
    (folder / "published.csv").write_text("campaign_id,account_id,start\nc1,a2,2027-02-03\n")
    assert starts(read_scenario(folder)) == {("c1", "a2"): "2027-02-03"}


def test_a_run_that_is_not_there(faults: Faults) -> None:
    (told,) = faults({"charter.yaml": RULE.format("last"), "published.csv": None})
    assert told.startswith(
        "charter.yaml:2:44: there is no 'last', here, in the scenario's folder or in runs; "
    )


def test_two_rules_that_name_different_runs(faults: Faults) -> None:
    rules = RULE.format("one") + "  - {id: more, kind: stability, published: two}\n"
    rules += "  - {id: same, kind: stability, published: one}\n"
    told = faults({"charter.yaml": rules})
    assert told == [
        "charter.yaml:3:44: 'two' is published here, and 'one' on line 2; "
        "there is one published schedule: name the same run"
    ]


@pytest.mark.parametrize(
    ("files", "place", "said"),
    [
        (
            {"placements": PLACEMENTS.replace("02-02,10", "02-03,10")},
            "placements.csv:2:4",
            "starts on 2027-02-03",
        ),
        ({"placements": PLACEMENTS.replace("2027-02-02", "")}, "placements.csv:2:4", "start is empty"),
        ({"placements": PLACEMENTS.replace("2027-02-02", "soon")}, "placements.csv:2:4", "no ISO 8601 day"),
        ({"schedule": SCHEDULE.replace("status", "state")}, "schedule.csv:1:1", "column 'status' is missing"),
    ],
)
def test_what_is_wrong_in_the_run_is_told_there(
    run: Callable[..., Path], faults: Faults, tmp_path: Path, files: dict[str, str], place: str, said: str
) -> None:
    run(tmp_path / "last", **files)
    told = faults({"charter.yaml": RULE.format("last"), "published.csv": None})
    assert told[0].startswith(f"last/{place}: ")
    assert said in told[0]


def test_from_run_to_run(tmp_path: Path) -> None:
    write_tiny(tmp_path / "tiny")
    assert counterpoint("run", "tiny", cwd=tmp_path).returncode == 0
    charter = tmp_path / "tiny" / "charter.yaml"
    charter.write_text(
        "rules:\n  - {id: stay, kind: stability, published: tiny-1, frozen_until: 2027-04-01}\n"
    )
    second = counterpoint("run", "tiny", cwd=tmp_path)
    assert second.returncode == 0, second.stderr
    # Without the cap both would start as asked; what was published holds.
    one, two = ((tmp_path / "runs" / name / "schedule.csv").read_text() for name in ("tiny-1", "tiny-2"))
    assert [line.split(",")[6] for line in one.splitlines()] == [
        line.split(",")[6] for line in two.splitlines()
    ]
    checked = counterpoint("check", "runs/tiny-2/scenario", "runs/tiny-2", cwd=tmp_path)
    assert checked.returncode == 0, checked.stderr


def test_a_rule_of_a_profile_names_a_run_as_well(run: Callable[..., Path], tmp_path: Path) -> None:
    folder = run(tmp_path / "last")
    rule = "{id: stay, kind: stability, level: soft, published: last, change_weight: 1}"
    (folder / "charter.yaml").write_text(f"profiles:\n  still:\n    rules: [{rule}]\n")
    assert starts(read_scenario(folder)) == READ


def test_a_copy_holds_that_nothing_was_published(
    run: Callable[..., Path], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    nothing = "campaign_id,account_id,status,start\nc1,a1,dropped,\n"
    reading = read_scenario(run(tmp_path / "last", placements=nothing))
    copy = tmp_path_factory.mktemp("copy")
    write_scenario(reading.scenario, reading.charter, copy)
    assert starts(read_scenario(copy)) == {}
