"""Why a launch starts where it does, and why a placement is dropped."""

import pytest

from counterpoint.scenarios.reasons import Reason, Reasons
from counterpoint.scheduler.scenario import LaunchId
from tests.cases import make_case, make_schedule

CAP = {"id": "cap", "kind": "frequency_cap", "max": 1, "window_days": 7}
CAMPAIGNS = """
    campaign_id, bu_id, name, stage, requested_start, value
    one, a, One, 1, 2027-03-03, 10
    two, b, Two, 2, 2027-03-03, 10
"""
AUDIENCES = """
    campaign_id, account_id
    one, x
    two, x
    two, y
"""
MONTH = {"start": "2027-03-01", "end": "2027-03-28"}


def of_launch(starts: dict[str, str | None], name: str, *rules: object, **tables: str) -> Reason:
    language = {"language": tables.pop("language", "en")}
    tables = {"campaigns": CAMPAIGNS, "audiences": AUDIENCES, **tables}
    case = make_case(*rules, settings=language, **MONTH, **tables)  # type: ignore[arg-type]
    reasons = Reasons(case, make_schedule(starts, case=case))
    return reasons.launch(case.scenario.launches[LaunchId(name)])


def of_placement(kept: list[str], name: str, account: str, *rules: object, **tables: str) -> Reason:
    tables = {"campaigns": CAMPAIGNS, "audiences": AUDIENCES, **tables}
    case = make_case(*rules, **MONTH, **tables)  # type: ignore[arg-type]
    starts = {key: "2027-03-03" for key in ("one", "two") if any(part.startswith(key) for part in kept)}
    reasons = Reasons(case, make_schedule(starts, kept))
    launch = case.scenario.launches[LaunchId(name)]
    row = next(part for part in launch.audience if part.account_id == account)
    return reasons.placement(launch, row)


def test_a_launch_on_its_wish_is_as_asked() -> None:
    assert of_launch({"one": "2027-03-03", "two": "2027-03-20"}, "one").code == "asked"


def test_a_launch_without_a_wish_is_free() -> None:
    campaigns = CAMPAIGNS.replace("One, 1, 2027-03-03", "One, 1, ")
    assert of_launch({"one": "2027-03-03"}, "one", campaigns=campaigns).code == "no_wish"


def test_a_moved_launch_names_the_rule_that_its_wish_would_break() -> None:
    reason = of_launch({"one": "2027-03-03", "two": "2027-03-10"}, "two", CAP)
    assert reason.code == "cap"
    assert reason.text == (
        "3 March 2027 would break cap: pressure of 2 on Account X from 25 February 2027 to 3 March 2027, "
        "limit 1: One and Two"
    )


def test_under_a_profile_the_objective_and_the_score_are_told_apart() -> None:
    spacing = {"id": "room", "kind": "spacing", "min_gap_days": 3, "level": "soft", "weight": 5}
    for language, told in (
        (
            "en",
            "3 March 2027 would lose 29.30 points under profile mine (-13.60 in the score), mostly to room: ",
        ),
        ("fr", "3 mars 2027 perdrait 29,30 points sous le profil mine (-13,60 dans le score), surtout par "),
    ):
        case = make_case(
            spacing,
            charter={"profiles": {"mine": {"penalties": 200, "moves": 50}}},
            settings={"language": language, "profile": "mine"},
            campaigns=CAMPAIGNS,
            audiences=AUDIENCES,
            **MONTH,
        )
        reasons = Reasons(case, make_schedule({"one": "2027-03-03", "two": "2027-03-10"}, case=case))
        # Seven days at 0.20 points count by half, three days missing at 5 points twice.
        reason = reasons.launch(case.scenario.launches[LaunchId("two")])
        assert reason.code == "room"
        assert reason.text.startswith(told)


