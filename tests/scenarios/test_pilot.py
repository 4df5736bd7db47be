"""The shipped pilot: its known answer, what its README says of the calendar as asked, any order of rows."""

import csv
import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from ruamel.yaml import YAML

from counterpoint.constraints.charter.case import Case
from counterpoint.constraints.charter.checker import check
from counterpoint.constraints.charter.rule import Level
from counterpoint.io.rows import csv_bytes
from counterpoint.io.scenario import read_scenario
from counterpoint.scenarios.results import LaunchRow, PlacementRow, Results, TouchRow, points
from counterpoint.scenarios.silo import as_asked
from counterpoint.scenarios.solving import solve
from counterpoint.scheduler.outcome import Limits, Status
from counterpoint.scheduler.scenario import LaunchId
from counterpoint.scheduler.starts import asked_starts, flight

PILOT = Path(__file__).parents[2] / "scenarios" / "pilot"
#: The kinds of rules that the calendar as asked breaks.
ASKED_KINDS = {
    "frequency_cap",
    "spacing",
    "concurrency",
    "lead_bu",
    "crescendo",
    "dependency",
    "blackout",
    "capacity",
}


def yaml(name: str) -> Any:
    return YAML(typ="safe", pure=True).load((PILOT / name).read_text(encoding="utf-8"))


def case_in(folder: Path) -> Case:
    reading = read_scenario(folder)
    assert not reading.notes
    return Case(reading.scenario, reading.charter)


def solved(folder: Path) -> Results:
    found = solve(case_in(folder), Limits(seconds=120))
    assert found.outcome.status is Status.OPTIMAL
    return Results(found)


@pytest.fixture(scope="module")
def answer() -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml("answer.yaml")
    return found


@pytest.fixture(scope="module")
def pilot() -> Results:
    return solved(PILOT)


def named(row: LaunchRow) -> str:
    return f"{row.campaign_id}/{row.launch}" if row.launch else row.campaign_id


# -- the answer ---------------------------------------------------------------------------------------


def test_the_optimum_is_the_known_one(pilot: Results, answer: Mapping[str, Any]) -> None:
    verdict = pilot.verdict
    assert verdict.feasible
    assert points(verdict.score) == Decimal(str(answer["score"]))
    assert {row.finding.rule_id for row in verdict.violations if row.level is Level.HARD} == set()
    assert verdict.measures == {rule: Decimal(str(number)) for rule, number in answer["measures"].items()}
    assert (len(pilot.launches), len(pilot.placements)) == (answer["launches"], answer["placements"])


def test_what_moves_and_why(pilot: Results, answer: Mapping[str, Any]) -> None:
    codes = {
        LaunchId(row.campaign_id, row.launch): pilot.reason(launch).code
        for row, launch in zip(pilot.launches, pilot.case.scenario.launches.values(), strict=True)
    }
    rows = [(named(row), row, codes[LaunchId(row.campaign_id, row.launch)]) for row in pilot.launches]
    moved = {
        name: {"from": row.requested_start, "to": row.start, "reason": code}
        for name, row, code in rows
        if row.start is not None and row.start != row.requested_start
    }
    assert moved == answer["moved"]
    assert {name: code for name, row, code in rows if row.start is None} == answer["unscheduled"]
    stay = {code for name, row, code in rows if row.start is not None and name not in moved}
    assert stay == {"asked"}


def test_what_is_dropped_and_why(pilot: Results, answer: Mapping[str, Any]) -> None:
    dropped = {
        f"{row.campaign_id}/{row.account_id}": row.reason_code
        for row in pilot.placements
        if row.status == "dropped"
    }
    assert dropped == answer["dropped"]


def test_the_answer_is_one_that_a_committee_would_take(pilot: Results) -> None:
    case = pilot.case
    kept = {row: case.value_of[row] for row in pilot.schedule.kept}
    # The fair and the joint stand stay on their days, the promised audit runs everywhere.
    starts = {named(row): row.start for row in pilot.launches}
    assert starts["infra-salon"] == date(2027, 3, 16)
    assert starts["corp-stand"] == date(2027, 5, 25)
    for campaign in ("infra-salon", "infra-audit", "maint-contrats"):
        assert {row.account_id for row in case.scenario.audience_of[campaign]} == {
            account for name, account in kept if name == campaign
        }
    # The four seats of the webinar go to the four accounts that it is worth most on.
    seats = [
        case.value_of["saas-webinaire", row.account_id] for row in case.scenario.audience_of["saas-webinaire"]
    ]
    assert sorted(kept[row] for row in kept if row[0] == "saas-webinaire") == sorted(seats)[-4:]
    # Each BU's journeys rise on every account.
    assert pilot.figures.crescendo_index == 100


