"""A scenario folder: all its faults at once, each at its place."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from counterpoint.io.faults import InputFaults
from counterpoint.io.scenario import Reading, read_scenario
from tests.command_line import write_tiny

Faults = Callable[..., list[str]]
Read = Callable[..., Reading]


def test_the_base_is_read_whole(read: Read) -> None:
    scenario, charter, notes = read()
    assert (scenario.name, scenario.start, scenario.overrun_days) == ("Base", date(2027, 1, 4), 3)
    assert scenario.campaign_of["c1"].requested_start == date(2027, 2, 1)
    assert scenario.campaign_of["c3"].name == "Offer, in\ntwo lines"
    assert [rule.id for rule in charter.rules] == ["cap", "apart"]
    assert notes == ()


def test_the_order_of_rows_changes_nothing(read: Read) -> None:
    lines = (
        "campaign_id,account_id,wave,required\nc3,a3,2,\nc2,a3,,\nc1,a2,,\nc1,a1,,yes\nc3,a1,1,\nc2,a2,,\n"
    )
    assert read({"audiences.csv": lines}).scenario == read().scenario


def test_faults_of_all_files_are_told_at_once(faults: Faults) -> None:
    told = faults(
        {
            "scenario.yaml": "horizon: {start: 2027-01-04, end: 2026-01-04}\nlangage: fr\n",
            "charter.yaml": "rules:\n  - {id: x, kind: spacig}\n",
            "accounts.csv": "account_id,name,tier\na1,Alpha,stratgic\na2,Beta,\na3,Gamma,\n",
            "audiences.csv": "campaign_id,account_id\nc1,a1\nc9,a2\n",
        }
    )
    assert [line.split(": ")[0] for line in told] == [
        "accounts.csv:2:3",
        "audiences.csv:3:1",
        "charter.yaml:2:19",
        "scenario.yaml:1:10",
        "scenario.yaml:2:1",
    ]
    assert told[1].endswith("campaign_id: campaigns has no 'c9'; known: c1, c2, c3")
    assert told[4].endswith("unknown key 'langage'; did you mean 'language'?")


@pytest.mark.parametrize(
    ("key", "place", "said"),
    [
        ("as_of: 2028-01-01", "3:8", "after the horizon's end"),
        ("overrun_days: -1", "3:15", "greater than or equal to 0"),
        ("overrun_days: many", "3:15", "a whole number is expected"),
        ("working_days: [mon, teu]", "3:15", "did you mean 'tue'?"),
        ("country: XX", "3:10", "use its ISO 3166 code"),
        ("country: France", "3:10", "use its ISO 3166 code"),
        ("language: de", "3:11", "en, fr"),
        ("profile: balnced", "3:10", "did you mean 'balanced'?"),
        ("tables: {campaign: x.csv}", "3:10", "did you mean 'campaigns'?"),
        ("name: 3", "3:7", "put it in quotes"),
    ],
)
def test_settings(faults: Faults, key: str, place: str, said: str) -> None:
    horizon = "horizon: {start: 2027-01-04,\n  end: 2027-06-30}\n"
    told = [line for line in faults({"scenario.yaml": horizon + key}) if line.startswith("scenario.yaml")]
    assert len(told) == 1
    assert told[0].startswith(f"scenario.yaml:{place}: ")
    assert said in told[0]


def test_wrong_settings_hide_no_other_file(faults: Faults) -> None:
    """The charter and tables that scenario.yaml names are read, though another of its keys is wrong."""
    text = "horizon: {start: 2027-01-04, end: 2027-06-30}\nlangage: fr\n"
    wrong = "scenario.yaml:2:1: unknown key 'langage'; did you mean 'language'?"
    assert faults({"scenario.yaml": text + "charter: first-steps\n"}) == [wrong]
    rows = "bu_id,account_id,relationship\nb2,a3,3\n"
    assert faults({"scenario.yaml": text + "tables: {fit: ours.csv}\n", "ours.csv": rows}) == [
        "ours.csv:2:3: relationship: 3 is out of range; write a number from 0 to 1",
        wrong,
    ]
    # What is wrong itself is told once, and the file of the usual name read.
    assert len(faults({"scenario.yaml": text + "charter: 3\ntables: {a: b}\n"})) == 2


def test_norway_is_a_country(read: Read) -> None:
    text = "horizon: {start: 2027-01-04, end: 2027-06-30}\noverrun_days: 3\ncountry: NO\n"
    scenario = read({"scenario.yaml": text}).scenario
    assert scenario.country == "NO"
    assert scenario.as_of == scenario.start


def test_tables_may_come_from_other_files(read: Read, faults: Faults) -> None:
    text = "horizon: {start: 2027-01-04, end: 2027-06-30}\noverrun_days: 3\ntables: {fit: ours.csv}\n"
    rows = "bu_id,account_id,relationship\nb2,a3,0.1\n"
    assert read({"scenario.yaml": text, "ours.csv": rows}).scenario.fit[0].bu_id == "b2"
    assert faults({"scenario.yaml": text.replace("ours", "theirs")}) == [
        "theirs.csv:1:1: there is no such file; write it, or correct its name"
    ]


def test_a_file_near_a_tables_name_is_asked_after(make: Callable[..., Path]) -> None:
    folder = make()
    (folder / "fit.csv").rename(folder / "fits.csv")
    with pytest.raises(InputFaults, match=r"unknown table 'fits'; did you mean 'fit\.csv'"):
        read_scenario(folder)


@pytest.mark.parametrize("name", ["scenario.yaml", "charter.yaml", "accounts.csv"])
def test_a_folder_where_a_file_should_be(make: Callable[..., Path], name: str) -> None:
    folder = make()
    (folder / name).unlink()
    (folder / name).mkdir()
    with pytest.raises(InputFaults, match="this is a folder"):
        read_scenario(folder)


def test_no_folder(tmp_path: Path, make: Callable[..., Path]) -> None:
    with pytest.raises(InputFaults, match="no such folder"):
        read_scenario(tmp_path / "nowhere")
    with pytest.raises(InputFaults, match="this is a file"):
        read_scenario(make() / "accounts.csv")
    with pytest.raises(InputFaults, match=r"scenario\.yaml:9:10: there is no file 'charter\.yaml'; write it"):
        read_scenario(_without(make(), "charter.yaml"))
    with pytest.raises(InputFaults, match=r"there is no scenario\.yaml"):
        read_scenario(_without(make(), "scenario.yaml"))


def _without(folder: Path, name: str) -> Path:
    (folder / name).unlink()
    return folder


def test_a_decision_waives_a_rule_of_the_charter(faults: Faults) -> None:
    rows = "decision_id,action,campaign_id,rule_id,decided_by,decided_on,reason\n"
    rows += "d1,waive,c1,cpa,me,2027-01-02,so\n"
    assert faults({"decisions.csv": rows}) == ["decisions.csv:2:4: unknown rule 'cpa'; did you mean 'cap'?"]


def test_nothing_is_required_where_the_charter_plans_nothing(faults: Faults) -> None:
    charter = "tiers: {opportunistic: {planned: no}}\n"
    accounts = "account_id,name,tier\na1,Alpha,opportunistic\na2,Beta,\na3,Gamma,\n"
    assert faults({"charter.yaml": charter, "accounts.csv": accounts}) == [
        "audiences.csv:2:4: 'a1' is opportunistic, and the charter plans nothing there; "
        "set required to no, or the account's tier to another"
    ]


def test_a_bad_cell_hides_no_unknown_id(tmp_path: Path) -> None:
    """Rows with a fault in a cell that is not required still bear their ids."""
    write_tiny(
        tmp_path / "s",
        campaigns_csv="""
            campaign_id, bu_id, name, stage, requested_start
            demo, saas, Démonstration, 3, soon
            audit, infra, Audit, 2, 2027-03-08
            """,
        audiences_csv="campaign_id,account_id\ndmo,x\naudit,x\n",
    )
    with pytest.raises(InputFaults) as caught:
        read_scenario(tmp_path / "s")
    told = [str(fault).rpartition("/")[2] for fault in caught.value.faults]
    assert [line.split(":")[0:3] for line in told] == [
        ["audiences.csv", "2", "1"],
        ["campaigns.csv", "2", "5"],
    ]
    assert "did you mean 'demo'?" in told[0]


@pytest.mark.parametrize("name", ["business_units", "accounts", "campaigns", "audiences"])
def test_a_missing_table_is_named_once(make: Callable[..., Path], name: str) -> None:
    folder = make()
    with pytest.raises(InputFaults) as caught:
        read_scenario(_without(folder, f"{name}.csv"))
    told = f"{folder / name}.csv:1:1: there is no such file; add it: a scenario needs {name}"
    assert [str(fault) for fault in caught.value.faults] == [told]


def test_a_missing_table_that_another_needs_is_named_once(faults: Faults) -> None:
    assert faults({"resources.csv": None}) == [
        "resources.csv:1:1: there is no such file; add it: campaign_resources needs resources"
    ]


def test_a_misnamed_table_is_told_once(faults: Faults) -> None:
    told = faults({"campaigns.csv": None, "campaign.csv": "campaign_id,bu_id,name,stage\n"})
    assert told == ["campaign.csv:1:1: unknown table 'campaign'; did you mean 'campaigns.csv'?"]


def test_a_table_cut_short_by_a_quote_is_told_once(faults: Faults) -> None:
    told = faults({"accounts.csv": 'account_id,name\na1,Alpha\na2,"Beta\na3,Gamma\n'})
    assert [line.split(": ")[0] for line in told] == ["accounts.csv:3:1"]


@pytest.mark.parametrize(
    ("charter", "told"),
    [
        ("chartre.yaml", "there is no file 'chartre.yaml'; did you mean 'charter.yaml'?"),
        ("../x.yaml", "'../x.yaml' lies outside of the folder; put the charter in the scenario's folder"),
        ("/x.yaml", "'/x.yaml' lies outside of the folder; put the charter in the scenario's folder"),
    ],
)
def test_a_charter_that_is_not_there(faults: Faults, charter: str, told: str) -> None:
    text = f"horizon: {{start: 2027-01-04, end: 2027-06-30}}\noverrun_days: 3\ncharter: {charter}\n"
    assert faults({"scenario.yaml": text}) == [f"scenario.yaml:3:10: {told}"]


def test_a_folder_near_a_shipped_one() -> None:
    with pytest.raises(InputFaults) as caught:
        read_scenario(Path("pilto"))
    assert str(caught.value) == "pilto: there is no such folder; did you mean 'pilot'?"


@pytest.mark.parametrize(
    ("wish", "commitment", "told"),
    [
        ("2027-02-01", "", "before its earliest_start 2027-02-08; it can only be moved or left out"),
        ("2027-03-08", "", "after its latest_start 2027-03-01; it can only be moved or left out"),
        ("2027-03-08", "fixed", "after its latest_start 2027-03-01; it starts there all the same"),
        ("2027-02-08", "", None),
    ],
)
def test_a_wish_outside_its_own_window_is_noted(
    tmp_path: Path, wish: str, commitment: str, told: str | None
) -> None:
    horizon = "name: x\nhorizon: {start: 2027-01-04, end: 2027-06-30}\nworking_days: all\n"
    rows = f"""
        campaign_id, bu_id, name, stage, requested_start, earliest_start, latest_start, commitment
        demo, saas, Démonstration, 3, {wish}, 2027-02-08, 2027-03-01, {commitment}
        """
    audiences = "campaign_id,account_id\ndemo,x\n"
    folder = write_tiny(tmp_path / "s", scenario_yaml=horizon, campaigns_csv=rows, audiences_csv=audiences)
    notes = [note.message for note in read_scenario(folder).notes]
    assert notes == ([f"the requested_start {wish} of 'demo' is {told}"] if told else [])
