"""A part of a scenario: what refers to it stays, every id exists, and numbers mean what they did."""

from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from counterpoint.constraints.charter.case import Case
from counterpoint.io.scenario import read_scenario
from counterpoint.io.write import write_scenario
from counterpoint.scenarios.cut import cut
from counterpoint.scheduler.choices import Tier
from counterpoint.scheduler.tables import TABLES
from tests.cases import make_case
from tests.drawn import ACCOUNTS, UNITS, draw_case

NUMBERS = "campaign_id, bu_id, name, stage, min_accounts, max_accounts, move_cost, launch, commitment"
EIGHT = [f"x{number}" for number in range(8)]


def cut_numbers(cells: str, left: int, *, columns: str = "", extra: str = "", **given: Any) -> list[str]:
    """Give what is left of a campaign's numbers once eight accounts are cut to some."""
    asked = "\n".join(f"p, {name}, {extra}" for name in EIGHT)
    case = make_case(
        accounts="account_id, name\n" + "\n".join(f"{name}, X" for name in EIGHT),
        campaigns=f"{NUMBERS}\np, a, P, 1, {cells}",
        audiences=f"campaign_id, account_id, {columns or 'value'}\n{asked}",
        **given,
    )
    (row,) = cut(case, ["a"], EIGHT[:left]).scenario.campaigns
    return [str(row.min_accounts), str(row.max_accounts), str(row.move_cost)]


@pytest.mark.parametrize(
    ("cells", "left", "numbers"),
    [
        ("4, 6, 0.8, ,", 8, ["4", "6", "0.8"]),  # nothing is cut
        ("4, 6, 0.8, ,", 4, ["2", "3", "0.40"]),
        ("4, 6, 0.8, ,", 3, ["1", "3", "0.30"]),  # 1.5 rounded down, 2.25 up
        ("4, 6, 0.8, ,", 1, ["1", "1", "0.10"]),
        ("1, , , ,", 4, ["1", "None", "None"]),
        ("0, 1, 0, ,", 4, ["0", "1", "0.00"]),
        ("25%, 50%, 0.01, ,", 4, ["25%", "50%", "0.01"]),  # shares stay, and moving is not free
        ("1, , 0.01, ,", 1, ["1", "None", "0.01"]),
        ("8, 8, 0.8, per_account,", 5, ["5", "5", "0.8"]),  # a launch for one account is whole
    ],
)
def test_numbers_shrink_in_proportion(cells: str, left: int, numbers: list[str]) -> None:
    assert cut_numbers(cells, left) == numbers


def test_what_must_be_kept_finds_room() -> None:
    required = {"columns": "required", "extra": "yes"}
    assert cut_numbers("1, 8, , ,", 3, **required)[1] == "3"
    some = "campaign_id, account_id, required\n" + "\n".join(
        f"p, {name}, {'yes' * (name < 'x4')}" for name in EIGHT
    )
    for most in ("4", "50%"):
        case = make_case(
            accounts="account_id, name\n" + "\n".join(f"{name}, X" for name in EIGHT),
            campaigns=f"{NUMBERS}\np, a, P, 1, 1, {most}, , ,",
            audiences=some,
        )
        (row,) = cut(case, ["a"], EIGHT[:4]).scenario.campaigns
        assert str(row.max_accounts) == "4"


def test_what_decisions_keep_finds_room() -> None:
    keep = "decision_id, action, campaign_id, account_id, decided_by, decided_on, reason"
    rows = "\n".join(f"{name}, keep, p, {name}, me, 2027-02-01, so" for name in EIGHT[:4])
    assert cut_numbers("1, 4, , ,", 4, decisions=f"{keep}\n{rows}")[1] == "4"


