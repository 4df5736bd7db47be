"""Why a launch stands where it does: how days stand, what they cost, what was given up, who holds a place."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from counterpoint.constraints.charter.case import Case
from counterpoint.constraints.charter.checker import check
from counterpoint.scenarios.contest import Flip, Holder
from counterpoint.scenarios.explained import Day, Dropped, Explained, Stand
from counterpoint.scenarios.explanation import Explainer
from counterpoint.scenarios.prospects import Price, Prospects
from counterpoint.scheduler.cpsat.solve import Solver
from counterpoint.scheduler.outcome import Limits
from counterpoint.scheduler.problem.problem import UNITS
from counterpoint.scheduler.scenario import LaunchId
from counterpoint.scheduler.schedule import Schedule
from tests.cases import make_case, make_schedule

#: One touch a week on an account.
CAP = {"id": "cap", "kind": "frequency_cap", "max": 1, "window_days": 7, "note": "One a week"}
RISE = {"id": "rise", "kind": "crescendo", "level": "soft", "along": "account", "reward": 2}
DARK = {"id": "dark", "kind": "blackout"}
CAMPAIGNS = """
    campaign_id, bu_id, name, stage, requested_start, value, commitment
    one, a, One, 1, 2027-03-03, 20, mandatory
    two, b, Two, 2, 2027-03-03, 10, mandatory
"""
AUDIENCES = """
    campaign_id, account_id
    one, x
    two, x
"""
DAYS: dict[str, Any] = {"start": "2027-03-01", "end": "2027-03-11"}
#: The best calendar of the two: the less valuable one goes a week later, 0.70 points.
BEST = {"one": "2027-03-03", "two": "2027-03-10"}


@pytest.fixture(scope="module")
def solver() -> Iterator[Solver]:
    with Solver() as found:
        yield found


def make(*rules: Any, **tables: Any) -> Case:
    return make_case(*rules, **{"campaigns": CAMPAIGNS, "audiences": AUDIENCES, **DAYS, **tables})


def prospects(
    case: Case, schedule: Schedule, solver: Solver, *, slack: int | None = 0, seconds: float = 60
) -> Prospects:
    """Give prospects of a run whose bound is above its objective by some hundredths of a point."""
    bound = None if slack is None else check(case, schedule).objective + UNITS * slack
    return Prospects(case, schedule, bound, solver, Limits(seconds))


def explain(
    case: Case, schedule: Schedule, name: str, solver: Solver, at: str | None = None, **more: Any
) -> Explained:
    campaign, _, key = name.partition("/")
    launch = case.scenario.launches[LaunchId(campaign, key)]
    day = date.fromisoformat(at) if at else None
    (view,) = Explainer(case, schedule, prospects(case, schedule, solver, **more)).explain([launch], at=day)
    return view


def stands(view: Explained) -> dict[int, Stand]:
    """Give how each day of March stands."""
    return {day.day.day: day.stand for day in view.days}


def only(view: Explained) -> Day:
    (day,) = view.days
    return day


def price(told: Day | Dropped) -> Price:
    assert told.prospect is not None
    assert told.prospect.price is not None
    return told.prospect.price


def exactly(hundredths: int) -> Price:
    return Price(Fraction(hundredths), Fraction(hundredths))


def named(day: Day) -> set[str]:
    """Give the rules and the input's own demands that bar a day."""
    return {demand.origin for demand in (day.prospect and day.prospect.conflict) or ()}


# -- how days stand -----------------------------------------------------------------------------------


def test_days_are_here_or_barred_as_things_stand_or_cost_something(solver: Solver) -> None:
    case = make(CAP)
    view = explain(case, make_schedule(BEST, case=case), "two", solver)
    # Within six days of One a second touch is one too many. One could move for it, but if Two took the
    # middle: there is no week before that, and none after it.
    near = dict.fromkeys(range(1, 10), Stand.BARRED_NOW)
    middle = dict.fromkeys((5, 6, 7), Stand.BARRED)
    assert stands(view) == {**near, **middle, 10: Stand.HERE, 11: Stand.COSTS}


def test_no_calendar_at_all_is_told_apart_from_none_as_things_stand(solver: Solver) -> None:
    blackouts = "from,until,account_id\n2027-03-08,2027-03-09,x\n"
    case = make(CAP, DARK, blackouts=blackouts)
    view = explain(case, make_schedule(BEST, case=case), "two", solver)
    barred = {day.day.day: named(day) for day in view.days if day.stand is Stand.BARRED}
    middle, dark = {"cap", "input:presence"}, {"dark"}
    assert barred == {5: middle, 6: middle, 7: middle, 8: dark, 9: dark}
    view = explain(case, make_schedule(BEST, case=case), "two", solver, at="2027-03-05")
    assert only(view).stand is Stand.BARRED
    assert named(only(view)) == {"cap", "input:presence"}
    view = explain(case, make_schedule(BEST, case=case), "two", solver, at="2027-03-08")
    assert named(only(view)) == {"dark"}


