"""Stability: changes to what was published, those that are frozen, those of a BU, and the price of each."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from counterpoint.constraints.charter.registry import KINDS
from counterpoint.constraints.charter.rule import Level
from tests.cases import make_case, make_schedule
from tests.judging import at_level, judge, measure, sentences

#: BU a's campaign on two accounts, and waves of BU b; what was published of them.
DUO: dict[str, Any] = {
    "accounts": """
        account_id, name, control
        x, X,
        y, Y,
        w, W, yes
    """,
    "campaigns": """
        campaign_id, bu_id, name, stage, launch, partners
        p, a, Pilot, 1, , b
        q, b, Quest, 2, per_wave,
        n, c, News, 3, ,
    """,
    "audiences": """
        campaign_id, account_id, wave
        p, x, 1
        p, y, 1
        q, x, 1
        q, y, 2
        n, x, 1
    """,
    "published": """
        campaign_id, account_id, start
        p, x, 2027-03-02
        p, y, 2027-03-02
        q, x, 2027-03-03
        q, y, 2027-03-05
    """,
}
AS_PUBLISHED = {"p": "2027-03-02", "q/1": "2027-03-03", "q/2": "2027-03-05", "n": None}


def frozen(until: str, **more: object) -> dict[str, object]:
    return {"kind": "stability", "frozen_until": until, **more}


def changes(most: int, **more: object) -> dict[str, object]:
    return {"kind": "stability", "max_changes": most, **more}


def march(**days: int | None) -> dict[str, str | None]:
    """Start launches (``q1`` for the first wave of q) on these days of March 2027, others as published."""
    given = {name[0] + "/" * (len(name) - 1) + name[1:]: day for name, day in days.items()}
    return AS_PUBLISHED | {name: f"2027-03-{day:02}" if day else None for name, day in given.items()}


# -- what is frozen ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("until", "number"), [("2027-03-02", 0), ("2027-03-03", 1), ("2027-03-04", 1)])
def test_what_was_published_before_a_day_stays(until: str, number: int) -> None:
    assert measure(frozen(until), march(p=4), **DUO) == number


@pytest.mark.parametrize(("day", "number"), [(1, 1), (2, 0), (3, 1), (None, 3)])
def test_another_day_or_none_is_a_change(day: int | None, number: int) -> None:
    # Unscheduled, both of its placements are dropped as well.
    assert measure(frozen("2027-03-03"), march(p=day), **DUO) == number


@pytest.mark.parametrize(
    ("kept", "number"), [(["p/x", "p/y"], 0), (["p/x"], 1), (["p/y"], 1), (["p/x", "n/x"], 1)]
)
def test_a_published_placement_that_is_dropped(kept: list[str], number: int) -> None:
    starts = {**AS_PUBLISHED, "q/1": None, "q/2": None, "n": "2027-03-04" if "n/x" in kept else None}
    assert measure(frozen("2027-03-03"), starts, kept, **DUO) == number


def test_each_wave_has_its_own_day() -> None:
    assert measure(frozen("2027-03-04"), march(q1=4, q2=6), **DUO) == 1
    assert measure(frozen("2027-03-06"), march(q1=4, q2=6), **DUO) == 2


def test_what_is_new_is_no_change() -> None:
    assert measure({**frozen("2027-04-01"), **changes(0)}, march(n=4), **DUO) == 0
    published = DUO["published"].replace("p, y, 2027-03-02\n", "")
    kept = ["p/x", "p/y", "q/x", "q/y"]
    assert measure(frozen("2027-04-01"), AS_PUBLISHED, kept, **{**DUO, "published": published}) == 0


def test_without_a_published_schedule_nothing_is_a_change() -> None:
    tables = {name: text for name, text in DUO.items() if name != "published"}
    rule = {**frozen("2027-04-01"), **changes(0), "change_weight": 5}
    assert measure(rule, march(p=4), **tables) == 0


def test_what_the_scenario_no_longer_has_counts_for_nothing() -> None:
    published = DUO["published"] + "    old, x, 2027-03-02\n        q, w, 2027-03-03\n"
    assert measure(frozen("2027-04-01"), AS_PUBLISHED, **{**DUO, "published": published}) == 0


@pytest.mark.parametrize(("day", "number"), [(2, 0), (4, 1)])
def test_of_several_published_days_of_one_launch_the_earliest_counts(day: int, number: int) -> None:
    published = DUO["published"].replace("p, y, 2027-03-02", "p, y, 2027-03-04")
    rule = frozen("2027-03-03")
    assert measure(rule, march(p=day), **{**DUO, "published": published}) == number


# -- a BU's changes ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("limit", "beyond"), [(4, 0), (3, 0), (2, 1), (0, 3)])
def test_a_bu_may_have_so_many_changes(limit: int, beyond: int) -> None:
    # Both waves of q move, and one account of q is dropped with its wave.
    assert measure(changes(limit), march(q1=1, q2=None), **DUO) == beyond


def test_each_bu_has_a_limit_of_its_own_and_partners_have_no_part() -> None:
    # p, which b is a partner of, is a's change; each wave is one of b's.
    assert measure(changes(1), march(p=4, q1=4, q2=6), **DUO) == 1
    assert measure(changes(0), march(p=4, q1=4, q2=6), **DUO) == 3


def test_frozen_changes_are_among_those_of_the_bu() -> None:
    rule = {**frozen("2027-03-04"), **changes(1)}
    assert measure(rule, march(q1=4, q2=6), **DUO) == 1 + 1


# -- scope, decisions and watched accounts ----------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "number"), [({}, 3), ({"campaigns": ["p"]}, 1), ({"not_bus": ["a"]}, 2), ({"bus": ["b"]}, 3)]
)
def test_the_scope_chooses_campaigns(scope: dict[str, object], number: int) -> None:
    assert measure(frozen("2027-04-01", **scope), march(p=4, q1=4, q2=6), **DUO) == number
    assert measure(changes(0, **scope), march(p=4, q1=4, q2=6), **DUO) == number


DECISION = """
    decision_id, action, campaign_id, account_id, rule_id, decided_by, decided_on, reason
    d, {}, me, 2027-02-01, so
