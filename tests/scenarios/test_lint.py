"""The policy lint: it finds what is planted, and says nothing of what is meant."""

import re
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from counterpoint.constraints.charter.case import Case
from counterpoint.io.charter import read_charter, shipped_charters
from counterpoint.io.faults import InputFaults, Log
from counterpoint.io.scenario import read_scenario
from counterpoint.scenarios.lint.codes import CODES, Severity
from counterpoint.scenarios.lint.lint import lint
from tests.cases import make_case
from tests.command_line import ROOT
from tests.tiny.tiny import rule

PLANTED = ROOT / "tests" / "scenarios" / "fifteen_faults"
#: Code, rules, campaigns and accounts of each planted fault, by its number in the planted charter.
FAULTS = {
    1: ("never-binds", "crowd", "", ""),
    2: ("two-holders", "for-north for-south", "", "zeta"),
    3: ("no-common-day", "film-ready shutdown", "north-lambda", "lambda"),
    4: ("hidden", "three-days", "", ""),
    5: ("caps-in-parts", "cap-north cap-south", "", "alpha"),
    6: ("channel-free", "cap-mails", "", ""),
    7: ("nobody-named", "cap-person", "", ""),
    8: ("double-burst", "cap-month", "", ""),
    9: ("no-phase", "cycle", "north-eta", "eta"),
    10: ("too-heavy", "cap-two", "north-epsilon", "epsilon"),
    11: ("matches-nothing", "old-tag", "", ""),
    12: ("stale-deal", "", "", "iota"),
    13: ("past-authority", "", "", ""),
    14: ("unbundled", "", "north-kappa south-kappa", "kappa"),
    15: ("all-mandatory", "", "west-one west-three west-two", ""),
}


def of_folder(folder: Path) -> Case:
    reading = read_scenario(folder)
    return Case(reading.scenario, reading.charter)


def test_each_of_fifteen_planted_faults_is_found_and_nothing_else() -> None:
    found = [
        (row.code, *(" ".join(part) for part in (row.rules, row.campaigns, row.accounts)))
        for row in lint(of_folder(PLANTED))
    ]
    assert sorted(found) == sorted(FAULTS.values())


def test_the_shipped_scenario_is_left_in_peace() -> None:
    assert lint(of_folder(ROOT / "scenarios" / "pilot")) == []


