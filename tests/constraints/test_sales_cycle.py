"""Sales cycle: a campaign starts in its stage's window of the cycle that ends with the deal."""

from typing import Any

import pytest

from counterpoint.io.faults import InputFaults
from tests.cases import make_case, make_schedule
from tests.judging import judge, measure, sentences

#: Of a cycle of ten days that closes on 21 March: stage 1 from 13 to 15 March, stage 4 from 18 to 21.
RULE: dict[str, Any] = {"kind": "sales_cycle", "windows": {1: [0.2, 0.4], 4: [0.7, 1]}}
UNITS = """
    bu_id, name, sales_cycle_months
    a, Unit A, 0.33
    b, Unit B, 0.33
    c, Unit C,
"""
#: A campaign of BU a and one of BU b on account x.
PAIR: dict[str, Any] = {
    "business_units": UNITS,
    "campaigns": """
        campaign_id, bu_id, name, stage, offer, tags
        p, a, Pilot, 1, oil, spring
        q, b, Quest, 4, gas, core
    """,
    "audiences": """
        campaign_id, account_id
        p, x
        q, x
    """,
    "opportunities": """
        opportunity_id, bu_id, account_id, deal_stage, expected_close
        o1, a, x, talk, 2027-03-21
    """,
    "end": "2027-03-31",
}


def on(day: int | None, other: int | None = None) -> dict[str, str | None]:
    """Start the two campaigns on these days of March 2027."""
    return {name: f"2027-03-{at:02}" if at else None for name, at in (("p", day), ("q", other))}


def deals(*rows: str) -> str:
    """Write the table of opportunities."""
    head = "opportunity_id, bu_id, account_id, deal_stage, status, opened_on, expected_close"
    return "\n".join((head, *rows))


@pytest.mark.parametrize(
    ("day", "off"), [(1, 12), (12, 1), (13, 0), (14, 0), (15, 0), (16, 1), (17, 2), (31, 16)]
)
def test_days_between_the_start_and_the_window(day: int, off: int) -> None:
    assert measure(RULE, on(day), **PAIR) == off


@pytest.mark.parametrize(
    ("months", "window", "first", "last"),
    [
        # The cycle is rounded first: 0.33 months are 10.04 days, 0.34 are 10.35, 0.35 are 10.65.
        ("0.33", [0, 1], 11, 21),
        ("0.34", [0, 1], 11, 21),
        ("0.35", [0, 1], 10, 21),
        ("0.36", [0, 1], 10, 21),
        # Then the ends: 21 - 7.5 = 13.5 is the 14th, 21 - 2.5 = 18.5 the 19th, 21 - 2.6 = 18.4 the 18th.
        ("0.33", [0.25, 0.75], 14, 19),
        ("0.33", [0.24, 0.74], 13, 18),
        ("0.33", [0.26, 0.76], 14, 19),
        ("0.33", [0.5, 0.5], 16, 16),
        ("0", [0, 1], 21, 21),
    ],
)
def test_the_cycle_and_the_ends_are_rounded_half_up(
    months: str, window: list[float], first: int, last: int
) -> None:
    tables = {**PAIR, "business_units": UNITS.replace("a, Unit A, 0.33", f"a, Unit A, {months}")}
    rule = {**RULE, "windows": {1: window}}
    days = (first - 1, first, last, last + 1)
    assert [measure(rule, on(day), **tables) for day in days] == [1, 0, 0, 1]


@pytest.mark.parametrize(("day", "off"), [(10, 2), (11, 2), (12, 1), (13, 0), (16, 1), (17, 2), (18, 2)])
def test_at_most_the_cap_counts(day: int, off: int) -> None:
    assert measure({**RULE, "cap_days": 2}, on(day), **PAIR) == off


def test_a_cap_of_nothing_counts_nothing() -> None:
    assert measure({**RULE, "cap_days": 0}, on(1), **PAIR) == 0