"""


@pytest.mark.parametrize(
    ("decision", "number"),
    [
        ("waive, p, , r", 0),
        ("waive, p, x, r", 2),  # the launch for both accounts stays in
        ("waive, , y, r", 2),
        ("unschedule, p, ,", 3),
    ],
)
def test_decisions(decision: str, number: int) -> None:
    # What a decision changes is changed; only a waiver takes it out.
    rule = frozen("2027-03-03")
    assert measure(rule, march(p=None), decisions=DECISION.format(decision), **DUO) == number


def test_a_placement_that_a_decision_drops_is_changed() -> None:
    kept = ["p/x", "q/x", "q/y"]
    decisions = DECISION.format("drop, p, y,")
    assert measure(frozen("2027-03-03"), AS_PUBLISHED, kept, decisions=decisions, **DUO) == 1


def test_a_launch_that_can_no_longer_start_as_published() -> None:
    settings = {"as_of": "2027-03-03"}
    assert measure(frozen("2027-03-03"), march(p=4), settings=settings, **DUO) == 1


@pytest.mark.parametrize("launch", ["together", "per_account"])
def test_on_a_watched_account_changes_are_only_reported(launch: str) -> None:
    tables = {
        **DUO,
        "campaigns": f"campaign_id, bu_id, name, stage, launch\np, a, Pilot, 1, {launch}\n",
        "audiences": "campaign_id, account_id\np, w\np, x\n",
        "published": "campaign_id, account_id, start\np, w, 2027-03-02\np, x, 2027-03-02\n",
    }
    rule = {"id": "r", **frozen("2027-03-03"), **changes(0), "change_weight": 1, "level": "soft"}
    case = make_case(rule, **tables)
    key = "p/{}" if launch == "per_account" else "p"
    starts = {key.format("w"): "2027-03-02", key.format("x"): "2027-03-02"}
    if launch == "per_account":
        starts["p/w"] = "2027-03-04"
        verdict = judge(case, make_schedule(starts, case=case))
    else:
        verdict = judge(case, make_schedule(starts, ["p/x"], case))
    (only,) = verdict.judged
    assert (only.finding.account_id, only.level) == ("w", Level.REPORT)
    assert only.worth == 0


# -- the price of a change --------------------------------------------------------------------------


@pytest.mark.parametrize("level", Level)
def test_each_change_has_a_price_that_is_no_violation(level: Level) -> None:
    case = make_case(
        {"id": "r", "kind": "stability", "change_weight": "0.75", "weight": 100, "level": level}, **DUO
    )
    # p is unscheduled and its two placements dropped, a wave of q moves.
    verdict = judge(case, make_schedule(march(p=None, q1=4), case=case))
    assert verdict.feasible
    assert verdict.measures == {}
    assert verdict.penalties == ({} if level is Level.REPORT else {"r": 4 * 75})


def test_price_and_limits_add_up() -> None:
    rule = {**frozen("2027-03-03"), **changes(2), "change_weight": "0.5", "weight": 3, "level": "soft"}
    case = make_case({"id": "r", **rule}, **DUO)
    verdict = judge(case, make_schedule(march(p=None), case=case))
    assert verdict.measures == {"r": 3 + 1}
    assert verdict.penalties == {"r": 100 * (3 * 4 + Decimal("0.5") * 3)}
    for level in Level:
        judge(at_level(case, level), make_schedule(march(p=None), case=case))


# -- reading and saying -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "parameters",
    [
        {"from": "2027-03-01"},
        {"until": "2027-03-01"},
        {"exceptions": [{"from": "03-01", "until": "03-02", "off": True}]},
        {"published": ""},
        {"max_changes": -1},
        {"change_weight": -1},
        {"frozen_until": "soon"},
    ],
)
def test_what_is_no_stability(parameters: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        KINDS["stability"].model_validate({"id": "r", "kind": "stability", **parameters})


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            [
                "Pilot was published for 2 March 2027 and starts on 4 March 2027",
                "Y was published in Pilot for 2 March 2027 and is dropped",
                "Quest (wave 1) was published for 3 March 2027 and is not scheduled",
                "X was published in Quest for 3 March 2027 and is dropped",
                "Unit A has 2 changes to what was published, limit 1: Pilot",
                "Unit B has 2 changes to what was published, limit 1: Quest",
            ],
        ),
        (
            "fr",
            [
                "Pilot était publiée pour le 2 mars 2027 et commence le 4 mars 2027",
                "Y figurait dans Pilot, publiée pour le 2 mars 2027, et en est écarté",
                "Quest (vague 1) était publiée pour le 3 mars 2027 et n'est pas planifiée",
                "X figurait dans Quest, publiée pour le 3 mars 2027, et en est écarté",
                "Unit A compte 2 changements par rapport au calendrier publié, limite 1 : Pilot",
                "Unit B compte 2 changements par rapport au calendrier publié, limite 1 : Quest",
            ],
        ),
    ],
)
def test_sentences(language: str, said: list[str]) -> None:
    rule = {**frozen("2027-03-04"), **changes(1)}
    starts = march(p=4, q1=None)
    assert sentences(rule, starts, ["p/x", "q/y"], language=language, **DUO) == said


def test_a_launch_of_one_account_is_said_with_its_account() -> None:
    tables = {
        **DUO,
        "campaigns": "campaign_id, bu_id, name, stage, launch\np, a, Pilot, 1, per_account\n",
        "audiences": "campaign_id, account_id\np, x\n",
        "published": "campaign_id, account_id, start\np, x, 2027-03-02\n",
    }
    rule = {"kind": "stability", "change_weight": 1}
    assert sentences(rule, {"p/x": "2027-03-01"}, **tables) == [
        "Pilot (X) was published for 2 March 2027 and starts on 1 March 2027"
    ]
