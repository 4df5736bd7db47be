"""The checker: the parts of a score, and how they are rounded."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from counterpoint.constraints.charter.checker import Verdict, explain
from counterpoint.constraints.charter.rule import Level
from counterpoint.scheduler.problem.problem import UNITS
from tests.cases import make_case, make_schedule
from tests.judging import judge

#: Two campaigns of BU a, one of b, all on x; c has none.
TABLES: dict[str, Any] = {
    "campaigns": """
        campaign_id, bu_id, name, stage, value, requested_start, move_cost
        p, a, Pilot, 1, 10, 2027-03-03, 0.5
        q, a, Quest, 2, 4, 2027-03-03, 1
        r, b, Rally, 4, 2.5, ,
    """,
    "audiences": """
        campaign_id, account_id
        p, x
        p, y
        q, x
        r, x
    """,
}
CAP = {"id": "cap", "kind": "frequency_cap", "max": 0.99, "window_days": 1, "level": "soft", "weight": 0.5}
RISE = {"id": "rise", "kind": "crescendo", "level": "soft", "weight": 3, "reward": 1.25}


def verdict_of(*rules: Any, p: str | None, q: str | None, r: str | None, **tables: Any) -> Verdict:
    """Judge a schedule of all placements, the starts being days of March 2027."""
    case = make_case(*rules, **{**TABLES, **tables})
    starts = {"p": p, "q": q, "r": r}
    dated = {name: f"2027-03-{day}" if day else None for name, day in starts.items()}
    return judge(case, make_schedule(dated, case=case))


def test_the_score_is_value_less_moves_less_penalties_plus_rewards() -> None:
    verdict = verdict_of(CAP, RISE, p="02", q="04", r=None)
    # The value kept, by BU: 10 on x and on y, and 4.
    assert verdict.value == {"a": 2400, "b": 0, "c": 0}
    # A day early at 0.5, a day late at 1.
    assert verdict.moves == {"a": 150, "b": 0, "c": 0}
    # An email is 0.01 over the cap: three account-days at half a point per unit.
    assert verdict.penalties == {"cap": Decimal("1.5")}
    # Stage 2 builds on stage 1.
    assert verdict.rewards == {"rise": 125}
    assert verdict.exact == Fraction("2373.5")
    assert verdict.score == 2374
    assert verdict.objective == 23735000
    assert verdict.feasible


@pytest.mark.parametrize(
    ("weight", "score"),
    [(0.49, 250), (0.5, 250), (0.51, 249), (1, 249), (1.5, 249), (1.51, 248)],  # of 249.51, 249.5 …
)
def test_the_final_score_alone_is_rounded_half_up(weight: float, score: int) -> None:
    verdict = verdict_of({**CAP, "weight": weight}, p=None, q=None, r="01")
    assert verdict.exact == 250 - Fraction(str(weight))
    assert verdict.score == score
    assert verdict.objective == verdict.exact * UNITS


def test_a_score_may_fall_below_nothing_and_rounds_half_up_there_too() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, value
        p, a, Pilot, 1, 0
        q, a, Quest, 2, 0
        r, b, Rally, 4, 0
    """
    assert verdict_of(CAP, p=None, q=None, r="01", campaigns=campaigns).score == 0
    assert verdict_of({**CAP, "weight": 0.51}, p=None, q=None, r="01", campaigns=campaigns).score == -1


def test_values_and_moves_are_whole_before_they_are_added() -> None:
    # Half a hundredth each: a placement's value and a move's cost are rounded one by one.
    tables = {
        "campaigns": """
            campaign_id, bu_id, name, stage, value, requested_start
            p, a, Pilot, 1, 0.25, 2027-03-03
            q, a, Quest, 2, 0.25, 2027-03-03
            r, b, Rally, 4, 0.25, 2027-03-03
        """,
        "fit": """
            bu_id, account_id, relationship, strategic_fit, capacity, revenue_potential
            a, x, 0.5, 0.5, 0.5, 0.5
            a, y, 0.5, 0.5, 0.5, 0.5
            b, x, 0.5, 0.5, 0.5, 0.5
        """,
    }
    verdict = verdict_of(p="04", q="06", r="07", **tables)
    # 12.5 hundredths are 13, four times. A day costs p 1 % of 26, q and r 1 % of 13: 0.26 for its one
    # day, 0.39 for three, 0.52 for four.
    assert verdict.value == {"a": 39, "b": 13, "c": 0}
    assert verdict.moves == {"a": 0, "b": 1, "c": 0}