@pytest.mark.parametrize(
    ("at", "objections"),
    [
        ("2027-03-12", ("horizon",)),
        ("2027-03-02", ("earliest",)),
        ("2027-03-06", ("start_days",)),
    ],
)
def test_a_day_that_is_not_allowed_says_why(at: str, objections: tuple[str, ...], solver: Solver) -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, earliest_start, start_days
        one, a, One, 1, 2027-03-03, mon tue wed thu fri
    """
    case = make(campaigns=campaigns, audiences="campaign_id,account_id\none,x\n")
    day = only(explain(case, make_schedule({"one": "2027-03-03"}, case=case), "one", solver, at=at))
    assert (day.stand, day.objections) == (Stand.NOT_ALLOWED, objections)
    assert day.prospect is None


def test_pins_and_bans_are_decisions_against_a_day(solver: Solver) -> None:
    decisions = """
        decision_id, action, campaign_id, from, until, decided_by, decided_on, reason
        d1, ban, two, 2027-03-08, 2027-03-09, Committee, 2027-02-01, The fair
    """
    case = make(CAP, decisions=decisions)
    schedule = make_schedule(BEST, case=case)
    day = only(explain(case, schedule, "two", solver, at="2027-03-08"))
    assert (day.stand, [row.decision_id for row in day.decisions]) == (Stand.NOT_ALLOWED, ["d1"])
    assert set(stands(explain(case, schedule, "two", solver))) == {1, 2, 3, 4, 5, 6, 7, 10, 11}


@pytest.mark.parametrize(
    ("action", "code"), [("unschedule", "unscheduled"), ("drop", "dropped"), ("", "on_request")]
)
def test_a_launch_that_may_start_on_no_day_says_why(action: str, code: str, solver: Solver) -> None:
    decisions = f"""
        decision_id, action, campaign_id, decided_by, decided_on, reason
        d1, {action or "unschedule"}, {"one" if action else "two"}, Committee, 2027-02-01, So
    """
    campaigns = "campaign_id,bu_id,name,stage\none,a,One,1\ntwo,b,Two,1\n"
    tier = "strategic" if action else "opportunistic"
    case = make(
        charter={"tiers": {"opportunistic": {"planned": False}}},
        campaigns=campaigns,
        accounts=f"account_id,name,tier\nx,X,{tier}\n",
        decisions=decisions,
    )
    day = only(explain(case, make_schedule({}, []), "one", solver, at="2027-03-03"))
    assert (day.stand, day.objections) == (Stand.NOT_ALLOWED, (code,))


# -- what days cost -----------------------------------------------------------------------------------


def test_a_proven_run_and_a_proven_day_make_an_exact_price(solver: Solver) -> None:
    case = make(CAP)
    schedule = make_schedule(BEST, case=case)
    # As things stand one day more costs 0.10; anew it costs no less.
    day = only(explain(case, schedule, "two", solver, at="2027-03-11"))
    assert day.now is not None
    assert day.now.points == -10
    assert price(day) == exactly(10)
    # With Two on its wish, One goes a week later: 1.40 instead of 0.70.
    day = only(explain(case, schedule, "two", solver, at="2027-03-03"))
    assert price(day) == exactly(70)
    assert price(day).exact
    assert not price(day).no_preference


def test_an_unproven_run_makes_an_interval(solver: Solver) -> None:
    case = make(CAP)
    schedule = make_schedule(BEST, case=case)
    day = only(explain(case, schedule, "two", solver, at="2027-03-11", slack=25))
    assert price(day) == Price(Fraction(10), Fraction(35))
    assert not price(day).exact
    assert not price(day).no_preference
    day = only(explain(case, schedule, "two", solver, at="2027-03-11", slack=None))
    assert price(day) == Price(Fraction(10), None)


def test_an_interval_that_holds_zero_is_no_preference(solver: Solver) -> None:
    case = make(CAP)
    # The run is not the best: it has Two a day too late, and nothing is proven beyond 0.30 more.
    schedule = make_schedule({**BEST, "two": "2027-03-11"}, case=case)
    day = only(explain(case, schedule, "two", solver, at="2027-03-10", slack=30))
    assert price(day) == Price(Fraction(0), Fraction(20))
    assert price(day).no_preference


def test_a_day_as_good_as_this_one_is_no_preference(solver: Solver) -> None:
    campaigns = "campaign_id,bu_id,name,stage\none,a,One,1\n"
    case = make(campaigns=campaigns, audiences="campaign_id,account_id\none,x\n")
    day = only(explain(case, make_schedule({"one": "2027-03-03"}, case=case), "one", solver, at="2027-03-04"))
    assert (price(day).exact, price(day).no_preference) == (True, True)


def test_without_time_days_are_evaluated_only(solver: Solver) -> None:
    case = make(CAP)
    view = explain(case, make_schedule(BEST, case=case), "two", solver, seconds=0)
    assert [day.prospect for day in view.days] == [None] * 11
    assert view.days[0].stand is Stand.BARRED_NOW


# -- what was given up --------------------------------------------------------------------------------


def test_what_a_launch_gave_up(solver: Solver) -> None:
    rules = [
        {"id": "close", "kind": "spacing", "min_gap_days": 9, "level": "soft", "weight": 3},
        {
            "id": "rise",
            "kind": "crescendo",
            "level": "soft",
            "along": "account",
            "max_gap_days": 4,
            "reward": 2,
        },
    ]
    campaigns = CAMPAIGNS.replace("2, 2027-03-03", "2, 2027-03-05")
    case = make(*rules, campaigns=campaigns)
    view = explain(case, make_schedule(BEST, case=case), "two", solver, seconds=0)
    assert view.cost_of_move == 50
    # Seven days after One, of nine wanted; asked for two days after it, where it builds on it.
    assert [(row.finding.rule_id, row.weighed) for row in view.paid] == [("close", Decimal(-600))]
    assert [(row.finding.rule_id, row.weighed) for row in view.missed] == [("rise", Decimal(200))]
    assert not view.earned
    assert view.wish is not None
    assert view.wish.stand is Stand.COSTS


def test_a_reward_that_rests_on_another_day_is_not_missed(solver: Solver) -> None:
    case = make(RISE, campaigns=CAMPAIGNS.replace("2, 2027-03-03", "2, 2027-03-05"))
    view = explain(case, make_schedule(BEST, case=case), "two", solver, seconds=0)
    assert [row.finding.rule_id for row in view.earned] == ["rise"]
    assert not view.missed


# -- dropped placements and contests --------------------------------------------------------------------

#: On x there is room for one of the two BUs; Two runs on y all the same.
CONTESTED: dict[str, Any] = {
    "campaigns": """
        campaign_id, bu_id, name, stage, requested_start, value
        one, a, One, 1, 2027-03-03, 10
        two, b, Two, 1, 2027-03-03, 10
    """,
    "audiences": """
        campaign_id, account_id
        one, x
        two, x
        two, y
    """,
    "end": "2027-03-07",
}
WEIGHTS = {"relationship": 1, "strategic_fit": 0, "capacity": 0, "revenue_potential": 0}


def contested(solver: Solver, fit: str, weights: dict[str, int], slack: int = 0) -> tuple[Case, Explained]:
    case = make(CAP, charter={"arbitration": weights}, fit=fit, **CONTESTED)
    schedule = make_schedule({"one": "2027-03-03", "two": "2027-03-03"}, ["one/x", "two/y"])
    return case, explain(case, schedule, "two", solver, slack=slack)


def test_a_dropped_placement_names_what_holds_its_place_and_at_what_margin(solver: Solver) -> None:
    fit = "bu_id,account_id,relationship\na,x,0.9\nb,x,0.6\n"
    _, view = contested(solver, fit, WEIGHTS)
    (dropped,) = view.dropped
    assert (dropped.row.account_id, dropped.value) == ("x", 600)
    assert dropped.holders == (Holder("one", "x", ("cap",)),)
    # Two's 6 points instead of One's 9.
    assert price(dropped) == exactly(300)


def test_both_sides_of_a_contest_and_what_would_turn_it(solver: Solver) -> None:
    fit = "bu_id,account_id,relationship\na,x,0.9\nb,x,0.6\n"
    case, view = contested(solver, fit, WEIGHTS)
    (contest,) = view.dropped[0].contests
    assert (contest.account_id, contest.rules) == ("x", ("cap",))
    assert (contest.asking.bu_id, contest.asking.campaigns, contest.asking.value) == ("b", ("two",), 600)
    assert (contest.holding.bu_id, contest.holding.campaigns, contest.holding.value) == ("a", ("one",), 900)
    assert contest.asking.weight == case.arbiter.weight("b", "x")
    # At 0.90 the two are worth the same: that turns nothing.
    assert contest.flips == (
        Flip("b", "relationship", Decimal("0.91"), upward=True),
        Flip("a", "relationship", Decimal("0.59"), upward=False),
    )


def test_a_contest_turns_at_the_very_hundredth(solver: Solver) -> None:
    fit = "bu_id,account_id,relationship\na,x,0.9\nb,x,0.6\n"
    campaigns = CONTESTED["campaigns"].replace("10", "9.94", 1)
    case = make(CAP, charter={"arbitration": WEIGHTS}, fit=fit, **{**CONTESTED, "campaigns": campaigns})
    schedule = make_schedule({"one": "2027-03-03", "two": "2027-03-03"}, ["one/x", "two/y"])
    (contest,) = explain(case, schedule, "two", solver).dropped[0].contests
    # One has 8.95: Two has 8.90 at 0.89, and 9.00 at 0.90. Two has 6.00: One has 6.06 at 0.61, 5.96 at 0.60.
    assert [flip.at for flip in contest.flips] == [Decimal("0.90"), Decimal("0.60")]


def test_a_criterion_that_no_value_turns_says_so_and_an_assumed_one_is_marked(solver: Solver) -> None:
    fit = "bu_id,account_id,relationship,capacity\na,x,0.9,0.5\nb,x,0.6,\n"
    _, view = contested(solver, fit, {**WEIGHTS, "relationship": 3, "capacity": 1})
    (contest,) = view.dropped[0].contests
    assumed = [(row.name, row.value) for row in contest.asking.criteria if row.assumed]
    assert ("capacity", Fraction(1, 2)) in assumed
    assert not next(row for row in contest.asking.criteria if row.name == "relationship").assumed
    flips = {(flip.bu_id, flip.criterion): flip.at for flip in contest.flips}
    # (3 · 0.6 + 1) / 4 = 0.7 is less than 0.8; (3 · 0.9 + 0) / 4 = 0.675 more than the 0.45 that b then has.
    assert flips["b", "capacity"] is None
    assert flips["a", "capacity"] is None
    assert flips["b", "relationship"] == Decimal("0.91")


def test_a_contest_that_is_turned_already_needs_nothing(solver: Solver) -> None:
    fit = "bu_id,account_id,relationship\na,x,0.6\nb,x,0.9\n"
    _, view = contested(solver, fit, WEIGHTS, slack=300)
    (contest,) = view.dropped[0].contests
    assert contest.flips == ()
    assert price(view.dropped[0]).no_preference


def test_a_day_is_contested_for_the_account_as_well(solver: Solver) -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, requested_start, value, move_cost
        one, a, One, 1, 2027-03-03, 10, 1
        two, b, Two, 1, 2027-03-03, 10, 0.1
    """
    fit = "bu_id,account_id,relationship\na,x,0.9\nb,x,0.6\n"
    tables = {**CONTESTED, "campaigns": campaigns, "end": "2027-03-10"}
    case = make(CAP, charter={"arbitration": WEIGHTS}, fit=fit, **tables)
    schedule = make_schedule({"one": "2027-03-03", "two": "2027-03-10"}, ["one/x", "two/x", "two/y"])
    view = explain(case, schedule, "two", solver)
    assert view.wish is not None
    # On its wish Two saves 0.70 and would best give up x, worth 6; to have x there, One moves for 7.
    assert price(view.wish) == exactly(530)
    (contest,) = view.wish.contests
    assert contest.margin == 630