@pytest.mark.parametrize("name", shipped_charters())
def test_the_shipped_charters_are_left_in_peace(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "pilot"
    copytree(ROOT / "scenarios" / "pilot", folder)
    for file in ("charter.yaml", "decisions.csv"):
        (folder / file).unlink()
    settings = folder / "scenario.yaml"
    settings.write_text(settings.read_text().replace("charter: charter.yaml", f"charter: {name}"))
    assert lint(of_folder(folder)) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_sentence_is_whole(language: str) -> None:
    case = of_folder(PLANTED)
    object.__setattr__(case.scenario, "language", language)
    for row in lint(case):
        assert not any(sign in row.text for sign in ("{", "}", "None", "  ")), row
        assert all(name in row.text for name in row.rules)
    texts = {row.code: row.text for row in lint(case)}
    if language == "fr":
        assert texts["too-heavy"] == (
            "North at Epsilon comporte un contact de 3, plus que cap-two ne permet jamais (2) : "
            "elle ne peut être gardée sur Epsilon"
        )
    else:
        assert texts["past-authority"] == (
            "decision d2 of Assistant goes past what the charter lets Assistant decide (waive and strategic)"
        )


def test_every_code_is_told_in_the_docs() -> None:
    docs = (ROOT / "docs" / "lint.md").read_text(encoding="utf-8")
    for code, (severity, _, _) in CODES.items():
        assert f"| `{code}` | {severity} |" in docs, code
    assert docs.count("| warning |") + docs.count("| note |") == len(CODES)
    assert {row[0] for row in CODES.values()} == set(Severity)


def test_the_example_of_authority_can_be_read() -> None:
    docs = (ROOT / "docs" / "lint.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```yaml\n(.*?)^```$", docs, re.DOTALL | re.MULTILINE)
    log = Log()
    reading = read_charter(example.encode(), "lint.md", log)
    assert not log.faults
    assert reading is not None
    assert len(reading[0].authority) == 3


# -- each by itself ---------------------------------------------------------------------------------

TABLES: dict[str, Any] = {
    "campaigns": """
        campaign_id, bu_id, name, stage, channel, partners
        p, a, P, 1, email,
        q, b, Q, 2, call,
    """,
    "audiences": "campaign_id, account_id\np, x\nq, x\np, y",
}


def found(*rules: dict[str, Any], **tables: Any) -> list[tuple[str, str]]:
    """Give the code and rules of each remark."""
    return [(row.code, " ".join(row.rules)) for row in lint(make_case(*rules, **{**TABLES, **tables}))]


@pytest.mark.parametrize(
    ("one", "idle"),
    [
        (rule("frequency_cap", "r", max="2.99", window_days=3), False),
        (rule("frequency_cap", "r", max=3, window_days=3), True),  # an email and a call on x
        (rule("frequency_cap", "r", max=3, window_days=3, level="report"), False),
        (rule("concurrency", "r", max=1), False),
        (rule("concurrency", "r", max=2), True),
        (rule("spacing", "r", min_gap_days=1), False),
        (rule("spacing", "r", min_gap_days=1, between="same_bu"), True),
        (rule("spacing", "r", penalty_by_gap=[0, 0, 0, 0, 0, 0, 1]), False),
        (rule("spacing", "r", penalty_by_gap=[0, 0, 0, 0, 0, 0, 0, 1]), False),
        (rule("capacity", "r", max_parallel=1), True),
        (rule("capacity", "r", max_parallel=0), False),
        (rule("crescendo", "r", along="account"), False),
        (rule("crescendo", "r", along="bu"), True),
        (rule("crescendo", "r", along="account", reward=2, stages=[2]), True),
        (rule("lead_bu", "r"), False),  # no account names its lead
        (rule("account_reservation", "r", accounts=["x"], bu="a"), False),
        (rule("account_reservation", "r", accounts=["y"], bu="a"), True),
        (rule("commitments", "r", max_share=100), False),
        (rule("fairness", "r", max_difference=100), False),
        (rule("content", "r"), False),
        (rule("blackout", "r"), False),
        (rule("deal_protection", "r", deal_stages=["talk"]), False),
    ],
)
def test_a_rule_that_no_calendar_can_break(one: dict[str, Any], idle: bool) -> None:
    assert found(one) == ([("never-binds", "r")] if idle else [])


def test_bounds_on_what_a_plan_can_come_to() -> None:
    apart: dict[str, Any] = {
        "campaigns": """
            campaign_id, bu_id, name, stage, latest_start, earliest_start
            p, a, P, 1, 2027-03-02,
            q, b, Q, 2, , 2027-03-05
        """
    }
    # From 2 to 5 March there are three days.
    assert found(rule("spacing", "r", min_gap_days=3), **apart) == [("never-binds", "r")]
    assert found(rule("spacing", "r", min_gap_days=4), **apart) == []
    assert found(rule("spacing", "r", penalty_by_gap=[9, 9, 9, 0]), **apart) == [("never-binds", "r")]
    # The lower stage always comes first.
    assert found(rule("crescendo", "r", along="account"), **apart) == [("never-binds", "r")]
    for row, idle in (
        ("0, 6", True),
        ("3, ", False),
        (", 5", True),
        (", 4", False),
        ("1, ", True),
        ("2, ", True),
    ):
        lags = f"predecessor, successor, min_lag_days, max_lag_days\np, q, {row}"
        expected = [("never-binds", "r")] if idle else []
        assert found(rule("dependency", "r"), dependencies=lags, **apart) == expected, row


@pytest.mark.parametrize(
    ("scope", "code"),
    [
        ({"stages": [3]}, "matches-nothing"),
        ({"bus": ["c"]}, "matches-nothing"),
        ({"channels": ["ad"]}, "matches-nothing"),
        ({"channels": ["call"], "max": 1}, None),
        ({"until": "2027-02-28"}, "out-of-days"),
        ({"until": "2027-03-01"}, None),
        ({"from_": "2027-03-08"}, "out-of-days"),
        ({"from_": "2027-03-07"}, None),
        # A rule that an exception lets sleep is meant to.
        ({"exceptions": [{"from": "01-01", "until": "12-31", "off": True}]}, None),
    ],
)
def test_a_rule_that_is_about_nothing(scope: dict[str, Any], code: str | None) -> None:
    one = rule("frequency_cap", "r", **{"max": 2, "window_days": 7, **scope})
    others = [row for row in found(one) if row[0] not in ("channel-free", "too-heavy")]
    assert others == ([(code, "r")] if code else [])


HARD_CAP = rule("frequency_cap", "s", max=2, window_days=7)


@pytest.mark.parametrize(
    ("strong", "weak", "hidden"),
    [
        ({"max": 2, "window_days": 7}, {"max": 2, "window_days": 7, "accounts": ["x"]}, True),
        ({"max": 2, "window_days": 7}, {"max": 2, "window_days": 7}, True),
        ({"max": 2, "window_days": 7}, {"max": "1.99", "window_days": 7}, False),
        ({"max": 2, "window_days": 7}, {"max": 2, "window_days": 8}, False),
        ({"max": 2, "window_days": 7}, {"max": 4, "window_days": 8}, True),
        ({"max": 2, "window_days": 7}, {"max": "3.99", "window_days": 8}, False),
        ({"max": 2, "window_days": 7}, {"max": 4, "window_days": 14}, True),
        ({"max": 2, "window_days": 7}, {"max": 4, "window_days": 15}, False),
        ({"max": 2, "window_days": 7}, {"max": 2, "period": "week"}, True),
        ({"max": 2, "window_days": 7}, {"max": 10, "period": "month"}, True),
        ({"max": 2, "window_days": 7}, {"max": 9, "period": "month"}, False),
        ({"max": 2, "period": "week"}, {"max": 3, "window_days": 7}, False),
        ({"max": 2, "period": "week"}, {"max": 4, "window_days": 7}, True),
        ({"max": 2, "period": "week"}, {"max": 4, "window_days": 8}, True),
        ({"max": 2, "period": "quarter"}, {"max": 2, "period": "month"}, True),
        ({"max": 2, "period": "month"}, {"max": 2, "period": "quarter"}, False),
        ({"max": 2, "window_days": 7, "level": "soft"}, {"max": 4, "window_days": 7}, False),
        ({"max": 2, "window_days": 7}, {"max": 4, "window_days": 7, "level": "soft"}, True),
        ({"max": 2, "window_days": 7, "accounts": ["x"]}, {"max": 2, "window_days": 7}, False),
        ({"max": 2, "window_days": 7, "from": "2027-03-02"}, {"max": 2, "window_days": 7}, False),
        ({"max": 2, "window_days": 7}, {"max": 2, "window_days": 7, "per": "persona"}, True),
        ({"max": 2, "window_days": 7, "per": "persona"}, {"max": 2, "window_days": 7}, False),
        ({"max": 2, "window_days": 7, "per": "parent"}, {"max": 2, "window_days": 7}, True),
        ({"max": 2, "window_days": 7}, {"max": 2, "window_days": 7, "per": "parent"}, False),
        ({"max": 2, "window_days": 7, "count_history": False}, {"max": 2, "window_days": 7}, False),
        (
            {"max": 2, "window_days": 7, "exceptions": [{"from": "03-03", "until": "03-03", "max": 5}]},
            {"max": 3, "window_days": 7},
            False,
        ),
        (
            {"max": 2, "window_days": 7},
            {"max": 3, "window_days": 7, "exceptions": [{"from": "03-03", "until": "03-03", "max": 1}]},
            False,
        ),
    ],
)
def test_a_cap_that_another_one_holds(strong: dict[str, Any], weak: dict[str, Any], hidden: bool) -> None:
    touches = "campaign_id, step, offset_days, personas\np, 1, 0, cfo\nq, 1, 0, cfo\nq, 2, 1, cfo"
    rules = [rule("frequency_cap", "s", **strong), rule("frequency_cap", "w", **weak)]
    remarks = found(*rules, touches=touches, start="2027-03-01", end="2027-04-30")
    assert (("hidden", "w") in remarks) == hidden
    # The order of rules tells only twins apart.
    remarks = found(*reversed(rules), touches=touches, start="2027-03-01", end="2027-04-30")
    assert (("hidden", "s" if strong == weak else "w") in remarks) == hidden


@pytest.mark.parametrize(
    ("kind", "strong", "weak", "hidden"),
    [
        ("spacing", {"min_gap_days": 5}, {"min_gap_days": 5, "accounts": ["x"]}, True),
        ("spacing", {"min_gap_days": 5}, {"penalty_by_gap": [1, 0, 0, 0, 1], "level": "soft"}, True),
        ("spacing", {"min_gap_days": 5}, {"penalty_by_gap": [0, 0, 0, 0, 0, 1]}, False),
        ("spacing", {"min_gap_days": 5}, {"min_gap_days": 5, "between": "any"}, False),
        ("spacing", {"min_gap_days": 5, "between": "any"}, {"min_gap_days": 4}, True),
        ("concurrency", {"max": 1}, {"max": 1, "stages": [1, 2]}, True),
        ("concurrency", {"max": 1}, {"max": 0}, False),
        ("lead_bu", {"lag_days": 2}, {"lag_days": 1}, True),
        ("lead_bu", {"lag_days": 1}, {"lag_days": 2}, False),
        ("lead_bu", {"lag_days": 2, "release_after": 5}, {"lag_days": 1}, False),
        ("lead_bu", {"lag_days": 2}, {"lag_days": 1, "release_after": 5}, True),
        ("lead_bu", {"lag_days": 2}, {"lag_days": 1, "when_absent": "block"}, False),
        ("lead_bu", {"when_absent": "block"}, {}, True),
        ("crescendo", {"along": "account"}, {"along": "journey", "level": "soft"}, True),
        ("crescendo", {"along": "journey"}, {"along": "account"}, False),
        ("crescendo", {"reset_days": 9}, {"reset_days": 9, "reward": 1, "level": "soft"}, False),
        ("crescendo", {"reset_days": 9}, {"reset_days": 10}, False),
        ("capacity", {"max_parallel": 1}, {"max_parallel": 1, "bus": ["a"]}, True),
        ("capacity", {"max_parallel": 1}, {"max_parallel": 0}, False),
        ("capacity", {"channel": "call", "max_per_week": 0}, {"channel": "call", "max_per_week": 0}, True),
        ("capacity", {"channel": "call", "max_per_week": 0}, {"channel": "email", "max_per_week": 0}, False),
        ("capacity", {"channel": "call", "max_per_week": 0}, {"max_parallel": 0}, False),
        ("deal_protection", {"deal_stages": ["m", "n"]}, {"deal_stages": ["n"], "allow_stages": [1]}, True),
        ("deal_protection", {"deal_stages": ["n"], "allow_stages": [1]}, {"deal_stages": ["n"]}, False),
        ("account_reservation", {"bu": "a", "accounts": ["x", "y"]}, {"bu": "a", "accounts": ["x"]}, True),
        ("blackout", {}, {"accounts": ["x"]}, True),
        ("blackout", {"channels": ["email"]}, {}, False),
        ("commitments", {"max_share": 50}, {"max_share": 50, "bus": ["a"]}, False),
        ("minimum_contact", {"min": 2, "period": "week"}, {"min": 1, "period": "week"}, True),
        ("minimum_contact", {"min": 1, "period": "week"}, {"min": 2, "period": "week"}, False),
        ("minimum_contact", {"min": 1, "period": "week"}, {"min": 1, "period": "week", "bus": ["a"]}, False),
        ("commitments", {"max_share": 50}, {"max_share": 50}, True),
    ],
)
def test_a_rule_that_another_one_implies(
    kind: str, strong: dict[str, Any], weak: dict[str, Any], hidden: bool
) -> None:
    remarks = found(rule(kind, "s", **strong), rule(kind, "w", **weak))
    assert (("hidden", "w") in remarks) == hidden


def test_the_past_is_covered_as_well() -> None:
    wide, narrow = rule("frequency_cap", "s", max=2, window_days=7, channels=["email", "call"]), HARD_CAP
    rules = [{**wide, "id": "wide"}, {**narrow, "id": "all"}]
    assert ("hidden", "all") in found(*rules)
    history = "date, account_id, bu_id, channel\n2027-02-28, x, a, ad"
    assert ("hidden", "all") not in found(*rules, history=history)
    assert ("hidden", "wide") in found(*reversed(rules), history=history)


# -- contradictions ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ({"bu": "a"}, {"bu": "b"}, True),
        ({"bu": "a"}, {"bu": "a"}, False),
        ({"bu": "a"}, {"bu": "b", "level": "soft"}, False),
        ({"bu": "a", "until": "2027-03-03"}, {"bu": "b", "from": "2027-03-04"}, False),
        ({"bu": "a", "until": "2027-03-04"}, {"bu": "b", "from": "2027-03-04"}, True),
        ({"bu": "a"}, {"bu": "b", "accounts": ["y"]}, False),
    ],
)
def test_two_holders_of_one_account(one: dict[str, Any], other: dict[str, Any], clash: bool) -> None:
    rules = [rule("account_reservation", name, **{"accounts": ["x"], **keys}) for name, keys in
             (("one", one), ("other", other))]  # fmt: skip
    assert (("two-holders", "one other") in found(*rules)) == clash