def test_a_stage_without_a_window_may_start_on_any_day() -> None:
    assert measure({**RULE, "windows": {4: [0, 1]}}, on(1), **PAIR) == 0


def test_without_a_deal_of_its_own_bu_there_a_campaign_is_free() -> None:
    assert measure(RULE, on(None, 1), **PAIR) == 0
    other = deals("o1, a, y, talk, , , 2027-03-21", "o2, b, x, talk, , , 2027-03-31")
    assert measure(RULE, on(1), **{**PAIR, "opportunities": other}) == 0
    # A partner's deal is not its own.
    campaigns = """
        campaign_id, bu_id, name, stage, partners
        p, a, Pilot, 1, b
        q, b, Quest, 4, a
    """
    assert measure(RULE, on(1, 1), **{**PAIR, "campaigns": campaigns}) == 12 + 0


def test_each_account_has_a_window_of_its_own() -> None:
    tables = {
        **PAIR,
        "audiences": """
            campaign_id, account_id
            p, x
            p, y
            q, x
        """,
        "opportunities": deals("o1, a, x, talk, , , 2027-03-21", "o2, a, y, talk, , , 2027-03-25"),
    }
    assert measure(RULE, on(14), ["p/x", "p/y"], **tables) == 0 + 3
    assert measure(RULE, on(14), ["p/y"], **tables) == 3
    assert measure(RULE, on(18), ["p/x", "p/y"], **tables) == 3 + 0


# -- which close ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "close"),
    [
        (["o1, a, x, talk, open, , 2027-03-21"], 21),
        (["o1, a, x, talk, target, , 2027-03-21"], 21),
        (["o1, a, x, talk, won, , 2027-03-21"], None),
        (["o1, a, x, talk, lost, , 2027-03-21"], None),
        # The earliest one counts, whatever its status.
        (["o1, a, x, talk, open, , 2027-03-25", "o2, a, x, talk, target, , 2027-03-22"], 22),
        (["o1, a, x, talk, open, , 2027-03-22", "o2, a, x, talk, target, , 2027-03-25"], 22),
        (["o1, a, x, talk, won, , 2027-03-22", "o2, a, x, talk, open, , 2027-03-25"], 25),
        # Without a close it is the opening, else today, plus the cycle.
        (["o1, a, x, talk, open, 2027-03-12,"], 22),
        (["o1, a, x, talk, open, ,"], 15),
        (["o1, a, x, talk, target, ,"], 15),
        # From today (5 March) on: an open one slips 18 days, a target that is past aims at nothing.
        (["o1, a, x, talk, open, , 2027-03-04"], 23),
        (["o1, a, x, talk, open, , 2027-03-05"], 5),
        (["o1, a, x, talk, open, 2027-02-22,"], 23),
        (["o1, a, x, talk, open, 2027-02-23,"], 5),
        (["o1, a, x, talk, target, , 2027-03-04"], None),
        (["o1, a, x, talk, target, , 2027-03-05"], 5),
        (["o1, a, x, talk, open, , 2027-03-04", "o2, a, x, talk, open, , 2027-03-24"], 23),
        (["o1, a, x, talk, open, , 2027-03-04", "o2, a, x, talk, open, , 2027-03-22"], 22),
    ],
)
def test_the_earliest_close_from_today_on_counts(rows: list[str], close: int | None) -> None:
    settings = {"as_of": "2027-03-05"}
    tables = {**PAIR, "opportunities": deals(*rows), "settings": settings, "charter": {"slip_days": 18}}
    rule = {**RULE, "windows": {1: [1, 1]}}
    days = (close, close + 1, 31) if close else (5, 31)
    expected = [abs(day - close) if close else 0 for day in days]
    assert [measure(rule, on(day), **tables) for day in days] == expected


def test_an_open_deal_slips_30_days_unless_told() -> None:
    tables = {**PAIR, "opportunities": deals("o1, a, x, talk, open, , 2027-02-28")}
    assert measure({**RULE, "windows": {1: [1, 1]}}, on(31), **tables) == 0