def test_a_room_that_no_calendar_gives_is_turned_by_nothing(solver: Solver) -> None:
    campaigns = CONTESTED["campaigns"].replace("value", "value, commitment").replace(", 10", ", 10, fixed", 1)
    campaigns = campaigns.replace("two, b, Two, 1, 2027-03-03, 10", "two, b, Two, 1, 2027-03-03, 10,")
    case = make(CAP, **{**CONTESTED, "campaigns": campaigns})
    schedule = make_schedule({"one": "2027-03-03", "two": "2027-03-03"}, ["one/x", "two/y"])
    (contest,) = explain(case, schedule, "two", solver).dropped[0].contests
    assert (contest.barred, contest.margin, contest.flips) == (True, None, ())


def test_partners_do_not_contend(solver: Solver) -> None:
    campaigns = CONTESTED["campaigns"].replace("value", "value, partners").replace(", 10", ", 10, b", 1)
    campaigns = campaigns.replace("two, b, Two, 1, 2027-03-03, 10", "two, b, Two, 1, 2027-03-03, 9,")
    case = make(CAP, **{**CONTESTED, "campaigns": campaigns})
    schedule = make_schedule({"one": "2027-03-03", "two": "2027-03-03"}, ["one/x", "two/y"])
    (dropped,) = explain(case, schedule, "two", solver).dropped
    assert dropped.holders == (Holder("one", "x", ("cap",)),)
    assert dropped.contests == ()


def test_a_launch_that_is_not_scheduled_is_tried_anywhere(solver: Solver) -> None:
    campaigns = CAMPAIGNS.replace("10, mandatory", "10, optional")
    case = make(CAP, campaigns=campaigns, end="2027-03-07")
    view = explain(case, make_schedule({"one": "2027-03-03", "two": None}, ["one/x"]), "two", solver)
    # One is mandatory, and there is no second week.
    assert view.anywhere is not None
    assert view.anywhere.schedule is None
    assert set(stands(view).values()) == {Stand.BARRED}
    assert view.wish is not None
    assert named(view.wish) == {"cap", "input:presence"}