@pytest.mark.parametrize(
    ("keys", "account", "clash"),
    [
        ({"bu": "b"}, "x, X, a", True),
        ({"bu": "a"}, "x, X, a", False),
        ({"bu": "b"}, "x, X, c", False),  # the lead does not ask for it
        ({"bu": "b", "until": "2027-03-05"}, "x, X, a", False),
        ({"bu": "b", "level": "soft"}, "x, X, a", False),
    ],
)
def test_a_lead_that_is_shut_out(keys: dict[str, Any], account: str, clash: bool) -> None:
    rules = (rule("lead_bu", "lead"), rule("account_reservation", "held", accounts=["x"], **keys))
    accounts = f"account_id, name, lead_bu\n{account}\ny, Y,"
    assert (("lead-shut-out", "lead held") in found(*rules, accounts=accounts)) == clash


@pytest.mark.parametrize(
    ("most", "apart", "clash"),
    [
        (2, {"min_gap_days": 4}, True),
        (3, {"min_gap_days": 4}, False),
        (2, {"min_gap_days": 3}, False),
        ("", {"min_gap_days": 4}, False),
        (2, {"min_gap_days": 4, "level": "soft"}, False),
        (2, {"min_gap_days": 4, "between": "same_bu"}, False),
        (2, {"min_gap_days": 4, "accounts": ["y"]}, False),
        (2, {"min_gap_days": 4, "exceptions": [{"from": "03-01", "until": "03-02", "off": True}]}, False),
        (2, {"penalty_by_gap": [1, 1, 1, 1]}, True),
        (2, {"penalty_by_gap": [1, 1, 1, 0, 1]}, False),
    ],
)
def test_a_lag_shorter_than_the_gap(most: object, apart: dict[str, Any], clash: bool) -> None:
    lags = f"predecessor, successor, max_lag_days\np, q, {most}"
    rules = (rule("dependency", "chain"), rule("spacing", "apart", **apart))
    assert (("lag-against-spacing", "chain apart") in found(*rules, dependencies=lags)) == clash