# -- as asked -----------------------------------------------------------------------------------------


def test_the_calendar_as_asked_breaks_every_kind_of_rule(answer: Mapping[str, Any]) -> None:
    case = case_in(PILOT)
    verdict = check(case, as_asked(case.scenario))
    rules = {rule.id: rule for rule in case.charter.rules}
    measures = {rule: measure for rule, measure in verdict.measures.items() if rule in rules}
    assert measures == {rule: Decimal(str(number)) for rule, number in answer["as_asked"].items()}
    assert {rules[rule].kind for rule in measures} == ASKED_KINDS
    assert {rules[rule].level for rule in measures} == set(Level)
    # What the README's table says: rule, kind, level and measure.
    text = (PILOT / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `([\w-]+)` \| (\w+),(?: .*,)? (\w+) \[([\d.]+)\] \|", text, re.MULTILINE)
    assert {rule: (kind, level, Decimal(number)) for rule, kind, level, number in told} == {
        rule: (rules[rule].kind, str(rules[rule].level), measure) for rule, measure in measures.items()
    }


def test_the_readme_tells_the_horizon_and_the_holidays() -> None:
    scenario = case_in(PILOT).scenario
    assert (scenario.start, scenario.end) == (date(2027, 1, 4), date(2027, 6, 30))
    working = scenario.calendar_of["infra"].is_working
    holidays = [date(2027, 3, 29), date(2027, 5, 6), date(2027, 5, 17)]
    assert [working(day) for day in holidays] == [False] * 3  # Easter Monday, Ascension, Whit Monday
    fair = scenario.launches[LaunchId("infra-salon")]
    days = flight(scenario, fair, date(2027, 3, 16))
    assert days.touches == (date(2027, 2, 16), date(2027, 3, 8), date(2027, 3, 16), date(2027, 3, 25))
    assert days.tasks == (date(2027, 3, 23),)
    tour = LaunchId("maint-tournee", "2")
    assert scenario.launches[tour].wish == date(2027, 3, 29)
    assert as_asked(scenario).starts[tour] == date(2027, 3, 30)
    renovation = scenario.launches[LaunchId("infra-renov", "2")]
    assert renovation.campaign.latest_start == date(2027, 5, 17)
    assert asked_starts(scenario, renovation)[-1] == date(2027, 5, 10)


# -- any order ----------------------------------------------------------------------------------------


def shuffled(value: Any, random: Random) -> Any:
    """Give a YAML value with the keys of every mapping in another order; lists keep theirs."""
    if isinstance(value, dict):
        keys = list(value)
        random.shuffle(keys)
        return {key: shuffled(value[key], random) for key in keys}
    return [shuffled(part, random) for part in value] if isinstance(value, list) else value


def shuffle_pilot(folder: Path, random: Random) -> None:
    """Write the pilot with the rows and columns of its tables, and the keys of its YAML, in another order."""
    for source in PILOT.glob("*.csv"):
        with source.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        order = random.sample(range(len(rows[0])), len(rows[0]))
        body = random.sample(rows[1:], len(rows) - 1)
        with (folder / source.name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([row[place] for place in order] for row in [rows[0], *body])
    for name in ("scenario.yaml", "charter.yaml"):
        text = json.dumps(shuffled(yaml(name), random), default=str)
        (folder / name).write_text(text, encoding="utf-8")


def written(results: Results) -> list[bytes]:
    return [
        csv_bytes(LaunchRow, results.launches),
        csv_bytes(PlacementRow, results.placements),
        csv_bytes(TouchRow, results.touches),
    ]


def test_the_order_of_rows_columns_and_keys_changes_no_byte(pilot: Results, tmp_path: Path) -> None:
    shuffle_pilot(tmp_path, Random(7))
    assert written(solved(tmp_path)) == written(pilot)
