"""A schedule of any origin: a run's own, or one that a planner has edited."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from counterpoint.io.faults import InputFaults
from counterpoint.io.scenario import Reading
from counterpoint.io.schedule import ScheduleReading, read_schedule
from counterpoint.scheduler.scenario import LaunchId

Read = Callable[..., Reading]

SCHEDULE = """\
campaign_id,launch,bu_id,name,status,requested_start,start,first_day,reason
c1,,b1,Webinar,scheduled,2027-02-01,2027-02-02,2027-01-26,
c2,a2,b2,Visits,scheduled,2027-03-01,2027-03-02,2027-03-02,
c2,a3,b2,Visits,unscheduled,2027-03-01,,,
c3,1,b1,Offer,scheduled,2027-04-06,2027-04-06,2027-04-06,
c3,2,b1,Offer,scheduled,2027-04-20,2027-04-20,2027-04-20,
"""
PLACEMENTS = """\
campaign_id,account_id,status,start
c1,a1,kept,2027-02-02
c1,a2,dropped,
c2,a2,kept,2027-03-02
c2,a3,dropped,
c3,a1,kept,
c3,a3,kept,
"""


@pytest.fixture
def schedule(read: Read, tmp_path: Path) -> Callable[..., ScheduleReading]:
    def go(launches: str | bytes = SCHEDULE, placements: str | bytes = PLACEMENTS) -> ScheduleReading:
        scenario = read().scenario
        for name, text in (("schedule.csv", launches), ("placements.csv", placements)):
            (tmp_path / name).write_bytes(text.encode() if isinstance(text, str) else text)
        return read_schedule(tmp_path, scenario)

    return go


def test_a_run_reads_back(schedule: Callable[..., ScheduleReading]) -> None:
    found, notes = schedule()
    assert found.starts == {
        LaunchId("c1"): date(2027, 2, 2),
        LaunchId("c2", "a2"): date(2027, 3, 2),
        LaunchId("c2", "a3"): None,
        LaunchId("c3", "1"): date(2027, 4, 6),
        LaunchId("c3", "2"): date(2027, 4, 20),
    }
    assert found.kept == {("c1", "a1"), ("c2", "a2"), ("c3", "a1"), ("c3", "a3")}
    assert notes == ()


def test_excel_may_have_saved_it(schedule: Callable[..., ScheduleReading]) -> None:
    rows = (
        SCHEDULE.replace(",", ";").replace("c3;1;", "c3;1,0;").replace("Visits", "Visités").encode("cp1252")
    )
    assert schedule(rows)[0] == schedule()[0]


def test_what_is_left_out_is_noted(schedule: Callable[..., ScheduleReading]) -> None:
    found, notes = schedule(
        "campaign_id,launch,status,start\nc1,,scheduled,2027-02-02\n",
        "campaign_id,account_id,status\nc1,a1,kept\nc2,a2,kept\n",
    )
    assert found.starts[LaunchId("c2", "a2")] is None
    assert found.kept == {("c1", "a1")}
    assert [note.message.split(":")[0] for note in notes] == [
        "placements without a row count as dropped",
        "c2 on a2 is kept and its launch unscheduled",
        "launches without a row count as unscheduled",
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "2027-02-02,",
            "02/02/2027,",
            "schedule.csv:2:7: start: '02/02/2027' is no ISO 8601 day; write 2027-02-02",
        ),
        (
            "scheduled,2027-02-01,2027-02-02",
            "unscheduled,2027-02-01,2027-02-02",
            "schedule.csv:2:7: start 2027-02-02",
        ),
        ("2027-02-02,2027-01-26", ",", "schedule.csv:2:7: the launch is scheduled and has no start"),
        ("c2,a3", "c2,a2", "schedule.csv:4:1: 'c2, a2' is there already, on line 3"),
        ("c3,2", "c3,3", "schedule.csv:6:2: 'c3' has no launch '3'; known: 1, 2"),
        ("c1,,", "c1,1,", "schedule.csv:2:2: 'c1' has no launch '1'; leave the cell empty"),
        ("c1,,", "c11,,", "schedule.csv:2:1: unknown campaign 'c11'; did you mean 'c1'?"),
        (",status,", ",state,", "schedule.csv:1:1: the required column 'status' is missing"),
        (
            ",scheduled,",
            ",schedule,",
            "schedule.csv:2:5: status: 'schedule' is not known here; did you mean 'scheduled'?",
        ),
    ],
)
def test_faults_of_the_launches(
    schedule: Callable[..., ScheduleReading], tmp_path: Path, old: str, new: str, told: str
) -> None:
    with pytest.raises(InputFaults) as caught:
        schedule(SCHEDULE.replace(old, new, 1))
    assert any(str(fault).replace(f"{tmp_path}/", "").startswith(told) for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("c1,a1", "c1,a3", "placements.csv:2:2: 'c1' does not ask for account 'a3'"),
        ("c1,a2", "c1,a1", "placements.csv:3:1: 'c1, a1' is there already, on line 2"),
        ("kept", "keep", "placements.csv:2:3: status: 'keep' is not known here; did you mean 'kept'?"),
    ],
)
def test_faults_of_the_placements(
    schedule: Callable[..., ScheduleReading], tmp_path: Path, old: str, new: str, told: str
) -> None:
    with pytest.raises(InputFaults) as caught:
        schedule(SCHEDULE, PLACEMENTS.replace(old, new, 1))
    assert any(str(fault).replace(f"{tmp_path}/", "").startswith(told) for fault in caught.value.faults)


def test_a_draft_is_in_no_schedule(read: Read, tmp_path: Path) -> None:
    campaigns = "campaign_id,bu_id,name,stage,status\nc1,b1,x,1,draft\nc2,b2,y,1,\nc3,b1,z,1,\n"
    scenario = read({"campaigns.csv": campaigns, "decisions.csv": None, "dependencies.csv": None}).scenario
    (tmp_path / "schedule.csv").write_text("campaign_id,launch,status,start\nc1,,unscheduled,\n")
    (tmp_path / "placements.csv").write_text(PLACEMENTS.splitlines()[0] + "\n")
    with pytest.raises(InputFaults, match="'c1' is draft, and in no schedule"):
        read_schedule(tmp_path / "schedule.csv", scenario)


def test_both_files_are_needed(read: Read, tmp_path: Path) -> None:
    scenario = read().scenario
    with pytest.raises(InputFaults) as caught:
        read_schedule(tmp_path, scenario)
    assert len(caught.value.faults) == 2


def test_a_day_that_cannot_be_read_is_told_once(schedule: Callable[..., ScheduleReading]) -> None:
    with pytest.raises(InputFaults) as caught:
        schedule(SCHEDULE.replace("2027-02-02,", "02/02/2027,", 1))
    assert len(caught.value.faults) == 1


def test_a_schedule_alone_asks_for_its_placements(read: Read, tmp_path: Path) -> None:
    (tmp_path / "edited.csv").write_text(SCHEDULE)
    with pytest.raises(InputFaults) as caught:
        read_schedule(tmp_path / "edited.csv", read().scenario)
    (told,) = caught.value.faults
    assert str(told).endswith(
        "placements.csv:1:1: there is no such file; copy the one that was written with edited.csv there: "
        "it says which accounts are kept"
    )


def test_the_placements_are_no_schedule(read: Read) -> None:
    scenario = read().scenario
    with pytest.raises(InputFaults) as caught:
        read_schedule(Path("run/placements.csv"), scenario)
    told = "run/placements.csv: this is placements.csv; name the schedule.csv beside it, or the folder"
    assert str(caught.value) == told