@pytest.mark.parametrize(
    ("within", "apart", "clash"),
    [
        (3, {"min_gap_days": 4}, True),
        (4, {"min_gap_days": 4}, False),
        (3, {"min_gap_days": 4, "level": "soft"}, False),
        (3, {"min_gap_days": 4, "stages": [1]}, False),
        ("", {"min_gap_days": 4}, False),
    ],
)
def test_a_bundle_nearer_than_the_gap(within: object, apart: dict[str, Any], clash: bool) -> None:
    near: dict[str, Any] = {"within_days": within} if within else {}
    rules = (rule("bundle", "whole", reward=1, **near), rule("spacing", "apart", **apart))
    for presence, real in (("continuous", clash), ("touches", False)):
        campaigns = f"""
            campaign_id, bu_id, name, stage, bundle, presence
            p, a, P, 1, k, {presence}
            q, b, Q, 2, k,"""
        remarks = found(*rules, campaigns=campaigns)
        assert (("bundle-against-spacing", "whole apart") in remarks) == real


@pytest.mark.parametrize(
    ("keys", "cap", "codes"),
    [
        ({"min": 2}, {"max": 3, "window_days": 7}, []),
        ({"min": 3}, {"max": 3, "window_days": 7}, ["least-not-asked"]),
        ({"min": 2}, {"max": "1.99", "window_days": 7}, ["least-against-cap"]),
        ({"min": 2}, {"max": 2, "window_days": 7}, []),
        ({"min": 2}, {"max": 1, "window_days": 4}, []),
        ({"min": 2}, {"max": 1, "period": "week"}, ["least-against-cap"]),
        ({"min": 2, "level": "soft"}, {"max": 1, "period": "week"}, []),
        ({"min": 2}, {"max": 1, "period": "week", "level": "soft"}, []),
        ({"min": 2}, {"max": 1, "period": "week", "channels": ["email"]}, []),
        ({"min": 2, "channels": ["email"]}, {"max": 9, "period": "week"}, ["least-not-asked"]),
    ],
)
def test_least_touches_that_cannot_be(keys: dict[str, Any], cap: dict[str, Any], codes: list[str]) -> None:
    remarks = found(
        rule("minimum_contact", "least", period="week", accounts=["x"], **keys),
        rule("frequency_cap", "cap", **cap),
    )
    assert [row[0] for row in remarks if row[0].startswith("least")] == codes


