"""An explanation in words, in English and French, and as facts."""

import json
from collections.abc import Iterator
from datetime import date
from inspect import cleandoc
from pathlib import Path
from typing import Any

import pytest

from counterpoint.constraints.charter.checker import check
from counterpoint.io.explanation.facts import explanation_facts
from counterpoint.io.explanation.text import explanation_text
from counterpoint.scenarios.explanation import Explainer
from counterpoint.scenarios.prospects import Prospects
from counterpoint.scheduler.cpsat.solve import Solver
from counterpoint.scheduler.outcome import Limits
from counterpoint.scheduler.problem.problem import UNITS
from tests.cases import make_case, make_schedule

CAP = {"id": "cap", "kind": "frequency_cap", "max": 1, "window_days": 7, "note": "One touch a week."}
CAMPAIGNS = """
    campaign_id, bu_id, name, stage, requested_start, value, move_cost
    one, a, One, 1, 2027-03-03, 10, 1
    two, b, Two, 1, 2027-03-03, 10, 0.5
"""
AUDIENCES = """
    campaign_id, account_id
    one, x
    two, x
    two, y
"""
FIT = """
    bu_id, account_id, relationship, strategic_fit
    a, x, 0.9, 0.5
    b, x, 0.6,
"""
WEIGHTS = {"relationship": 3, "strategic_fit": 1, "capacity": 0, "revenue_potential": 0}


@pytest.fixture(scope="module")
def solver() -> Iterator[Solver]:
    with Solver() as found:
        yield found


class Told:
    """An explanation of one campaign, in words and as facts."""

    def __init__(
        self,
        solver: Solver,
        starts: dict[str, str | None],
        kept: list[str],
        *,
        name: str = "two",
        account: str | None = None,
        at: str | None = None,
        slack: int = 0,
        seconds: float = 60,
        language: str = "en",
        profile: str = "balanced",
        **tables: Any,
    ) -> None:
        settings = {"campaigns": CAMPAIGNS, "audiences": AUDIENCES, "fit": FIT, "end": "2027-03-11", **tables}
        case = make_case(
            CAP,
            charter={"arbitration": WEIGHTS},
            settings={"language": language, "profile": profile},
            **settings,
        )
        schedule = make_schedule(starts, kept)
        bound = check(case, schedule).objective + UNITS * slack
        prospects = Prospects(case, schedule, bound, solver, Limits(seconds))
        launches = case.scenario.launches_of[name]
        day = date.fromisoformat(at) if at else None
        views = Explainer(case, schedule, prospects).explain(launches, account, day)
        self.text = explanation_text(case, schedule, views, account, one_day=day is not None)
        self.facts = json.loads(json.dumps(explanation_facts(case, schedule, views)))


#: One has the room on x, and Two keeps y only; or Two goes a week later and keeps both.
DROPPED: tuple[dict[str, str | None], list[str]] = (
    {"one": "2027-03-03", "two": "2027-03-03"},
    ["one/x", "two/y"],
)
MOVED: tuple[dict[str, str | None], list[str]] = (
    {"one": "2027-03-03", "two": "2027-03-10"},
    ["one/x", "two/x", "two/y"],
)