def test_a_dropped_placement_keeps_no_value_and_its_launch_moves_all_the_same() -> None:
    case = make_case(**TABLES)
    verdict = judge(case, make_schedule({"p": "2027-03-05"}, ["p/y"]))
    assert verdict.value["a"] == 1000
    assert verdict.moves["a"] == 100


def test_partners_share_no_value() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, value, partners
        p, a, Pilot, 1, 10, b
        q, a, Quest, 2, 4,
        r, b, Rally, 4, 2.5, a
    """
    verdict = verdict_of(p="01", q=None, r="01", campaigns=campaigns)
    assert verdict.value == {"a": 2000, "b": 250, "c": 0}


def test_value_is_kept_on_control_accounts_as_well() -> None:
    accounts = """
        account_id, name, control
        x, Account X, yes
        y, Account Y, no
    """
    verdict = verdict_of(CAP, RISE, p="01", q="03", r=None, accounts=accounts)
    assert verdict.value["a"] == 2400
    # On y the cap costs, on x it is listed, and nothing is earned there.
    assert verdict.penalties == {"cap": Decimal("0.5")}
    assert verdict.measures == {"cap": Decimal("0.03")}
    assert not verdict.rewards


def test_each_rule_has_its_own_line_in_the_charters_order_after_the_inputs_demands() -> None:
    hard = {"id": "one", "kind": "concurrency", "max": 1}
    soft = {"id": "gap", "kind": "spacing", "between": "any", "min_gap_days": 2, "level": "soft"}
    listed = {"id": "watch", "kind": "concurrency", "max": 1, "level": "report"}
    case = make_case(soft, listed, hard, **TABLES)
    verdict = judge(case, make_schedule({"p": "2027-03-03", "q": "2027-03-03", "r": "2027-03-09"}, case=case))
    assert [row.finding.rule_id for row in verdict.judged] == ["input:start", "gap", "watch", "one"]
    assert [row.level for row in verdict.judged] == [Level.HARD, Level.SOFT, Level.REPORT, Level.HARD]
    assert [row.worth for row in verdict.judged] == [0, -200, 0, 0]
    assert [row.finding.rule_id for row in verdict.hard] == ["input:start", "one"]
    assert verdict.measures == {"input:start": 1, "gap": 2, "watch": 1, "one": 1}
    assert not verdict.feasible


def test_rewards_accrue_at_hard_and_soft_not_where_the_rule_only_reports() -> None:
    earned = {
        level: verdict_of({**RISE, "level": level}, p="01", q="02", r=None).rewards
        for level in ("hard", "soft", "report")
    }
    assert earned == {"hard": {"rise": 125}, "soft": {"rise": 125}, "report": {}}


def test_an_empty_schedule_is_judged_as_well() -> None:
    verdict = verdict_of(CAP, RISE, p=None, q=None, r=None)
    assert verdict.feasible
    assert verdict.score == 0
    assert not verdict.judged


def test_a_finding_is_said_by_its_rule_or_by_the_demand_it_breaks() -> None:
    case = make_case({"id": "one", "kind": "concurrency", "max": 1}, **TABLES)
    starts = {"p": "2027-03-03", "q": "2027-03-03", "r": "2027-03-09"}
    said = [explain(case, row.finding) for row in judge(case, make_schedule(starts, case=case)).judged]
    assert said == [
        "Rally may not start on 9 March 2027: outside the horizon",
        "2 campaigns at once on Account X on 3 March 2027, limit 1: Pilot and Quest",
    ]


def test_a_rule_is_found_by_its_id() -> None:
    case = make_case(CAP, RISE, **TABLES)
    assert case.rule("rise").kind == "crescendo"
    with pytest.raises(KeyError, match="fall"):
        case.rule("fall")