def test_history_counts_towards_the_least_touches() -> None:
    one = rule("minimum_contact", "least", min=3, period="week", accounts=["x"])
    assert found(one) == [("least-not-asked", "least")]
    assert found(one, history="date, account_id, bu_id\n2027-03-03, x, c") == []


@pytest.mark.parametrize(
    ("ready", "until", "codes"),
    [
        (5, 4, []),
        (5, 5, []),  # two days are left
        (5, 7, ["no-common-day"]),
        (8, 4, ["no-day"]),
        (7, 6, []),
    ],
)
def test_rules_that_leave_no_day(ready: int, until: int, codes: list[str]) -> None:
    remarks = found(
        rule("content", "ready"),
        rule("blackout", "closed"),
        content=f"content_id, ready_on\nfilm, 2027-03-{ready:02}",
        campaign_content="campaign_id, content_id\np, film",
        blackouts=f"from, until, account_id\n2027-03-03, 2027-03-{until:02}, x",
    )
    assert [row[0] for row in remarks] == codes
    assert all(rules == {"no-day": "ready", "no-common-day": "ready closed"}[code] for code, rules in remarks)


# -- caps -------------------------------------------------------------------------------------------

PARTS = (
    rule("frequency_cap", "a", max=1, window_days=7, bus=["a"]),
    rule("frequency_cap", "b", max=2, window_days=7, bus=["b"]),
)
MANY: dict[str, Any] = {
    "touches": """
        campaign_id, step, offset_days, channel, personas
        p, 1, 0, email, cfo
        p, 2, 1, email, cfo
        q, 1, 0, call, cfo
        q, 2, 1, call, cfo
    """
}


