"""Capacity: what a team, a resource or a channel can carry."""

from typing import Any

import pytest

from tests.cases import make_case, make_schedule
from tests.judging import judge, measure, sentences

WAIVER = """
    decision_id, action, rule_id, campaign_id, account_id, decided_by, decided_on, reason
    d1, waive, r, {}, {}, committee, 2027-02-01, agreed
"""


def march(**days: int | None) -> dict[str, str | None]:
    """Start campaigns on these days of March 2027."""
    return {name: f"2027-03-{day:02}" if day else None for name, day in days.items()}


# -- campaigns of a BU at once ----------------------------------------------------------------------

TEAM = {"kind": "capacity", "max_parallel": 1}
#: Two campaigns of BU a and one of b, three days each.
TRIO: dict[str, Any] = {
    "campaigns": """
        campaign_id, bu_id, name, stage, duration_days, offer, tags
        p, a, Pilot, 1, 3, oil, spring; core
        q, a, Quest, 2, 3, gas, core
        r, b, Rally, 4, 3, , core
    """,
    "audiences": """
        campaign_id, account_id
        p, x
        q, y
        r, x
    """,
    "end": "2027-03-14",
}


@pytest.mark.parametrize(
    ("q", "days"),
    [(5, 3), (6, 2), (7, 1), (8, 0), (9, 0), (3, 1), (2, 0)],  # p occupies 5 to 7 March
)
def test_a_bu_runs_so_many_campaigns_a_day(q: int, days: int) -> None:
    # They are on two accounts, and r is another BU's.
    assert measure(TEAM, march(p=5, q=q, r=5), **TRIO) == days


@pytest.mark.parametrize(("limit", "total"), [(0, 3 + 6), (1, 3), (2, 0), (3, 0)])
def test_each_campaign_beyond_the_limit_counts_each_day(limit: int, total: int) -> None:
    assert measure({"kind": "capacity", "max_parallel": limit}, march(p=5, q=5, r=5), **TRIO) == total


def test_a_partner_runs_the_campaign_as_well() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, partners
        p, a, Pilot, 1, b; c
        q, a, Quest, 2,
        r, b, Rally, 4,
    """
    tables = {**TRIO, "campaigns": campaigns}
    # On the day a runs p and q, b runs p and r, c runs p.
    assert measure(TEAM, march(p=5, q=5, r=5), **tables) == 2
    assert measure({**TEAM, "bus": ["b"]}, march(p=5, q=5, r=5), **tables) == 1
    assert measure({**TEAM, "not_bus": ["c"]}, march(p=5, q=5, r=5), **tables) == 0


def test_a_bu_in_scope_does_not_bring_its_partners_in() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, partners
        p, a, Pilot, 1, b
        q, a, Quest, 2, b
        r, b, Rally, 4,
    """
    tables = {**TRIO, "campaigns": campaigns}
    # a and b both run p and q.
    assert measure(TEAM, march(p=5, q=5, r=None), **tables) == 2
    assert measure({**TEAM, "bus": ["b"]}, march(p=5, q=5, r=None), **tables) == 1


@pytest.mark.parametrize("launch", ["per_wave", "per_account"])
def test_a_campaign_counts_once_a_day_however_many_of_its_launches_run(launch: str) -> None:
    tables = {
        **TRIO,
        "campaigns": f"""
            campaign_id, bu_id, name, stage, duration_days, launch
            p, a, Pilot, 1, 3, {launch}
            q, a, Quest, 2, 1, together
        """,
        "audiences": """
            campaign_id, account_id, wave
            p, x, 1
            p, y, 2
            q, x, 1
        """,
    }
    one, two = ("p/1", "p/2") if launch == "per_wave" else ("p/x", "p/y")
    days = {one: "2027-03-05", two: "2027-03-06"}
    assert measure(TEAM, {**days, "q": None}, **tables) == 0
    # On 6 March both launches run, and q beside them; on the 9th q is alone.
    assert measure(TEAM, {**days, "q": "2027-03-06"}, **tables) == 1
    assert measure(TEAM, {**days, "q": "2027-03-08"}, **tables) == 1
    assert measure(TEAM, {**days, "q": "2027-03-09"}, **tables) == 0