def test_decisions_on_a_wave_go_with_it() -> None:
    pin = "decision_id, action, campaign_id, wave, from, until, decided_by, decided_on, reason"
    case = make_case(
        campaigns="campaign_id, bu_id, name, stage, launch\np, a, P, 1, per_wave\nq, a, Q, 1, together",
        audiences="campaign_id, account_id, wave\np, x, 1\np, y, 2\nq, x, 1",
        decisions=f"{pin}\n1, pin, p, 1, 2027-03-01, 2027-03-05, me, 2027-02-01, so"
        "\n2, pin, p, 2, 2027-03-01, 2027-03-05, me, 2027-02-01, so"
        "\n3, pin, q, 7, 2027-03-01, 2027-03-05, me, 2027-02-01, so",
    )
    # Only a campaign that launches per wave has waves.
    assert [row.decision_id for row in cut(case, ["a"], ["x"]).scenario.decisions] == ["1", "3"]


def test_waves_that_must_run_find_room() -> None:
    case = make_case(
        accounts="account_id, name\n" + "\n".join(f"{name}, X" for name in EIGHT),
        campaigns=f"{NUMBERS}\np, a, P, 1, 1, 4, , per_wave, mandatory",
        audiences="campaign_id, account_id, wave\n"
        + "\n".join(f"p, {name}, {name[1:]}1" for name in EIGHT[1:5])
        + "\n"
        + "\n".join(f"p, {name}, 41" for name in (*EIGHT[5:], "x0")),
    )
    (row,) = cut(case, ["a"], EIGHT[1:5]).scenario.campaigns
    assert str(row.max_accounts) == "4"


def test_drops_leave_a_campaign_fewer_accounts_or_none() -> None:
    drop = "decision_id, action, campaign_id, account_id, decided_by, decided_on, reason"
    rows = "\n".join(f"{name}, drop, p, {name}, me, 2027-02-01, so" for name in EIGHT[:2])
    given = {"decisions": f"{drop}\n{rows}"}
    assert cut_numbers("6, , , ,", 4, **given)[0] == "2"  # in proportion 3, of which one is dropped
    assert cut_numbers("75%, , , ,", 4, **given)[0] == "2"
    case = make_case(
        campaigns="campaign_id, bu_id, name, stage\np, a, P, 1\nq, a, Q, 1",
        audiences="campaign_id, account_id\np, x\np, y\nq, x\nq, y",
        decisions=f"{drop}\n1, drop, p, x, me, 2027-02-01, so",
    )
    part = cut(case, ["a"], ["x"]).scenario
    assert [row.campaign_id for row in part.campaigns] == ["q"]
    assert part.decisions == ()


