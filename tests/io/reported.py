"""A small run to write reports and workbooks of: a move, a drop, collisions, a soft rule, a wave."""

from dataclasses import replace
from datetime import date
from typing import Any

from counterpoint.constraints.charter.case import Case
from counterpoint.scenarios.results import Results
from counterpoint.scheduler.outcome import Status
from counterpoint.scheduler.scenario import LaunchId, Scenario
from counterpoint.scheduler.schedule import Schedule
from counterpoint.scheduler.tables import Account, Audience, BusinessUnit, Campaign
from tests.cases import make_case, make_schedule
from tests.solved import solved_as

RULES: tuple[dict[str, Any], ...] = (
    {"id": "room", "kind": "spacing", "min_gap_days": 4, "level": "soft", "weight": 2, "note": "Leave room."},
    {"id": "cap", "kind": "frequency_cap", "max": 3, "window_days": 7, "level": "report", "owner": "Board"},
)
CAMPAIGNS = """
    campaign_id, bu_id, name, stage, requested_start, value, launch, duration_days
    one, a, First, 1, 2027-03-01, 10, together, 2
    two, b, Second, 2, 2027-03-02, 5, together, 3
    three, c, Third, 3, , 2, per_account, 1
    four, a, Fourth, 2, 2027-03-03, 4, per_wave, 1
"""
AUDIENCES = """
    campaign_id, account_id, wave
    one, x, 1
    one, y, 1
    two, x, 1
    two, y, 1
    three, x, 1
    four, x, 1
    four, y, 2
"""
STARTS = {
    "one": "2027-03-01",
    "two": "2027-03-05",
    "three/x": "2027-03-20",
    "four/1": "2027-03-03",
    "four/2": None,
}
KEPT = ("one/x", "one/y", "two/x", "three/x", "four/x")
HOSTILE = '<script>alert("x")</script>'
FORMULAS = ("=cmd|'/c calc'!A0", "@SUM(A1)", "+1+1", "-2", "{=1}", "https://example.com/", "007")


def small(language: str = "en", status: Status = Status.OPTIMAL, slack: int = 0, **tables: str) -> Results:
    """Give the results of the small run; ``slack`` is how far its bound is, in problem units."""
    settings = {"language": language}
    tables = {"campaigns": CAMPAIGNS, "audiences": AUDIENCES, **tables}
    case = make_case(*RULES, end="2027-04-30", settings=settings, charter=None, **tables)
    solved = solved_as(case, make_schedule(STARTS, KEPT), status)
    assert solved.outcome.objective is not None
    return Results(solved_as(case, make_schedule(STARTS, KEPT), status, solved.outcome.objective + slack))


def named(text: str) -> Results:
    """Give a run in which every free text is the same."""
    case = make_case(
        {**RULES[0], "note": text, "owner": text},
        end="2027-04-30",
        campaigns=CAMPAIGNS,
        audiences=AUDIENCES,
    )
    scenario = case.scenario
    changed = replace(
        scenario,
        name=text,
        business_units=tuple(replace(row, name=text, color=text) for row in scenario.business_units),
        accounts=tuple(replace(row, name=text) for row in scenario.accounts),
        campaigns=tuple(replace(row, name=text) for row in scenario.campaigns),
    )
    case = Case(changed, case.charter)
    return Results(solved_as(case, make_schedule(STARTS, KEPT)))


def crowded(number: int) -> Results:
    """Give a run of so many campaigns, each on an account of its own, none of them scheduled."""
    names = [f"n{at:04}" for at in range(number)]
    start = date(2027, 3, 1)
    scenario = Scenario(
        name="Crowded",
        start=start,
        end=date(2027, 3, 31),
        as_of=start,
        business_units=(BusinessUnit(bu_id="a", name="A"),),
        accounts=tuple(Account(account_id=name, name=name) for name in names),
        campaigns=tuple(Campaign(campaign_id=name, bu_id="a", name=name, stage=1) for name in names),
        audiences=tuple(Audience(campaign_id=name, account_id=name) for name in names),
    )
    case = Case(scenario, make_case().charter)
    return Results(solved_as(case, Schedule({LaunchId(name): None for name in names}, frozenset())))
