"""Calendars that a charter names become rows of blackouts; what is not known of days off is noted."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from counterpoint.constraints.blackout import Blackout as Rule
from counterpoint.constraints.charter.model import Charter
from counterpoint.io.faults import InputFaults
from counterpoint.io.overrides import override
from counterpoint.io.scenario import Reading, read_scenario
from counterpoint.io.write import scenario_files, scenario_hash, write_scenario
from counterpoint.scheduler.tables import Blackout
from tests.io.test_ics import calendar

Faults = Callable[..., list[str]]
Make = Callable[..., Path]
Read = Callable[..., Reading]

SHUTDOWN = calendar(
    "UID:1\nDTSTART;VALUE=DATE:20270503\nDTEND;VALUE=DATE:20270510\nSUMMARY:Arrêt annuel",
    "UID:2\nDTSTART;VALUE=DATE:19900601\nRRULE:FREQ=YEARLY\nSUMMARY:=Stock",
)


def charter(*calendars: str, **keys: str) -> str:
    """Write a charter of one rule on blackouts."""
    named = {"calendars": f"[{', '.join(calendars)}]", **keys}
    return "rules:\n- id: quiet\n  kind: blackout\n" + "".join(f"  {k}: {v}\n" for k, v in named.items())


def folder(*calendars: str, **files: bytes | str) -> dict[str, bytes | str]:
    """Change the base scenario's charter, and put files beside it, ``_`` standing for the dot."""
    return {"charter.yaml": charter(*calendars), **{name.replace("_", "."): at for name, at in files.items()}}


def quiet(rules: Charter) -> Rule:
    """Give the one rule of a charter."""
    (rule,) = rules.rules
    assert isinstance(rule, Rule)
    return rule


def notes(reading: Reading) -> list[str]:
    """List the notes, the folder's path left out."""
    return [
        f"{Path(note.place.file).name}:{str(note).partition('yaml:')[2] or note}" for note in reading.notes
    ]


def test_events_become_rows_with_their_names(read: Read) -> None:
    scenario, rules, said = read(folder("plant.ics", plant_ics=SHUTDOWN))
    # The base's own row, the shutdown, and the yearly event from a year before the horizon to a year after.
    assert scenario.blackouts == (
        Blackout(from_=date(2026, 6, 1), until=date(2026, 6, 1), reason="=Stock", calendar="plant.ics"),
        Blackout(from_=date(2027, 5, 1), until=date(2027, 5, 9), account_id="a1", reason="shutdown"),
        Blackout(from_=date(2027, 5, 3), until=date(2027, 5, 9), reason="Arrêt annuel", calendar="plant.ics"),
        Blackout(from_=date(2027, 6, 1), until=date(2027, 6, 1), reason="=Stock", calendar="plant.ics"),
        Blackout(from_=date(2028, 6, 1), until=date(2028, 6, 1), reason="=Stock", calendar="plant.ics"),
    )
    assert quiet(rules).calendars == ("plant.ics",)
    assert said == ()


def test_what_runs_since_long_is_within_reach(read: Read) -> None:
    campaigns = """\
campaign_id,bu_id,name,stage,requested_start,status,launch,commitment
c1,b1,Webinar,1,2023-02-01,running,together,
c2,b2,Visits,2,2027-03-01,,per_account,
c3,b1,Offer,4,2027-04-06,,per_wave,
"""
    changes = folder("plant.ics", plant_ics=SHUTDOWN)
    decisions = "decision_id,action,decided_by,decided_on,reason\n"
    scenario = read({**changes, "campaigns.csv": campaigns, "decisions.csv": decisions}).scenario
    assert min(row.from_ for row in scenario.blackouts) == date(2022, 6, 1)


@pytest.mark.parametrize("calendars", [("plant.ics",), ("plant.ics", "empty.ics")])
def test_a_copy_needs_no_calendar(read: Read, tmp_path: Path, calendars: tuple[str, ...]) -> None:
    reading = read(folder(*calendars, plant_ics=SHUTDOWN, empty_ics=calendar()))
    copy = tmp_path / "copy"
    write_scenario(reading.scenario, reading.charter, copy)
    assert not list(copy.glob("*.ics"))
    again = read_scenario(copy)
    assert again.scenario == reading.scenario
    assert again.charter == reading.charter
    assert again.notes == ()
    assert scenario_files(*again[:2]) == scenario_files(*reading[:2])
    assert scenario_hash(*again[:2]) == scenario_hash(*reading[:2])