def told(name: str) -> str:
    """Read what an explanation should say."""
    return (Path(__file__).parent / "told" / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")


def test_a_campaign_in_english(solver: Solver) -> None:
    assert Told(solver, *DROPPED, end="2027-03-05").text == told("english")


def test_a_campaign_in_french(solver: Solver) -> None:
    assert Told(solver, *MOVED, language="fr", end="2027-03-12").text == told("french")


@pytest.mark.parametrize(
    ("at", "lines"),
    [
        ("2027-03-10", "It starts on 10 March 2027 in this calendar."),
        ("2027-03-12", "It may not start on 12 March 2027: outside the horizon."),
        (
            "2027-03-11",
            """
            As things stand, 11 March 2027 would cost 0.50 points:
              - −0.50: its own accounts and move
            Solved anew with it there: costs 0.50 points.
            """,
        ),
    ],
)
def test_one_day_is_told_alone(at: str, lines: str, solver: Solver) -> None:
    text = Told(solver, *MOVED, at=at).text
    assert text.partition("asked (3 March 2027).\n")[2] == cleandoc(lines)


def test_intervals_and_no_preference_are_told_as_such(solver: Solver) -> None:
    table = Told(solver, *MOVED, slack=50).text.partition("Other days")[2]
    assert (
        "11 Mar 2027                       costs 0.50 points  costs 0.50 to 1.00 points (not proven" in table
    )
    # A run that has Two a day too late, and no proof: a day earlier may be better, or no worse than 0.40.
    late: dict[str, str | None] = {"one": "2027-03-03", "two": "2027-03-11"}
    table = Told(solver, late, MOVED[1], slack=90).text.partition("Other days")[2]
    assert "gains 0.50 points  no preference (costs 0.40 points at most)" in table


def test_without_time_the_table_says_what_was_not_tried(solver: Solver) -> None:
    text = Told(solver, *MOVED, seconds=0).text
    assert "10 days are evaluated only; a longer --time-limit tries them." in text
    assert "Solved anew" not in text


def test_a_launch_that_is_not_scheduled(solver: Solver) -> None:
    campaigns = CAMPAIGNS.replace("move_cost", "move_cost, commitment")
    campaigns = campaigns.replace("10, 1", "10, 1, mandatory").replace("10, 0.5", "10, 0.5,")
    more: dict[str, Any] = {"audiences": "campaign_id,account_id\none,x\ntwo,x\n", "end": "2027-03-05"}
    text = Told(solver, {"one": "2027-03-03", "two": None}, ["one/x"], campaigns=campaigns, **more).text
    assert text.partition("\n\n")[2].startswith("It is not scheduled; 3 March 2027 was asked for.\n")
    no_day = """
        Barred: no calendar has it there.
        These together leave none; without any one of them there is one for the others:
          - One is mandatory: it must be scheduled
          - rule cap on Account X
        Barred: no calendar has it scheduled.
        These together leave none; without any one of them there is one for the others:
          - One is mandatory: it must be scheduled
          - rule cap on Account X
        """
    assert cleandoc(no_day) in text
    assert "1 Mar 2027 – 5 Mar 2027 (5 days)  barred by cap    no calendar has it" in text


def test_an_account_that_is_kept_says_so(solver: Solver) -> None:
    text = Told(solver, *MOVED, account="y", seconds=0).text
    assert "Account Y is kept, worth 5.00 points." in text


def test_a_profile_tells_in_what_points_costs_are(solver: Solver) -> None:
    found = Told(solver, *MOVED, at="2027-03-11", profile="on_time")
    assert "as profile on_time weighs them" in found.text
    cost = found.facts["launches"][0]["days"][0]["best_calendar"]["cost_least"]
    assert cost > 0.5
    assert f"would cost {cost:.2f} points" in found.text


def test_the_facts_say_the_same(solver: Solver) -> None:
    (launch,) = Told(solver, *MOVED, at="2027-03-05").facts["launches"]
    (day,) = launch["days"]
    assert (launch["start"], launch["cost_of_move"]) == ("2027-03-10", 3.5)
    assert (day["day"], day["stand"]) == ("2027-03-05", "barred_as_things_stand")
    assert day["as_things_stand"]["breaks"][0]["rule_id"] == "cap"
    assert day["as_things_stand"]["breaks"][0]["note"] == "One touch a week."
    best = day["best_calendar"]
    assert (best["status"], best["cost_least"], best["cost_most"], best["no_preference"]) == (
        "optimal",
        3.25,
        3.25,
        False,
    )
    assert best["changes"] == [
        {
            "campaign_id": "two",
            "launch": "",
            "from": "2027-03-10",
            "to": "2027-03-05",
            "loses": ["x"],
            "keeps": [],
        }
    ]
    (contest,) = day["contests"]
    assert contest["asking"]["criteria"]["strategic_fit"] == {"weight": 1.0, "value": 0.5, "assumed": True}
    assert (contest["barred"], contest["flips"][0]["at"]) == (False, None)
    (launch,) = Told(solver, *DROPPED, end="2027-03-05").facts["launches"]
    (dropped,) = launch["dropped"]
    assert dropped["held_by"] == [{"campaign_id": "one", "account_id": "x", "value": 8.0, "rules": ["cap"]}]
    (contest,) = dropped["contests"]
    assert contest["margin"] == 2.25
    assert contest["flips"][0] == {"bu_id": "b", "criterion": "relationship", "at": 0.91, "or": "more"}