@pytest.mark.parametrize(
    ("row", "stale"),
    [
        ("open, , 2027-02-28", True),
        ("open, , 2027-03-01", False),
        ("open, 2027-02-18,", True),
        ("open, 2027-02-19,", False),
        ("target, , 2027-02-28", False),
        ("lost, , 2027-02-28", False),
    ],
)
def test_an_open_deal_whose_close_has_passed_is_listed(row: str, stale: bool) -> None:
    case = make_case(**{**PAIR, "opportunities": deals(f"o1, a, x, talk, {row}")})
    assert bool(case.deals.stale) == stale


# -- input ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "asked", "wrong"),
    [
        ("o1, c, x, talk, , , ", "x", "closes a sales cycle later, and c names none"),
        ("o1, c, x, talk, , , 2027-03-21", "x", "'c' has no sales cycle, and rule 'r' counts it back from"),
        ("o1, c, x, talk, target, , 2027-03-21", "x", "'c' has no sales cycle"),
        ("o1, c, x, talk, target, , 2027-02-21", "x", None),
        ("o1, c, x, talk, won, , 2027-03-21", "x", None),
        ("o1, c, x, talk, , , 2027-03-21", "y", None),
    ],
)
def test_a_bu_whose_deals_are_counted_back_from_names_its_cycle(
    row: str, asked: str, wrong: str | None
) -> None:
    tables = {
        **PAIR,
        "campaigns": "campaign_id, bu_id, name, stage\np, c, Pilot, 1",
        "audiences": f"campaign_id, account_id\np, {asked}",
        "opportunities": deals(row),
    }
    if wrong is None:
        make_case({"id": "r", **RULE}, **tables)
        return
    with pytest.raises(InputFaults, match=wrong):
        make_case({"id": "r", **RULE}, **tables)
    if "counts it back" in wrong:
        # Where no rule counts back, none is needed.
        make_case({"id": "r", **RULE, "bus": ["a"]}, **tables)
        make_case({"id": "r", **RULE, "windows": {2: [0, 1]}}, **tables)


@pytest.mark.parametrize(
    ("parameters", "wrong"),
    [
        ({"windows": {1: [0.4, 0.2]}}, "before it begins"),
        ({"windows": {1: [0, 1.01]}}, "less than or equal to 1"),
        ({"windows": {1: [-0.1, 1]}}, "greater than or equal to 0"),
        ({"windows": {1: [0, 0.255]}}, "decimal"),
        ({"windows": {6: [0, 1]}}, "less than or equal to 5"),
        ({"windows": {0: [0, 1]}}, "greater than or equal to 1"),
        ({"windows": {1: [0]}}, "two ends"),
        ({"windows": {1: 0.5}}, "two ends"),
        ({"windows": {}}, "at least 1"),
        ({"cap_days": -1}, "cap_days"),
    ],
)
def test_windows_are_parts_of_the_cycle_in_order(parameters: dict[str, Any], wrong: str) -> None:
    with pytest.raises(InputFaults, match=wrong):
        make_case({"id": "r", **RULE, **parameters}, **PAIR)


# -- scope ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "off"),
    [
        ({"bus": ["a"]}, 12),
        ({"bus": ["b"]}, 0),
        ({"stages": [1]}, 12),
        ({"not_stages": [1]}, 0),
        ({"offers": ["gas"]}, 0),
        ({"tags": ["spring"]}, 12),
        ({"accounts": ["y"]}, 0),
        ({"not_accounts": ["y"]}, 12),
        ({"tiers": ["strategic"]}, 0),
        ({"from": "2027-03-02"}, 0),
        ({"from": "2027-03-01", "until": "2027-03-01"}, 12),
        ({"until": "2027-02-28"}, 0),
    ],
)
def test_only_placements_in_scope_count(scope: dict[str, Any], off: int) -> None:
    assert measure({**RULE, **scope}, on(1), **PAIR) == off