def test_what_a_profile_makes_of_a_gain_is_told_beside_the_score() -> None:
    case = make_case(
        charter={"profiles": {"mine": {"value": 150}}},
        settings={"profile": "mine"},
        campaigns=CAMPAIGNS,
        audiences=AUDIENCES,
        **MONTH,
    )
    reasons = Reasons(case, make_schedule({"one": "2027-03-03", "two": "2027-03-03"}, ["one/x", "two/y"]))
    launch = case.scenario.launches[LaunchId("two")]
    assert reasons.placement(launch, launch.audience[0]) == Reason(
        "balance",
        "Keeping it would change the objective of profile mine by +15.00 points, the score by +10.00",
    )


def test_the_same_in_french() -> None:
    reason = of_launch({"one": "2027-03-03", "two": "2027-03-10"}, "two", CAP, language="fr")
    assert reason.text.startswith("3 mars 2027 enfreindrait cap : pression de 2 sur Account X")


def test_a_moved_launch_names_the_soft_rule_that_its_wish_would_cost_most() -> None:
    spacing = {"id": "room", "kind": "spacing", "min_gap_days": 3, "level": "soft", "weight": 5}
    reason = of_launch({"one": "2027-03-03", "two": "2027-03-10"}, "two", spacing)
    assert reason.code == "room"
    # Three days missing at 5 points each; a day's move of two placements of 10 costs 0.20 points.
    assert "would lose 13.60 points, mostly to room: One and Two are 0 days apart" in reason.text


def test_a_wish_that_is_not_allowed_says_why() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, requested_start, start_days
        one, a, One, 1, 2027-03-03, tue
    """
    audiences = "campaign_id,account_id\none,x\n"
    reason = of_launch({"one": "2027-03-02"}, "one", campaigns=campaigns, audiences=audiences)
    assert reason.code == "not_allowed"
    assert reason.text == "It may not start on 3 March 2027 (not one of its start days)"


@pytest.mark.parametrize(
    ("action", "more", "start"),
    [
        ("unschedule", ", , ", None),
        ("pin", ", 2027-03-20, 2027-03-21", "2027-03-20"),
        ("ban", ", , 2027-03-15", "2027-03-16"),
    ],
)
def test_a_decision_is_cited_with_who_took_it(action: str, more: str, start: str | None) -> None:
    decisions = f"""
        decision_id, action, campaign_id, decided_by, decided_on, reason, from, until
        d7, {action}, one, Committee, 2027-02-01, Settled in February{more}
    """
    reason = of_launch({"one": start}, "one", decisions=decisions)
    assert reason == Reason("decision", "Decided: d7, Settled in February (Committee)")


def test_a_dropped_placement_names_the_rule_that_keeping_it_would_break() -> None:
    reason = of_placement(["one/x", "two/y"], "two", "x", CAP)
    assert reason.code == "cap"
    assert reason.text.startswith("Keeping it would break cap: pressure of 2 on Account X")


def test_a_placement_of_an_unscheduled_launch_says_so() -> None:
    assert of_placement(["one/x"], "two", "y", CAP).code == "unscheduled"


def test_a_full_campaign_keeps_no_more_accounts() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, requested_start, max_accounts
        one, a, One, 1, 2027-03-03,
        two, b, Two, 2, 2027-03-03, 1
    """
    assert of_placement(["two/x"], "two", "y", campaigns=campaigns).code == "accounts"


def test_an_account_served_on_request_is_not_planned() -> None:
    accounts = "account_id,name,tier\nx,X,opportunistic\ny,Y,strategic\n"
    case = make_case(
        charter={"tiers": {"opportunistic": {"planned": False}}},
        campaigns=CAMPAIGNS,
        audiences=AUDIENCES,
        accounts=accounts,
        **MONTH,  # type: ignore[arg-type]
    )
    reasons = Reasons(case, make_schedule({"two": "2027-03-03"}, ["two/y"]))
    launch = case.scenario.launches[LaunchId("two")]
    assert reasons.placement(launch, launch.audience[0]).code == "on_request"


def test_what_gains_nothing_and_breaks_nothing_is_told_in_points() -> None:
    reason = of_placement(["one/x", "two/y"], "two", "x")
    assert reason == Reason("balance", "Keeping it would change the score by +10.00 points")
