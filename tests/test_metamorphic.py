"""What must not matter, and what may only help: the same case said differently."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from counterpoint.constraints.charter.case import Case
from counterpoint.constraints.charter.checker import check
from counterpoint.constraints.charter.lowering import Lowering
from counterpoint.constraints.charter.model import Charter
from counterpoint.constraints.charter.rule import Level
from counterpoint.scenarios.figures import figures
from counterpoint.scenarios.silo import as_asked
from counterpoint.scheduler.choices import LaunchBy
from counterpoint.scheduler.cpsat.model import build
from counterpoint.scheduler.scenario import LaunchId, Scenario
from counterpoint.scheduler.schedule import Schedule
from counterpoint.scheduler.tables import GROUP, TABLES, Row
from tests.agreement import Sides
from tests.drawn import draw_case, draw_schedule
from tests.scheduler.cpsat.fixing import solved
from tests.tiny.every import TINY

SEEDS = range(25)
#: The columns that hold ids, by what they name.
IDS = {
    "campaign_id": "campaign",
    "predecessor": "campaign",
    "successor": "campaign",
    "bu_id": "unit",
    "lead_bu": "unit",
    "partners": "unit",
    "payer": "unit",
    "account_id": "account",
    "parent_id": "account",
    "resource_id": "resource",
    "opportunity_id": "opportunity",
    "journey": "unit",
    "offer": "offer",
    "tags": "tag",
    "bundle": "bundle",
    "content_id": "content",
}
#: The keys of a rule that hold ids.
SCOPES = {
    "campaigns": "campaign",
    "bus": "unit",
    "accounts": "account",
    "offers": "offer",
    "journeys": "unit",
    "tags": "tag",
}
#: The keys of a rule that hold such keys themselves.
SELECTORS = ("first", "second")

Rename = Callable[[str, str], str]


# -- saying a case differently ------------------------------------------------------------------------


def rebuilt(case: Case, change: Callable[[Row], Row], rules: list[Any], **settings: Any) -> Case:
    """Give a case with every row changed, these rules and these settings."""
    scenario = case.scenario
    tables: dict[str, Any] = {
        name: ordered(name, tuple(map(change, getattr(scenario, name)))) for name in TABLES
    }
    charter = case.charter.model_dump(by_alias=True, exclude_unset=True)
    return Case(
        replace(scenario, **tables, **settings),
        Charter.model_validate({**charter, "rules": rules}),
    )


def ordered(table: str, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Sort rows by their keys, as a reader does."""
    _, keys = TABLES[table]
    return tuple(sorted(rows, key=lambda row: [getattr(row, key) for key in keys])) if keys else rows


def written(case: Case) -> list[dict[str, Any]]:
    """Write a case's rules as a charter holds them."""
    return [rule.model_dump(by_alias=True, exclude_unset=True) for rule in case.charter.rules]


def shuffled(case: Case, random: Random) -> Case:
    """Give a case whose tables are in another order."""
    tables: dict[str, Any] = {}
    for name in TABLES:
        rows = list(getattr(case.scenario, name))
        random.shuffle(rows)
        tables[name] = tuple(rows)
    return Case(replace(case.scenario, **tables), case.charter)


def renamed(case: Case, rename: Rename) -> Case:
    """Give a case in which everything has another id."""

    def change(row: Row) -> Row:
        found: dict[str, Any] = {}
        for field in fields(row):
            value = getattr(row, field.name)
            kind = IDS.get(field.name)
            if kind and value and (field.name, value) != ("payer", GROUP):
                one = isinstance(value, str)
                found[field.name] = (
                    rename(kind, value) if one else tuple(rename(kind, part) for part in value)
                )
        return replace(row, **found)

    rules = []
    for rule in written(case):
        for part in (rule, *(rule[key] for key in SELECTORS if key in rule)):
            for name, kind in SCOPES.items():
                for key in (name, f"not_{name}"):
                    if part.get(key):
                        part[key] = [rename(kind, value) for value in part[key]]
        for part in (rule, *rule.get("exceptions", ())):
            if "bu" in part:
                part["bu"] = rename("unit", part["bu"])
        rules.append(rule)
    return rebuilt(case, change, rules)


