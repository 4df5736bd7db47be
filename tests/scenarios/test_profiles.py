"""The shipped profiles on the pilot: each trades what it says, and the docs tell what comes of it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest

from counterpoint.constraints.charter.case import Case
from counterpoint.constraints.charter.profiles import SHIPPED
from counterpoint.io.scenario import read_scenario
from counterpoint.scenarios.results import Results
from counterpoint.scenarios.solving import solve
from counterpoint.scheduler.outcome import Limits, Status
from tests.cases import make_case
from tests.command_line import ROOT

DOCS = (ROOT / "docs" / "profiles.md").read_text(encoding="utf-8")


def table(head: str) -> Mapping[str, list[str]]:
    """Give a table of the page whose head begins so: the cells of each profile."""
    (rows,) = re.findall(rf"^\| profile \| {head} .*\n\| --- .*\n((?:\|.*\n)*)", DOCS, re.MULTILINE)
    cells = [[cell.strip(" `") for cell in row.strip("|").split("|")] for row in rows.splitlines()]
    return {name: others for name, *others in cells}


@cache
def pilot(profile: str) -> Results:
    reading = read_scenario(ROOT / "scenarios" / "pilot")
    found = solve(Case(replace(reading.scenario, profile=profile), reading.charter), Limits(seconds=300))
    assert found.outcome.status is Status.OPTIMAL
    return Results(found)


def spread(results: Results) -> float:
    shares = results.figures.kept_share_by_bu.values()
    return round(float(max(shares) - min(shares)), 1)


def test_the_percents_are_told() -> None:
    told = table("trades")
    assert list(told) == list(SHIPPED)
    for name, profile in SHIPPED.items():
        percents = (profile.value, profile.moves, profile.penalties, profile.rewards)
        assert told[name][1:5] == [f"{percent} %" for percent in percents]
        assert all(f"`{rule.id}`: [`{rule.kind}`]" in DOCS for rule in profile.rules)


def test_equity_does_something_under_a_charter_without_rules() -> None:
    # Only one of the two can come to x: the other's share falls to nothing, or both share what there is.
    case = make_case(
        charter={"rules": [{"id": "one", "kind": "concurrency", "max": 1}]},
        settings={"profile": "equity"},
        end="2027-03-01",
        campaigns="""
            campaign_id, bu_id, name, stage, value, launch
            p, a, P, 1, 10, per_account
            q, b, Q, 1, 9, per_account""",
        audiences="""
            campaign_id, account_id
            p, x
            p, y
            q, x
            q, y""",
    )
    plain = solve(Case(replace(case.scenario, profile="balanced"), case.charter), Limits(seconds=60))
    fair = solve(case, Limits(seconds=60))
    assert plain.verdict is not None
    assert fair.verdict is not None
    assert plain.verdict.value == {"a": 2000, "b": 0, "c": 0}
    assert fair.verdict.value == {"a": 1000, "b": 900, "c": 0}


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
def test_what_a_profile_makes_of_the_pilot_is_told(name: str) -> None:
    results = pilot(name)
    verdict, figures = results.verdict, results.figures
    points = (
        float(verdict.score),
        float(verdict.weighed),
        float(sum(verdict.value.values())),
        float(sum(verdict.moves.values())),
        float(sum(verdict.penalties.values())),
        float(sum(verdict.rewards.values())),
    )
    numbers = [sum(row.kept for row in results.launches), figures.days_moved, figures.collisions]
    assert table("score")[name] == [
        *(f"{value / 100:.2f}" for value in points),
        *map(str, numbers),
        str(spread(results)),
    ]


def test_calm_leaves_what_was_published_where_it_is() -> None:
    case = make_case(
        settings={"profile": "calm"},
        campaigns="""
            campaign_id, bu_id, name, stage, value, requested_start
            p, a, P, 1, 10, 2027-03-01""",
        audiences="""
            campaign_id, account_id
            p, x""",
        published="""
            campaign_id, account_id, start
            p, x, 2027-03-04""",
    )
    starts = set()
    for profile in ("balanced", "calm"):
        found = solve(Case(replace(case.scenario, profile=profile), case.charter), Limits(seconds=60))
        assert found.schedule is not None
        starts.add((profile, *map(str, found.schedule.starts.values())))
    # Going back to the wish is a change, 3 points where placements are worth 10; a day away costs 0.05.
    assert starts == {("balanced", "2027-03-01"), ("calm", "2027-03-04")}


@pytest.mark.slow
def test_each_profile_trades_what_it_says() -> None:
    balanced, value, on_time, equity, calm = (pilot(name) for name in SHIPPED)
    assert all(row.verdict.score <= balanced.verdict.score for row in (value, on_time, equity, calm))
    assert value.figures.kept_share > balanced.figures.kept_share
    assert value.figures.days_moved > balanced.figures.days_moved
    assert on_time.figures.days_moved < balanced.figures.days_moved
    assert on_time.figures.kept_share < balanced.figures.kept_share
    assert spread(equity) < spread(balanced)
    assert equity.figures.kept_share < balanced.figures.kept_share
    assert calm.figures.collisions < balanced.figures.collisions
    assert sum(calm.verdict.penalties.values()) < sum(balanced.verdict.penalties.values())
    assert calm.figures.kept_share < balanced.figures.kept_share