# -- rows ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole() -> Case:
    return make_case(
        {"id": "all", "kind": "concurrency", "max": 2},
        {"id": "narrower", "kind": "concurrency", "max": 1, "accounts": ["x", "y"], "not_bus": ["c"]},
        {"id": "gone", "kind": "spacing", "min_gap_days": 3, "campaigns": ["r"]},
        {"id": "kept", "kind": "spacing", "min_gap_days": 3, "not_campaigns": ["p", "r"], "tags": ["t"]},
        {
            "id": "reserved",
            "kind": "account_reservation",
            "accounts": ["x"],
            "bu": "a",
            "exceptions": [{"from": "2027-03-01", "until": "2027-03-02", "bu": "c"}],
        },
        {"id": "theirs", "kind": "account_reservation", "accounts": ["x"], "bu": "c"},
        {
            "id": "pair",
            "kind": "compatibility",
            "mode": "never_together",
            "first": {"campaigns": ["r"]},
            "second": {"offers": ["o"]},
        },
        charter={
            "collision_days": 5,
            "authority": {"me": {"rules": ["kept", "gone"]}, "you": {"actions": ["lead"]}},
            "profiles": {
                "calmer": {
                    "moves": 200,
                    "rules": [
                        {
                            "id": "own",
                            "kind": "concurrency",
                            "level": "soft",
                            "max": 1,
                            "accounts": ["x", "y"],
                        },
                        {"id": "none", "kind": "concurrency", "level": "soft", "max": 1, "accounts": ["y"]},
                    ],
                }
            },
        },
        end="2027-03-31",
        accounts="""
            account_id, name, tier, lead_bu, parent_id
            x, X, , c, top
            y, Y, strategic, a,
            top, Top, , c, holding
            holding, Holding, , ,""",
        campaigns="""
            campaign_id, bu_id, name, stage, status, partners, offer, tags
            p, a, P, 1, , b; c, o, t
            q, b, Q, 2, , , ,
            r, c, R, 1, , a, ,
            s, a, S, 1, , , ,
            old, a, Old, 1, done, , ,
            older, a, Older, 1, done, , ,""",
        touches="campaign_id, step, offset_days\np, 1, 0\nr, 1, 0",
        audiences="campaign_id, account_id\np, x\np, y\nq, x\nr, x\ns, y",
        fit="bu_id, account_id, capacity\na, x, 0.5\nc, x, 0.5\na, y, 0.5",
        opportunities="""
            opportunity_id, bu_id, account_id, deal_stage, expected_close
            1, a, x, s, 2027-05-01
            2, c, x, s, 2027-05-01
            3, a, y, s, 2027-05-01""",
        engagement="account_id, bu_id, stage, date\nx, a, 1, 2027-01-01\nx, c, 1, 2027-01-01",
        history="date, account_id, bu_id\n2027-01-01, x, a\n2027-01-01, x, c\n2027-01-01, y, a",
        dependencies="predecessor, successor\nold, p\nolder, s\np, q\nr, q\ns, p",
        resources="resource_id, capacity\nvan, 1\nkit, 1",
        campaign_resources="campaign_id, resource_id, units\np, van, 1\nr, kit, 1",
        budgets="""
            payer, period_start, period_end, amount
            group, 2027-01-01, 2027-12-31, 9
            a, 2027-01-01, 2027-12-31, 9
            c, 2027-01-01, 2027-12-31, 9""",
        content="content_id, ready_on\nfilm, 2027-03-02\nbook, 2027-03-02",
        campaign_content="campaign_id, content_id\np, film\nr, book",
        blackouts="from, account_id, bu_id\n2027-04-01, x,\n2027-04-02, y,\n2027-04-03, , c\n2027-04-04, ,",
        published="""
            campaign_id, account_id, start
            p, x, 2027-03-02
            p, y, 2027-03-02
            q, x, 2027-03-03
            r, x, 2027-03-02""",
        answers="""
            bu_id, campaign_id, answer, answered_on, account_id
            a, p, accept, 2027-02-01, x
            a, p, object, 2027-02-01, y
            c, p, accept, 2027-02-01,""",
        decisions="""
            decision_id, action, campaign_id, account_id, bu_id, rule_id, decided_by, decided_on, reason
            1, keep, p, x, , , me, 2027-02-01, so
            2, keep, p, y, , , me, 2027-02-01, so
            3, unschedule, r, , , , me, 2027-02-01, so
            4, waive, p, , , gone, me, 2027-02-01, so
            5, waive, p, , , kept, me, 2027-02-01, so
            6, lead, , x, c, , me, 2027-02-01, so
            8, waive, p, , , own, me, 2027-02-01, so
            9, waive, p, , , none, me, 2027-02-01, so
            7, lead, , x, b, , me, 2027-02-01, so""".replace("x, b", "top, b"),
    )


@pytest.fixture(scope="module")
def part(whole: Case) -> Case:
    return cut(whole, ["a", "b"], ["x"])