def renamed_schedule(case: Case, schedule: Schedule, rename: Rename) -> Schedule:
    """Give the same schedule under other ids."""
    starts = {}
    for launch in case.scenario.launches.values():
        name, key = launch.id
        by_account = launch.campaign.launch is LaunchBy.PER_ACCOUNT
        new = LaunchId(rename("campaign", name), rename("account", key) if by_account else key)
        starts[new] = schedule.start_of(launch)
    kept = {(rename("campaign", one), rename("account", two)) for one, two in schedule.kept}
    return Schedule(starts, frozenset(kept))


def moved(case: Case, days: int) -> Case:
    """Give a case with every date so many days later; yearly exceptions become dated ones."""
    later = timedelta(days=days)

    def change(row: Row) -> Row:
        values = {field.name: getattr(row, field.name) for field in fields(row)}
        dates: dict[str, Any] = {name: day + later for name, day in values.items() if isinstance(day, date)}
        return replace(row, **dates)

    def change_rule(rule: Mapping[str, Any]) -> dict[str, Any]:
        spans = [
            part for span in rule.get("exceptions", ()) for part in dated(span, case.scenario.start.year)
        ]
        found = {**rule, "exceptions": spans}
        for part in (found, *spans):
            for end in ("from", "until", "frozen_until"):
                if isinstance(part.get(end), date):
                    part[end] += later
        return found

    scenario = case.scenario
    ends = {name: getattr(scenario, name) + later for name in ("start", "end", "as_of")}
    return rebuilt(case, change, [change_rule(rule) for rule in written(case)], **ends)


def dated(span: Mapping[str, Any], year: int) -> list[dict[str, Any]]:
    """Give an exception by dates: a yearly one of the years around this one."""
    if isinstance(span["from"], date):
        return [dict(span)]
    over_new_year = span["until"] < span["from"]
    return [
        {
            **span,
            "from": date.fromisoformat(f"{first}-{span['from']}"),
            "until": date.fromisoformat(f"{first + over_new_year}-{span['until']}"),
        }
        for first in range(year - 1, year + 2)
    ]


def moved_schedule(schedule: Schedule, days: int) -> Schedule:
    """Give the same schedule so many days later."""
    later = timedelta(days=days)
    return Schedule({name: day and day + later for name, day in schedule.starts.items()}, schedule.kept)


# -- what is compared -----------------------------------------------------------------------------------


def result(case: Case, schedule: Schedule) -> tuple[object, ...]:
    """Give what is said of a schedule but for names and days."""
    verdict, plan = Sides(case).agree(schedule)
    return (
        verdict.feasible,
        verdict.exact,
        sorted(verdict.measures.items()),
        sorted(verdict.penalties.items()),
        sorted(verdict.rewards.items()),
        plan is None,
        figures(case, verdict).collisions,
    )


def cases() -> list[Any]:
    return [pytest.param(seed, id=f"drawn-{seed}") for seed in SEEDS] + list(TINY)


def case_of(which: int | str) -> tuple[Case, list[Schedule]]:
    """Give a case, drawn or tiny, and some schedules of it."""
    random = Random(which)
    case = TINY[which]().case if isinstance(which, str) else draw_case(random)
    return case, [as_asked(case.scenario), *(draw_schedule(random, case) for _ in range(6))]


def optimum(case: Case) -> int | None:
    return solved(build(Lowering(case).problem()))


def reversing(kind: str, name: str) -> str:
    """Rename so that the order of names turns round."""
    return "".join(chr(0x5000 - ord(letter)) for letter in name) + "\u5fff"


def prefixing(kind: str, name: str) -> str:
    """Rename so that the order of names stays."""
    return f"{kind}-{name}"


@pytest.mark.parametrize("which", cases())
def test_the_order_of_rows_does_not_matter(which: int | str) -> None:
    case, schedules = case_of(which)
    other = shuffled(case, Random(1))
    assert set(other.scenario.launches) == set(case.scenario.launches)
    for schedule in schedules:
        assert result(other, schedule) == result(case, schedule)
    assert as_asked(other.scenario) == as_asked(case.scenario)
    assert optimum(other) == optimum(case)


@pytest.mark.parametrize("seed", SEEDS)
def test_files_in_any_order_give_the_same_problem(seed: int) -> None:
    case, other = draw_case(Random(seed)), draw_case(Random(seed), order=Random(1))
    assert other.scenario == case.scenario
    assert Lowering(other).problem().hash == Lowering(case).problem().hash