def test_the_day_of_a_placement_is_its_start_and_not_its_first_touch() -> None:
    # Two days before the start it touches first.
    tables = {**PAIR, "touches": "campaign_id, step, offset_days\np, 1, -2"}
    assert [measure(RULE, on(day), **tables) for day in (12, 13)] == [1, 0]
    rule = {**RULE, "from": "2027-03-12", "until": "2027-03-12"}
    assert [measure(rule, on(day), **tables) for day in (11, 12, 13)] == [0, 1, 0]


@pytest.mark.parametrize(
    ("changed", "off"),
    [
        ({"off": True}, [3, 0, 1]),
        ({"windows": {1: [0, 0]}}, [3, 0, 1]),
        ({"windows": {1: [0, 0.1]}}, [3, 0, 1]),
        ({"windows": {2: [0, 1]}}, [3, 0, 1]),
        ({"windows": {1: [1, 1]}}, [3, 10, 1]),
        ({"cap_days": 1}, [3, 1, 1]),
    ],
)
def test_an_exception_changes_windows_and_cap_on_its_days(changed: dict[str, Any], off: list[int]) -> None:
    rule = {**RULE, "exceptions": [{"from": "2027-03-11", "until": "2027-03-11", **changed}]}
    assert [measure(rule, on(day), **PAIR) for day in (10, 11, 12)] == off


@pytest.mark.parametrize(
    ("campaign", "account", "off"), [("p", "", 0), ("", "x", 0), ("p", "x", 0), ("q", "", 12)]
)
def test_a_waiver_takes_a_campaign_an_account_or_a_placement_out(
    campaign: str, account: str, off: int
) -> None:
    decisions = f"""
        decision_id, action, rule_id, campaign_id, account_id, decided_by, decided_on, reason
        d1, waive, r, {campaign}, {account}, committee, 2027-02-01, agreed
    """
    assert measure(RULE, on(1), decisions=decisions, **PAIR) == off


def test_a_control_account_is_only_reported() -> None:
    accounts = """
        account_id, name, control
        x, Account X, yes
        y, Account Y, no
    """
    case = make_case({"id": "r", **RULE}, **{**PAIR, "accounts": accounts})
    verdict = judge(case, make_schedule(on(1), case=case))
    assert verdict.feasible
    assert verdict.measures == {"r": 12}


# -- words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "day", "rule", "sentence"),
    [
        (
            "en",
            12,
            RULE,
            "Pilot starts on Account X on 12 March 2027, 1 day before its window of the sales cycle "
            "(13 March 2027 to 15 March 2027), the deal being due to close on 21 March 2027",
        ),
        (
            "en",
            18,
            {**RULE, "cap_days": 1},
            "Pilot starts on Account X on 18 March 2027, 3 days after its window of the sales cycle "
            "(13 March 2027 to 15 March 2027), the deal being due to close on 21 March 2027",
        ),
        (
            "fr",
            12,
            RULE,
            "Pilot commence sur Account X le 12 mars 2027, 1 jour avant sa période du cycle de vente "
            "(13 mars 2027 au 15 mars 2027), l'affaire devant se conclure le 21 mars 2027",
        ),
        (
            "fr",
            17,
            {**RULE, "exceptions": [{"from": "03-17", "until": "03-17", "windows": {1: [0, 0.4]}}]},
            "Pilot commence sur Account X le 17 mars 2027, 2 jours après sa période du cycle de vente "
            "(11 mars 2027 au 15 mars 2027), l'affaire devant se conclure le 21 mars 2027",
        ),
    ],
)
def test_the_window_and_the_close_are_named(
    language: str, day: int, rule: dict[str, Any], sentence: str
) -> None:
    assert sentences(rule, on(day), language=language, **PAIR) == [sentence]