def test_caps_in_parts_and_one_that_holds_them_all() -> None:
    assert found(*PARTS, **MANY) == [("caps-in-parts", "a b")]
    assert "3" in lint(make_case(*PARTS, **TABLES, **MANY))[0].text
    for level, codes in (("hard", []), ("soft", []), ("report", ["caps-in-parts"])):
        whole = rule("frequency_cap", "all", max=5, window_days=7, level=level)
        assert [row[0] for row in found(*PARTS, whole, **MANY)] == codes
    # One of them alone is a rule for one BU; those that overlap hold each other.
    assert found(PARTS[0], **MANY) == []
    both = rule("frequency_cap", "b", max=2, window_days=7, stages=[1, 2], accounts=["x"])
    assert ("caps-in-parts", "a b") not in found(PARTS[0], both, **MANY)


@pytest.mark.parametrize(
    ("scope", "more", "free"),
    [
        ({"channels": ["email"]}, [], True),
        ({"not_channels": ["call"]}, [], True),
        ({"channels": ["email", "call"]}, [], False),
        ({"channels": ["email"], "accounts": ["y"]}, [], False),
        (
            {"channels": ["email"]},
            [rule("frequency_cap", "c", max=3, window_days=7, channels=["call"])],
            False,
        ),
        ({"channels": ["email"], "bus": ["a"]}, [], False),
        ({"channels": ["call"]}, [], False),  # what is free is lighter
        ({"channels": ["email"], "level": "report"}, [], False),
    ],
)
def test_a_cap_on_one_channel(scope: dict[str, Any], more: list[dict[str, Any]], free: bool) -> None:
    one = rule("frequency_cap", "r", **{"max": 1, "window_days": 7, **scope})
    assert (("channel-free", "r") in found(one, *more, **MANY)) == free


def test_advertisements_are_in_the_background() -> None:
    touches = "campaign_id, step, offset_days, channel\np, 1, 0, email\nq, 1, 0, ad\nq, 2, 1, email"
    one = rule("frequency_cap", "r", max=1, window_days=7, not_channels=["ad"])
    assert found(one, touches=touches) == []


@pytest.mark.parametrize(
    ("period", "more", "burst"),
    [
        ("week", [], True),
        ("month", [], True),
        ("quarter", [rule("frequency_cap", "s", max=3, window_days=2)], False),
        ("week", [rule("frequency_cap", "s", max=3, window_days=2, level="soft")], False),
        ("week", [rule("frequency_cap", "s", max=3, window_days=2, level="report")], True),
        ("week", [rule("frequency_cap", "s", max=1, window_days=2, accounts=["y"])], True),
    ],
)
def test_a_cap_by_period(period: str, more: list[dict[str, Any]], burst: bool) -> None:
    for limit, bursts in ((5, True), (6, False)):  # six are asked for in all
        remarks = found(rule("frequency_cap", "r", max=limit, period=period), **MANY)
        assert (("double-burst", "r") in remarks) == bursts
    one = rule("frequency_cap", "r", max=2, period=period)
    assert (("double-burst", "r") in found(one, *more, **MANY)) == burst