@pytest.mark.parametrize("rename", [prefixing, reversing])
@pytest.mark.parametrize("which", cases())
def test_names_do_not_matter(which: int | str, rename: Rename) -> None:
    case, schedules = case_of(which)
    other = renamed(case, rename)
    for schedule in schedules:
        assert result(other, renamed_schedule(case, schedule, rename)) == result(case, schedule)
    assert optimum(other) == optimum(case)


#: What makes days off of a country's holidays.
DAYS_OFF = ("account_holidays", "bridges", "school_holidays")


@pytest.mark.parametrize("which", cases())
def test_weeks_later_all_is_the_same(which: int | str) -> None:
    # Holidays, months and quarters do not recur every week, so they are left out.
    case, schedules = case_of(which)
    case = without_holidays(case)
    rules = [
        {key: value for key, value in rule.items() if key not in DAYS_OFF}
        for rule in written(case)
        if rule.get("period") not in ("month", "quarter")
    ]
    case = rebuilt(case, lambda row: row, rules)
    waivers = {rule["id"] for rule in rules}
    scenario = replace(
        case.scenario,
        decisions=tuple(row for row in case.scenario.decisions if row.rule_id in (None, *waivers)),
    )
    case = Case(scenario, case.charter)
    for days in (-364, 7, 14, 7 * 300):
        other = moved(case, days)
        for schedule in schedules:
            assert result(other, moved_schedule(schedule, days)) == result(case, schedule)
    assert optimum(moved(case, 7 * 53)) == optimum(moved(case, 0))


def without_holidays(case: Case) -> Case:
    scenario: Scenario = replace(
        case.scenario,
        country=None,
        business_units=tuple(
            replace(row, country=None, subdivision=None) for row in case.scenario.business_units
        ),
    )
    return Case(scenario, case.charter)


def test_calendar_periods_recur_after_28_years() -> None:
    # Between 1901 and 2099 months, quarters and weeks alike do.
    case, schedules = case_of("periods_and_parents")
    days = (date(2055, 1, 1) - date(2027, 1, 1)).days
    assert days % 7 == 0
    for schedule in schedules:
        assert result(moved(case, days), moved_schedule(schedule, days)) == result(case, schedule)


@pytest.mark.parametrize("which", cases())
def test_a_rule_less_costs_nothing(which: int | str) -> None:
    case, schedules = case_of(which)
    best = optimum(case)
    for number, rule in enumerate(case.charter.rules):
        kept = [row for place, row in enumerate(written(case)) if place != number]
        fewer = rebuilt(case, lambda row: row, kept)
        rewarding = getattr(rule, "reward", 0)
        for schedule in schedules:
            before, after = check(case, schedule), check(fewer, schedule)
            assert after.feasible >= before.feasible
            assert rewarding or after.exact >= before.exact
            assert before.exact - after.exact == sum(
                (row.worth for row in before.judged if row.finding.rule_id == rule.id), 0
            )
        if not rewarding and best is not None:
            less = optimum(fewer)
            assert less is not None
            assert less >= best


@pytest.mark.parametrize("which", cases())
def test_a_report_rule_weighs_nothing(which: int | str) -> None:
    case, schedules = case_of(which)
    rules = [{**rule, "level": "report"} for rule in written(case)]
    watched = rebuilt(case, lambda row: row, rules)
    bare = rebuilt(case, lambda row: row, [])
    assert all(rule.level is Level.REPORT for rule in watched.charter.rules)
    assert Lowering(watched).problem().hash == Lowering(bare).problem().hash
    for schedule in schedules:
        assert check(watched, schedule).exact == check(bare, schedule).exact


@pytest.mark.parametrize("which", cases())
def test_a_greater_weight_costs_in_proportion(which: int | str) -> None:
    case, schedules = case_of(which)
    rules = [{**rule, "weight": 3 * case.rule(rule["id"]).weight} for rule in written(case)]
    for rule in rules:
        if "change_weight" in rule:
            rule["change_weight"] *= 3
    dear = rebuilt(case, lambda row: row, rules)
    for schedule in schedules:
        before, after = check(case, schedule), check(dear, schedule)
        assert {name: 3 * cost for name, cost in before.penalties.items()} == after.penalties
        assert before.rewards == after.rewards
        assert before.measures == after.measures