def test_a_file_that_is_there_replaces_the_rows_of_the_table(read: Read) -> None:
    rows = "from,until,calendar\n2027-02-01,2027-02-02,plant.ics\n2027-02-03,2027-02-03,\n"
    held = read({**folder("plant.ics"), "blackouts.csv": rows}).scenario
    assert [row.calendar for row in held.blackouts] == ["plant.ics", None]
    found = read({**folder("plant.ics", plant_ics=SHUTDOWN), "blackouts.csv": rows}).scenario
    assert [row.calendar for row in found.blackouts] == ["plant.ics", None, *["plant.ics"] * 3]
    assert found.blackouts[0].from_ == date(2026, 6, 1)


def test_two_rules_may_name_one_calendar(read: Read) -> None:
    text = charter("plant.ics") + "- {id: two, kind: blackout, calendars: [plant.ics], level: soft}\n"
    found = read({"charter.yaml": text, "plant.ics": SHUTDOWN}).scenario
    assert found == read(folder("plant.ics", plant_ics=SHUTDOWN)).scenario


def test_a_rule_of_a_profile_may_name_calendars_and_days_off(read: Read, tmp_path: Path) -> None:
    rule = "{id: own, kind: blackout, level: soft, calendars: [plant.ics, empty.ics], school_holidays: [A]}"
    text = f"rules: []\nprofiles:\n  quiet:\n    rules:\n    - {rule}\n"
    reading = read(
        {
            "charter.yaml": text,
            "plant.ics": SHUTDOWN,
            "empty.ics": calendar(),
            "accounts.csv": "account_id,name,country\na1,A,DE\na2,B,DE\na3,C,DE\n",
        }
    )
    assert {row.calendar for row in reading.scenario.blackouts} == {None, "plant.ics"}
    assert [note.partition(";")[0] for note in notes(reading)] == [
        "charter.yaml:5:69: no event of 'empty.ics' lies from 2026-01-03 to 2028-07-03, so it bars no day",
        "charter.yaml:5:98: none of the accounts is in France, so these school holidays bar no day",
    ]
    write_scenario(reading.scenario, reading.charter, tmp_path / "copy")
    again = read_scenario(tmp_path / "copy")
    assert again.scenario == reading.scenario
    assert again.charter == reading.charter


def test_a_calendar_in_a_folder_below(make: Make) -> None:
    path = make(folder("sites/plant.ics"))
    (path / "sites").mkdir()
    (path / "sites" / "plant.ics").write_bytes(SHUTDOWN)
    assert {row.calendar for row in read_scenario(path).scenario.blackouts} == {None, "sites/plant.ics"}


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("plnt.ics", "there is no file 'plnt.ics'; did you mean 'plant.ics'?"),
        ("holidays.ics", "there is no file 'holidays.ics'; write it, or correct its name"),
        ("../a.ics", "'../a.ics' lies outside of the folder; put the calendar in the scenario's folder"),
        ("/plant.ics", "'/plant.ics' lies outside of the folder; put the calendar in the scenario's folder"),
        ("plant.csv", "'plant.csv' is no calendar; name a file that ends in .ics"),
        ("'-plant.ics'", "'-plant.ics' begins with '-', which a spreadsheet would run as a formula; "
         "begin it with a letter or a digit"),
        ("' plant.ics'", "' plant.ics' is no file's name; write it without blanks around it"),
        ("''", "'' is no file's name; write it without blanks around it"),
        (f"{'x' * 300}.ics", None),
    ],
)  # fmt: skip
def test_a_calendar_that_is_not_there(faults: Faults, name: str, fault: str | None) -> None:
    told = faults(folder("plant.ics", name, plant_ics=SHUTDOWN))
    assert len(told) == 1
    assert fault is None or told == [f"charter.yaml:4:26: {fault}"]


def test_a_calendar_that_is_a_folder(make: Make) -> None:
    path = make(folder("plant.ics"))
    (path / "plant.ics").mkdir()
    with pytest.raises(InputFaults, match="this is a folder"):
        read_scenario(path)


def test_faults_inside_a_calendar_stand_with_all_others(faults: Faults) -> None:
    broken = calendar("SUMMARY:Fair", "SUMMARY:Show")
    told = faults({**folder("plant.ics", plant_ics=broken), "fit.csv": "bu_id,account_id\nb9,a1\n"})
    assert told == [
        "fit.csv:2:1: bu_id: business_units has no 'b9'; known: b1, b2",
        "plant.ics:3:1: event 'Fair' has no DTSTART; give it a day, or take it out",
        "plant.ics:6:1: event 'Show' has no DTSTART; give it a day, or take it out",
    ]


def test_a_calendar_without_a_day_in_reach_is_noted(read: Read) -> None:
    reading = read(folder("plant.ics", plant_ics=calendar("DTSTART;VALUE=DATE:20200101")))
    assert notes(reading) == [
        "charter.yaml:4:15: no event of 'plant.ics' lies from 2026-01-03 to 2028-07-03, so it bars no day"
    ]
    assert quiet(reading.charter).calendars == ()