@pytest.mark.parametrize(
    ("named", "of", "silent"), [(2, 3, False), (1, 3, True), (2, 4, True), (3, 4, False)]
)
def test_a_cap_per_persona(named: int, of: int, silent: bool) -> None:
    people = ["cfo"] * named + [""] * (of - named)
    rows = [f"p, {step}, {step}, {who}" for step, who in enumerate(people)]
    touches = "\n".join(("campaign_id, step, offset_days, personas", *rows))
    one = rule("frequency_cap", "r", max="0.5", window_days=7, per="persona", campaigns=["p"])
    assert (("nobody-named", "r") in found(one, touches=touches)) == silent


# -- campaigns --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "heavy"),
    [
        ({"max": "1.99"}, True),
        ({"max": 2}, False),
        ({"max": 1, "level": "soft"}, False),
        ({"max": 1, "exceptions": [{"from": "03-05", "until": "03-05", "max": 2}]}, False),
        ({"max": 1, "exceptions": [{"from": "03-05", "until": "03-05", "off": True}]}, False),
        # Every day lies in some window without the exception.
        ({"max": 1, "exceptions": [{"from": "03-05", "until": "03-05", "max": 2}], "window_days": 2}, True),
        ({"max": 1, "exceptions": [{"from": "03-05", "until": "03-06", "max": 2}], "window_days": 2}, False),
        ({"max": 1, "per": "persona"}, False),
        ({"max": 1, "accounts": ["y"]}, False),
    ],
)
def test_a_touch_heavier_than_the_cap(keys: dict[str, Any], heavy: bool) -> None:
    one = rule("frequency_cap", "r", **{"window_days": 1, **keys})
    remarks = lint(make_case(one, **TABLES))
    assert [(row.campaigns, row.accounts) for row in remarks if row.code == "too-heavy"] == (
        [(("q",), ("x",))] if heavy else []
    )


@pytest.mark.parametrize(
    ("level", "window", "deals", "misfit"),
    [
        # Of a cycle of 30 days up to 31 March the last tenth begins on the 28th, the second one on the 4th.
        ("soft", [0.9, 1], "xy", True),
        ("soft", [0.9, 1], "x", False),  # it has its use on y
        ("hard", [0.9, 1], "x", True),
        ("hard", [0.1, 0.2], "xy", False),
        ("soft", [0, 0], "xy", False),
        ("report", [0.9, 1], "xy", True),
    ],
)
def test_a_campaign_that_fits_no_phase(level: str, window: list[float], deals: str, misfit: bool) -> None:
    rows = [f"{name}, a, {name}, talk, 2027-03-31" for name in deals]
    remarks = found(
        rule("sales_cycle", "r", windows={1: window}, level=level),
        business_units="bu_id, name, sales_cycle_months\na, A, 1\nb, B, 1",
        opportunities="\n".join(("opportunity_id, bu_id, account_id, deal_stage, expected_close", *rows)),
    )
    assert (("no-phase", "r") in remarks) == misfit


# -- housekeeping -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grant", "action", "account", "beyond"),
    [
        ({}, "drop", "x", ""),
        ({"actions": ["drop"]}, "drop", "x", ""),
        ({"actions": ["keep"]}, "drop", "x", "drop"),
        ({"tiers": ["multi_bu"]}, "drop", "x", ""),
        ({"tiers": ["strategic"]}, "drop", "x", "multi_bu"),
        ({"tiers": ["multi_bu"]}, "drop", "", "single_bu"),  # the campaign asks for y as well
        ({"rules": ["r"]}, "waive", "x", ""),
        ({"rules": []}, "waive", "x", "r"),
        ({"rules": []}, "drop", "x", ""),
        (None, "drop", "x", "no say at all"),
    ],
)
def test_decisions_past_their_authority(
    grant: dict[str, Any] | None, action: str, account: str, beyond: str
) -> None:
    authority: dict[str, Any] = {"board": {}} if grant is None else {"me": grant}
    rule_id = "r" if action == "waive" else ""
    for charter, expected in (({"authority": authority}, bool(beyond)), ({}, False)):
        case = make_case(
            rule("crescendo", "r", along="account"),
            charter=charter,
            decisions=f"""
                decision_id, action, campaign_id, account_id, rule_id, decided_by, decided_on, reason
                d, {action}, p, {account}, {rule_id}, me, 2027-02-01, so""",
            **TABLES,
        )
        texts = [row.text for row in lint(case) if row.code == "past-authority"]
        assert bool(texts) == expected
        assert all(f"({beyond})" in text for text in texts)