@pytest.mark.parametrize(
    ("table", "field", "left"),
    [
        ("business_units", "bu_id", ["a", "b"]),
        ("accounts", "account_id", ["holding", "top", "x"]),
        # `old` is done and stands before p; `older` stands before s, which asks for y only.
        ("campaigns", "campaign_id", ["old", "p", "q"]),
        ("touches", "campaign_id", ["p"]),
        ("audiences", "campaign_id", ["p", "q"]),
        ("fit", "bu_id", ["a"]),
        ("opportunities", "opportunity_id", ["1"]),
        ("engagement", "bu_id", ["a"]),
        ("history", "bu_id", ["a"]),
        ("dependencies", "predecessor", ["old", "p"]),
        ("resources", "resource_id", ["van"]),
        ("campaign_resources", "campaign_id", ["p"]),
        ("budgets", "payer", ["a", "group"]),
        ("content", "content_id", ["film"]),
        ("campaign_content", "campaign_id", ["p"]),
        ("blackouts", "from_", ["2027-04-01", "2027-04-04"]),
        ("published", "campaign_id", ["p", "q"]),
        ("answers", "account_id", ["x"]),
        ("decisions", "decision_id", ["1", "5", "7", "8"]),
    ],
)
def test_what_names_only_what_is_left_stays(part: Case, table: str, field: str, left: list[str]) -> None:
    assert [str(getattr(row, field)) for row in getattr(part.scenario, table)] == left


def test_accounts_keep_their_tier_and_lose_a_lead_that_is_gone(whole: Case, part: Case) -> None:
    row = part.scenario.account_of["x"]
    assert (row.tier, row.lead_bu, row.parent_id) == (Tier.MULTI_BU, None, "top")
    assert part.scenario.tier_of["top"] is whole.scenario.tier_of["top"]
    assert cut(whole, ["a", "c"], ["x"]).scenario.account_of["x"].lead_bu == "c"


def test_partners_stay_if_they_are_there(part: Case) -> None:
    assert part.scenario.campaign_of["p"].partners == ("b",)


def test_rules_lose_names_that_are_gone_and_go_with_the_last(whole: Case, part: Case) -> None:
    rules: dict[str, Any] = {rule.id: rule for rule in part.charter.rules}
    assert list(rules) == ["all", "narrower", "kept", "reserved"]
    assert rules["all"] == whole.charter.rules[0]
    assert (rules["narrower"].accounts, rules["narrower"].not_bus) == (("x",), ())
    assert (rules["kept"].not_campaigns, rules["kept"].tags) == (("p",), ("t",))
    assert part.charter.collision_days == 5
    assert rules["reserved"].exceptions == ()
    assert [part.charter.authority[name].rules for name in ("me", "you")] == [("kept",), None]
    (own,) = part.charter.profiles["calmer"].rules
    assert (own.id, part.charter.profiles["calmer"].moves) == ("own", 200)


def test_the_whole_is_a_part_of_itself_with_its_tiers_written(whole: Case) -> None:
    scenario = whole.scenario
    again = cut(whole, list(scenario.unit_of), list(scenario.account_of))
    assert again.charter == whole.charter
    for table in set(TABLES) - {"accounts", "campaigns", "dependencies"}:
        assert getattr(again.scenario, table) == getattr(scenario, table), table
    assert again.scenario.campaign_of == scenario.campaign_of


@pytest.mark.parametrize("seed", range(40))
def test_a_part_of_any_case_reads_back_without_a_fault(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    case = draw_case(random)
    units = random.sample(UNITS, random.randint(1, 3))
    accounts = random.sample(ACCOUNTS, random.randint(1, 3))
    part = cut(case, units, accounts)
    if not part.scenario.campaign_of:
        return
    write_scenario(part.scenario, part.charter, tmp_path / "part")
    again = read_scenario(tmp_path / "part")
    assert again.scenario == part.scenario
    assert again.charter == part.charter
    if not case.scenario.fit and case.charter.values.normalise == "none":
        assert part.value_of.items() <= case.value_of.items()
    for name, row in part.scenario.campaign_of.items():
        assert row.bu_id in units
        before = case.scenario.campaign_of[name]
        assert row.min_accounts.of(8) <= before.min_accounts.of(8)
        assert (row.move_cost is None) == (before.move_cost is None)
        assert row.move_cost is None or Decimal(0) <= row.move_cost <= (before.move_cost or 0)
