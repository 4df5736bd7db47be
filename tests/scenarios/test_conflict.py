"""Which rules cannot hold together: each conflict is one, and nothing in it is idle."""

from counterpoint.scenarios.conflict import conflict
from counterpoint.scheduler.outcome import Limits
from tests.cases import make_case

LIMITS = Limits(seconds=20)
CAP = {"id": "cap", "kind": "frequency_cap", "max": 1, "window_days": 7}
IDLE = {"id": "idle", "kind": "concurrency", "max": 5}
PARALLEL = {"id": "parallel", "kind": "concurrency", "max": 1}
TWO_FIXED = """
    campaign_id, bu_id, name, stage, requested_start, commitment
    one, a, One, 1, 2027-03-01, fixed
    two, b, Two, 1, {start}, fixed
"""
AUDIENCES = """
    campaign_id, account_id
    one, x
    two, x
"""


def test_a_rule_that_bars_two_fixed_campaigns_is_the_conflict() -> None:
    case = make_case(IDLE, CAP, campaigns=TWO_FIXED.format(start="2027-03-03"), audiences=AUDIENCES)
    assert conflict(case, LIMITS) == ("cap",)


def test_of_two_rules_that_bar_the_same_only_one_is_named_when_the_other_is_gone() -> None:
    # Both bar the day: without either one the other still does, so the filter keeps the later one.
    case = make_case(CAP, PARALLEL, campaigns=TWO_FIXED.format(start="2027-03-01"), audiences=AUDIENCES)
    assert conflict(case, LIMITS) == ("parallel",)


def test_demands_of_the_input_alone_leave_no_rule_to_name() -> None:
    # The committee pins the second wave before the first.
    case = make_case(
        CAP,
        campaigns="""
            campaign_id, bu_id, name, stage, commitment, launch
            one, a, One, 1, mandatory, per_wave
        """,
        audiences="""
            campaign_id, account_id, wave
            one, x, 1
            one, y, 2
        """,
        decisions="""
            decision_id, action, campaign_id, wave, from, until, decided_by, decided_on, reason
            d1, pin, one, 1, 2027-03-05, 2027-03-06, Committee, 2027-02-01, Asked
            d2, pin, one, 2, 2027-03-01, 2027-03-02, Committee, 2027-02-01, Asked
        """,
    )
    assert conflict(case, LIMITS) == ()


def test_no_time_is_told_apart_from_no_conflict() -> None:
    case = make_case(CAP, campaigns=TWO_FIXED.format(start="2027-03-03"), audiences=AUDIENCES)
    assert conflict(case, Limits(seconds=0)) is None