@pytest.mark.parametrize(
    ("presence", "q", "days"),
    [("continuous", 3, 1), ("touches", 3, 0), ("touches", 5, 1), ("touches", 1, 1), ("touches", 6, 0)],
)
def test_by_touches_only_the_touch_days_are_occupied(presence: str, q: int, days: int) -> None:
    tables = {
        **TRIO,
        "campaigns": f"""
            campaign_id, bu_id, name, stage, presence, duration_days
            p, a, Pilot, 1, {presence}, 3
            q, a, Quest, 2, continuous, 1
        """,
        "touches": """
            campaign_id, step, offset_days
            p, 1, 0
            p, 2, 4
        """,
        "audiences": """
            campaign_id, account_id
            p, x
            q, y
        """,
    }
    assert measure(TEAM, march(p=1, q=q), **tables) == days


def test_a_launch_counts_in_full_whatever_placements_it_keeps() -> None:
    audiences = """
        campaign_id, account_id
        p, x
        p, y
        q, y
        r, x
    """
    tables = {**TRIO, "audiences": audiences}
    assert measure(TEAM, march(p=5, q=5, r=5), ["p/x", "q/y", "r/x"], **tables) == 3


@pytest.mark.parametrize(
    ("rule", "total"),
    [
        ({"bus": ["a"]}, 3),
        ({"bus": ["b"]}, 0),
        ({"not_bus": ["a"]}, 0),
        ({"stages": [1]}, 0),
        ({"campaigns": ["p", "q"]}, 3),
        ({"not_offers": ["gas"]}, 0),
        ({"tags": ["core"]}, 3),
        ({"not_tags": ["spring"]}, 0),
        ({"from": "2027-03-06"}, 2),
        ({"from": "2027-03-08"}, 0),
        ({"until": "2027-03-05"}, 1),
        ({"until": "2027-03-04"}, 0),
        ({"exceptions": [{"from": "03-06", "until": "03-06", "max_parallel": 0}]}, 1 + 3 + 1),
        ({"exceptions": [{"from": "03-06", "until": "03-06", "max_parallel": 2}]}, 2),
        ({"exceptions": [{"from": "03-06", "until": "03-07", "off": True}]}, 1),
    ],
)
def test_a_team_has_scope_days_and_exceptions(rule: dict[str, Any], total: int) -> None:
    assert measure({**TEAM, **rule}, march(p=5, q=5, r=5), **TRIO) == total


@pytest.mark.parametrize(
    ("campaign", "account", "days"), [("q", "", 0), ("r", "", 3), ("", "y", 3), ("q", "y", 3)]
)
def test_a_waiver_takes_a_campaign_out_of_a_teams_load(campaign: str, account: str, days: int) -> None:
    # An account alone does not: a launch for several accounts is made all the same.
    decisions = WAIVER.format(campaign, account)
    assert measure(TEAM, march(p=5, q=5, r=5), decisions=decisions, **TRIO) == days