@pytest.mark.parametrize(
    ("grant", "place"),
    [
        ({"actions": ["wave"]}, "'wave' is not known here"),
        ({"tiers": ["gold"]}, "'gold' is not known here"),
        ({"who": "x"}, "unknown key 'who'"),
        ({"rules": ["q"]}, "unknown rule 'q'"),
    ],
)
def test_what_a_grant_holds_is_checked(grant: dict[str, Any], place: str) -> None:
    with pytest.raises(InputFaults, match=place):
        make_case(rule("content", "r"), charter={"authority": {"me": grant}}, **TABLES)


@pytest.mark.parametrize(
    ("status", "expires", "code"),
    [
        ("decided", "", None),
        ("decided", "2027-02-28", "decision-expired"),
        ("decided", "2027-03-01", "decision-expires"),
        ("decided", "2027-03-15", "decision-expires"),
        ("decided", "2027-03-16", None),
        ("proposed", "2027-03-01", None),
        ("revoked", "2027-02-28", None),
    ],
)
def test_decisions_that_end(status: str, expires: str, code: str | None) -> None:
    decisions = f"""
        decision_id, action, campaign_id, status, expires_on, decided_by, decided_on, reason
        d, keep, p, {status}, {expires}, me, 2027-02-01, so"""
    assert found(decisions=decisions) == ([(code, "")] if code else [])


def campaigns(*rows: str) -> dict[str, Any]:
    """Give campaigns (bu, bundle, offer, tags, commitment), each asking for x."""
    head = "campaign_id, name, stage, bu_id, bundle, offer, tags, commitment"
    names = [f"c{number}" for number in range(len(rows))]
    table = [f"{name}, {name}, 1, {row}" for name, row in zip(names, rows, strict=True)]
    return {
        "campaigns": "\n".join((head, *table)),
        "audiences": "\n".join(("campaign_id, account_id", *(f"{name}, x" for name in names))),
    }


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        (["a, , oil, ,", "b, , oil, ,"], ["unbundled"]),
        (["a, k, oil, ,", "b, k, oil, ,"], []),
        (["a, k, oil, ,", "b, , oil, ,"], ["unbundled", "bundle-of-one"]),
        (["a, , oil, ,", "a, , oil, ,"], []),
        (["a, , oil, ,", "b, , gas, ,"], []),
        (["a, , , t; u,", "b, , , u,"], ["unbundled"]),
        (["a, k, , ,", "b, l, , ,"], ["bundle-of-one", "bundle-of-one"]),
        (["a, , , , mandatory", "a, , , , fixed", "a, , , , mandatory"], ["all-mandatory"]),
        (["a, , , , mandatory", "a, , , , fixed", "a, , , ,"], []),
        (["a, , , , mandatory", "a, , , , mandatory"], []),
    ],
)
def test_complements_bundles_and_commitments(rows: list[str], codes: list[str]) -> None:
    tables = campaigns(*rows)
    tables["campaigns"] = "\n".join(
        f"{line}, {'requested_start' if not at else '2027-03-02'}"
        for at, line in enumerate(tables["campaigns"].splitlines())
    )
    assert [row[0] for row in found(**tables)] == codes


def test_a_bundle_that_meets_nowhere_and_a_corporate_bu() -> None:
    tables = campaigns("a, k, , ,", "b, k, , ,")
    assert found(**tables) == []
    tables["audiences"] = "campaign_id, account_id\nc0, x\nc1, y"
    assert found(**tables) == [("bundle-alone", "")]
    rows = ["a, , , , mandatory"] * 3
    units = "bu_id, name, corporate\na, A, yes"
    assert found(**campaigns(*rows), business_units=units) == []


def test_a_stale_deal() -> None:
    for close, codes in (("2027-02-28", [("stale-deal", "")]), ("2027-03-01", [])):
        rows = f"opportunity_id, bu_id, account_id, deal_stage, expected_close\no, a, x, talk, {close}"
        assert found(opportunities=rows) == codes