def test_rows_of_a_calendar_that_no_rule_names_are_noted(read: Read) -> None:
    reading = read({"blackouts.csv": "from,calendar\n2027-02-01,plant.ics\n"})
    assert [str(note).rpartition("/")[2] for note in reading.notes] == [
        "blackouts.csv:2:2: no rule names the calendar 'plant.ics', so the row counts for none"
    ]


def test_calendars_are_not_set_from_the_command_line(read: Read) -> None:
    rules = read(folder("plant.ics", plant_ics=SHUTDOWN)).charter
    with pytest.raises(InputFaults, match="calendars are read with the charter; name them there"):
        override(rules, ["rules.quiet.calendars=[other.ics]"])
    assert quiet(override(rules, ["rules.quiet.bridges=true"])).bridges


# -- what is not known of days off ------------------------------------------------------------------------


def read_rule(read: Read, keys: Mapping[str, str], accounts: str = "", settings: str = "") -> Reading:
    """Read a rule on days off, perhaps with other accounts and settings."""
    head = "horizon: {start: 2027-01-04, end: 2027-06-30}\noverrun_days: 3\n"
    changes: dict[str, str] = {"charter.yaml": charter(**{"calendars": "[]", **keys})}
    if settings:
        changes["scenario.yaml"] = settings if "horizon" in settings else head + settings
    if accounts:
        changes["accounts.csv"] = "account_id,name,country\n" + accounts
    return read(changes)


FRENCH = "a1,A,FR\na2,B,FR\na3,C,FR\n"
BAD_PLACES = "account_id,name,country,subdivision\na1,A,ZZ,\na2,B,FR,99\na3,C,FR,57\n"
MIXED = "a1,A,\na2,B,LK\na3,C,FR\n"


def test_all_is_known_of_french_accounts_in_a_year_that_is_decreed(read: Read) -> None:
    keys = {"account_holidays": "yes", "bridges": "yes", "school_holidays": "[A]"}
    assert notes(read_rule(read, keys)) == []


@pytest.mark.parametrize(
    ("keys", "accounts", "settings", "said"),
    [
        (
            {"account_holidays": "yes"},
            MIXED,
            "name: None\n",
            [
                "5:21: accounts without a country have no public holidays: a1",
                "5:21: no public holidays of LK are known in 2027",
            ],
        ),
        (
            {"bridges": "yes"},
            FRENCH,
            "working_days: all\n",
            ["5:12: there are no bridges where every day is a working day"],
        ),
        (
            {"school_holidays": "[B]"},
            "a1,A,DE\na2,B,\na3,C,BE\n",
            "name: None\n",
            ["5:20: none of the accounts is in France, so these school holidays bar no day"],
        ),
        (
            {"school_holidays": "[B]"},
            FRENCH,
            "horizon: {start: 2017-08-31, end: 2027-06-30}\nas_of: 2027-01-04\noverrun_days: 3\n",
            ["5:20: no school holidays are known before 2017-09-01"],
        ),
        (
            {"school_holidays": "[B]"},
            FRENCH,
            "horizon: {start: 2027-01-04, end: 2028-08-28}\noverrun_days: 4\n",
            [
                "5:20: school holidays after 2028-08-31 are reckoned from those before: "
                "put decreed ones into a calendar, or the table blackouts"
            ],
        ),
        (
            {"school_holidays": "[B]"},
            FRENCH,
            "horizon: {start: 2027-01-04, end: 2028-08-28}\noverrun_days: 3\n",
            [],
        ),
        ({"account_holidays": "yes", "countries": "[FR]"}, MIXED, "name: None\n", []),
    ],
)
def test_what_is_not_known_is_noted(
    read: Read, keys: dict[str, str], accounts: str, settings: str, said: list[str]
) -> None:
    reading = read_rule(read, keys, accounts, settings)
    assert notes(reading) == [f"charter.yaml:{note}" for note in said]


def test_an_unknown_country_of_an_account_is_a_fault(faults: Faults) -> None:
    told = faults({"charter.yaml": charter(account_holidays="yes"), "accounts.csv": BAD_PLACES})
    assert told == [
        "accounts.csv:2:3: no public holidays are known for country 'ZZ'; "
        "use its ISO 3166 code, such as FR or DE",
        "accounts.csv:3:4: '99' is no part of FR known for public holidays of its own; "
        "leave it empty, or use one of 57, 6AE, 971, 972, 973, 974, 976, BL, MF, NC, PF, PM, TF, WF",
    ]