def test_days_before_the_horizon_count_as_well() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, duration_days, status, requested_start
        p, a, Pilot, 1, 3, running, 2027-02-26
        q, a, Quest, 2, 3, running, 2027-02-27
        r, b, Rally, 4, 3, planned,
    """
    days = {"p": "2027-02-26", "q": "2027-02-27", "r": None}
    assert measure(TEAM, days, **{**TRIO, "campaigns": campaigns}) == 2


# -- resources --------------------------------------------------------------------------------------

KIT = {"kind": "capacity", "resources": True}
TABLES: dict[str, Any] = {
    **TRIO,
    "resources": """
        resource_id, capacity
        kit, 3
        hall, 1
    """,
    "campaign_resources": """
        campaign_id, resource_id, units
        p, kit, 2
        r, kit, {units}
        q, hall, 1
    """,
}


def kits(units: int) -> dict[str, Any]:
    """Have campaign r take so many kits; p takes 2 of the 3."""
    return {**TABLES, "campaign_resources": TABLES["campaign_resources"].format(units=units)}


@pytest.mark.parametrize(("units", "total"), [(1, 0), (2, 3), (3, 6), (4, 9)])
def test_each_unit_beyond_the_capacity_counts_each_day(units: int, total: int) -> None:
    assert measure(KIT, march(p=5, q=5, r=5), **kits(units)) == total


@pytest.mark.parametrize(("r", "days"), [(3, 1), (2, 0), (7, 1), (8, 0)])
def test_a_resource_is_taken_on_the_occupied_days(r: int, days: int) -> None:
    assert measure(KIT, march(p=5, q=5, r=r), **kits(2)) == days


def test_every_launch_takes_its_units() -> None:
    tables = {
        **kits(1),
        "campaigns": """
            campaign_id, bu_id, name, stage, duration_days, launch
            p, a, Pilot, 1, 3, per_wave
            q, a, Quest, 2, 3, together
            r, b, Rally, 4, 3, together
        """,
        "audiences": """
            campaign_id, account_id, wave
            p, x, 1
            p, y, 2
            q, y, 1
            r, x, 1
        """,
    }
    # On 6 and 7 March both waves take 2 of the 3 kits.
    days = {"p/1": "2027-03-05", "p/2": "2027-03-06", "q": None, "r": None}
    assert measure(KIT, days, **tables) == 2
    assert measure(KIT, {**days, "r": "2027-03-07"}, **tables) == 1 + 2


@pytest.mark.parametrize(
    ("rule", "total"),
    [
        ({"bus": ["a"]}, 0),
        ({"stages": [1, 4]}, 3),
        ({"campaigns": ["r"]}, 0),
        ({"not_tags": ["spring"]}, 0),
        ({"from": "2027-03-06"}, 2),
        ({"until": "2027-03-06"}, 2),
        ({"exceptions": [{"from": "03-06", "until": "03-06", "off": True}]}, 2),
    ],
)
def test_resources_have_scope_days_and_exceptions(rule: dict[str, Any], total: int) -> None:
    assert measure({**KIT, **rule}, march(p=5, q=5, r=5), **kits(2)) == total


def test_a_waiver_takes_a_campaign_out_of_a_resources_load() -> None:
    assert measure(KIT, march(p=5, q=5, r=5), decisions=WAIVER.format("p", ""), **kits(2)) == 0
    assert measure(KIT, march(p=5, q=5, r=5), decisions=WAIVER.format("q", ""), **kits(2)) == 3


# -- a channel per week -----------------------------------------------------------------------------

DESK = {"kind": "capacity", "channel": "call", "max_per_week": 2}
#: One of BU a calls twice, on the start and three days later; one of b once, on two accounts each.
CALLS: dict[str, Any] = {
    "campaigns": """
        campaign_id, bu_id, name, stage, channel, offer, tags
        p, a, Pilot, 1, call, oil, spring; core
        q, b, Quest, 4, call, gas, core
    """,
    "touches": """
        campaign_id, step, offset_days, channel
        p, 1, 0,
        p, 2, 3,
        p, 3, 0, email
        p, 4, 0, internal
    """,
    "audiences": """
        campaign_id, account_id
        p, x
        p, y
        q, x
        q, y
    """,
    "start": "2026-12-21",
    "end": "2027-01-17",
}


def winter(p: str | None, q: str | None) -> dict[str, str | None]:
    """Start the two campaigns on these days."""
    return {"p": p, "q": q}


@pytest.mark.parametrize(
    ("p", "q", "over"),
    [
        # The ISO week 2026-W53 runs from Monday, 28 December, to Sunday, 3 January.
        ("2026-12-28", "2026-12-28", 1),
        ("2026-12-31", "2026-12-28", 1),  # the second call on Sunday
        ("2027-01-01", "2026-12-28", 0),  # on Monday: the next week
        ("2026-12-31", "2026-12-27", 0),  # Sunday before
        ("2026-12-31", "2027-01-03", 1),
        ("2026-12-31", "2027-01-04", 0),
    ],
)
def test_sends_are_the_steps_of_scheduled_launches_in_an_iso_week(p: str, q: str, over: int) -> None:
    assert measure(DESK, winter(p, q), **CALLS) == over
    # A send is one whatever placements are kept.
    assert measure(DESK, winter(p, q), ["p/x", "q/y"], **CALLS) == over


@pytest.mark.parametrize(
    ("limit", "sends", "touches"), [(1, 2, 5), (2, 1, 4), (3, 0, 3), (4, 0, 2), (6, 0, 0)]
)
def test_sends_or_kept_touches_beyond_the_limit_count(limit: int, sends: int, touches: int) -> None:
    days = winter("2026-12-28", "2026-12-28")
    rule = {**DESK, "max_per_week": limit}
    assert measure({**rule, "count": "sends"}, days, **CALLS) == sends
    assert measure({**rule, "count": "touches"}, days, **CALLS) == touches


def test_of_touches_only_kept_ones_count() -> None:
    days = winter("2026-12-28", "2026-12-28")
    rule = {**DESK, "max_per_week": 0, "count": "touches"}
    assert measure(rule, days, ["p/x", "q/x", "q/y"], **CALLS) == 2 + 2
    assert measure(rule, winter("2026-12-28", None), **CALLS) == 4


@pytest.mark.parametrize(("channel", "sends"), [("call", 3), ("email", 1), ("internal", 0), ("mail", 0)])
def test_only_the_channels_own_steps_count(channel: str, sends: int) -> None:
    rule = {"kind": "capacity", "channel": channel, "max_per_week": 0}
    assert measure(rule, winter("2026-12-28", "2026-12-28"), **CALLS) == sends


@pytest.mark.parametrize("launch", ["per_wave", "per_account"])
def test_every_launch_sends_by_itself(launch: str) -> None:
    tables = {
        **CALLS,
        "campaigns": f"""
            campaign_id, bu_id, name, stage, channel, launch
            q, b, Quest, 4, call, {launch}
        """,
        "touches": """
            campaign_id, step, offset_days
            q, 1, 0
        """,
        "audiences": """
            campaign_id, account_id, wave
            q, x, 1
            q, y, 2
        """,
    }
    one, two = ("q/1", "q/2") if launch == "per_wave" else ("q/x", "q/y")
    rule = {**DESK, "max_per_week": 1}
    assert measure(rule, {one: "2026-12-28", two: "2027-01-03"}, **tables) == 1
    assert measure(rule, {one: "2026-12-28", two: "2027-01-04"}, **tables) == 0
    assert measure(rule, {one: "2026-12-28", two: None}, **tables) == 0


@pytest.mark.parametrize(
    ("rule", "sends", "touches"),
    [
        ({"bus": ["a"]}, 2, 4),
        ({"not_stages": [1]}, 1, 2),
        ({"campaigns": ["p"]}, 2, 4),
        ({"offers": ["gas"]}, 1, 2),
        ({"tags": ["core"]}, 3, 6),
        # The day of a week is its Monday, 28 December.
        ({"from": "2026-12-28"}, 3, 6),
        ({"from": "2026-12-29"}, 0, 0),
        ({"until": "2026-12-28"}, 3, 6),
        ({"until": "2026-12-27"}, 0, 0),
        ({"exceptions": [{"from": "12-28", "until": "12-28", "max_per_week": 2}]}, 1, 4),
        ({"exceptions": [{"from": "12-29", "until": "01-10", "max_per_week": 2}]}, 3, 6),
        ({"exceptions": [{"from": "12-20", "until": "01-10", "off": True}]}, 0, 0),
    ],
)
def test_a_channel_has_scope_weeks_and_exceptions(rule: dict[str, Any], sends: int, touches: int) -> None:
    none = {**DESK, "max_per_week": 0, **rule}
    days = winter("2026-12-28", "2026-12-29")
    assert measure(none, days, **CALLS) == sends
    assert measure({**none, "count": "touches"}, days, **CALLS) == touches


@pytest.mark.parametrize(
    ("campaign", "account", "sends", "touches"),
    [("p", "", 1, 2), ("", "x", 3, 3), ("p", "x", 3, 4), ("q", "y", 3, 5)],
)
def test_a_waiver_takes_a_campaigns_sends_or_the_touches_of_an_account_out(
    campaign: str, account: str, sends: int, touches: int
) -> None:
    rule = {**DESK, "max_per_week": 0}
    tables = {**CALLS, "decisions": WAIVER.format(campaign, account)}
    days = winter("2026-12-28", "2026-12-28")
    assert measure(rule, days, **tables) == sends
    assert measure({**rule, "count": "touches"}, days, **tables) == touches


@pytest.mark.parametrize(("rule", "total"), [(TEAM, 0), (KIT, 0), ({**DESK, "max_per_week": 0}, 1)])
def test_a_waiver_of_an_account_takes_the_launch_made_for_it_out(rule: dict[str, Any], total: int) -> None:
    tables = {
        "campaigns": """
            campaign_id, bu_id, name, stage, channel, launch
            p, a, Pilot, 1, call, per_account
            q, a, Quest, 4, call, together
        """,
        "audiences": """
            campaign_id, account_id
            p, x
            q, y
        """,
        "resources": """
            resource_id, capacity
            kit, 1
        """,
        "campaign_resources": """
            campaign_id, resource_id, units
            p, kit, 1
            q, kit, 1
        """,
    }
    days = {"p/x": "2027-03-03", "q": "2027-03-03"}
    assert measure(rule, days, **tables) == total + 1
    assert measure(rule, days, decisions=WAIVER.format("", "x"), **tables) == total


def test_history_takes_no_capacity() -> None:
    history = """
        date, account_id, bu_id, channel
        2026-12-28, x, b, call
    """
    rule = {**DESK, "count": "touches"}
    assert measure(rule, winter(None, "2026-12-28"), history=history, **CALLS) == 0


# -- control accounts, input, what is said ----------------------------------------------------------


@pytest.mark.parametrize("count", ["sends", "touches"])
def test_what_is_done_on_control_accounts_is_carried_too(count: str) -> None:
    # A capacity is a team's or a channel's, no account's: the calls are made all the same.
    accounts = """
        account_id, name, control
        x, Account X, yes
        y, Account Y, yes
    """
    rule = {"id": "r", **DESK, "max_per_week": 0, "count": count}
    case = make_case(rule, **{**CALLS, "accounts": accounts})
    verdict = judge(case, make_schedule(winter(None, "2026-12-28"), case=case))
    assert not verdict.feasible
    assert verdict.measures == {"r": 1 if count == "sends" else 2}


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"max_parallel": 1, "resources": True},
        {"max_parallel": 1, "channel": "call", "max_per_week": 1},
        {"channel": "call"},
        {"max_per_week": 1},
        {"max_parallel": -1},
    ],
)
def test_a_rule_takes_one_of_its_three_forms(form: dict[str, Any]) -> None:
    with pytest.raises(Exception, match=r"max_parallel|max_per_week"):
        make_case({"id": "r", "kind": "capacity", **form}, **TRIO)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Unit A: 2 asked of 1 possible (7 March 2027), by Pilot and Quest"),
        ("fr", "Unit A : 2 demandés pour 1 possibles (7 mars 2027), par Pilot et Quest"),
    ],
)
def test_the_team_is_named_with_its_day_and_campaigns(language: str, sentence: str) -> None:
    assert sentences(TEAM, march(p=5, q=7, r=None), language=language, **TRIO) == [sentence]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "kit: 4 asked of 3 possible (7 March 2027), by Pilot and Rally"),
        ("fr", "kit : 4 demandés pour 3 possibles (7 mars 2027), par Pilot et Rally"),
    ],
)
def test_the_resource_is_named_with_its_day_and_campaigns(language: str, sentence: str) -> None:
    assert sentences(KIT, march(p=5, q=None, r=7), language=language, **kits(2)) == [sentence]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "call: 3 asked of 2 possible (2026-W53), by Pilot and Quest"),
        ("fr", "call : 3 demandés pour 2 possibles (2026-W53), par Pilot et Quest"),
    ],
)
def test_the_channel_is_named_with_its_week_and_campaigns(language: str, sentence: str) -> None:
    days = winter("2026-12-28", "2027-01-01")
    assert sentences(DESK, days, language=language, **CALLS) == [sentence]
