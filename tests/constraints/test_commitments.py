"""Commitments: not every campaign can be mandatory."""

from decimal import Decimal
from typing import Any

import pytest

from counterpoint.constraints.charter.lowering import Lowering
from counterpoint.io.faults import InputFaults
from counterpoint.scheduler.cpsat.model import build
from tests.cases import make_case, make_schedule
from tests.judging import judge, measure, sentences
from tests.scheduler.cpsat.fixing import solved

RULE: dict[str, Any] = {"kind": "commitments", "max_share": 50}


def campaigns(*commitments: str, unit: str = "a", more: str = ",") -> str:
    """Write a campaign of a BU for each commitment, all starting on 2 March."""
    rows = [
        f"{unit}{number}, {unit}, {unit.upper()}{number}, 1, {commitment}, 2027-03-02, {more}"
        for number, commitment in enumerate(commitments, 1)
    ]
    return "\n".join(rows)


def tables(*rows: str) -> dict[str, Any]:
    """Give the tables of some campaigns, each asking for account x."""
    names = [line.split(",")[0] for row in rows for line in row.splitlines()]
    return {
        "campaigns": "\n".join(
            ("campaign_id, bu_id, name, stage, commitment, requested_start, status, partners", *rows)
        ),
        "audiences": "\n".join(("campaign_id, account_id", *(f"{name}, x" for name in names))),
    }


def beyond(rule: dict[str, Any], made: dict[str, Any]) -> Decimal:
    """Give the measure, all campaigns being scheduled."""
    names = [row.split(",")[0] for row in made["audiences"].splitlines()[1:]]
    planned = make_case({"id": "r", **rule}, **made).scenario.campaign_of
    return measure(rule, {name: "2027-03-02" for name in names if name in planned}, **made)


@pytest.mark.parametrize(
    ("commitments", "count"),
    [
        (("", "", "", ""), 0),
        (("mandatory", "", "", ""), 0),
        (("mandatory", "fixed", "", ""), 0),
        (("mandatory", "fixed", "fixed", ""), 1),
        (("mandatory", "fixed", "fixed", "mandatory"), 2),
        # Rounded down: half of three is one.
        (("mandatory", "", ""), 0),
        (("mandatory", "fixed", ""), 1),
        (("mandatory",), 1),
        (("",), 0),
    ],
)
def test_mandatory_and_fixed_campaigns_beyond_the_share(commitments: tuple[str, ...], count: int) -> None:
    assert beyond(RULE, tables(campaigns(*commitments))) == count


@pytest.mark.parametrize(
    ("share", "count"),
    [(0, 3), (33.33, 3), (33.34, 2), (66.66, 2), (66.67, 1), (99.99, 1), (100, 0)],
)
def test_the_share_is_in_percent(share: float, count: int) -> None:
    made = tables(campaigns("fixed", "mandatory", "fixed"))
    # A third of three is less than one by a hair.
    assert beyond({**RULE, "max_share": share}, made) == count


def test_each_bu_has_a_share_of_its_own_campaigns() -> None:
    made = tables(campaigns("fixed", "fixed"), campaigns("", "", "", "", unit="b"))
    assert beyond(RULE, made) == 1
    made = tables(campaigns("fixed", "fixed"), campaigns("fixed", "", unit="b"), campaigns("fixed", unit="c"))
    assert beyond(RULE, made) == 1 + 0 + 1


def test_a_partner_has_committed_nothing() -> None:
    made = tables(campaigns("fixed", "", more=", b"), campaigns("fixed", "", unit="b"))
    assert beyond(RULE, made) == 0
    assert beyond({**RULE, "bus": ["b"]}, made) == 0
    # Where b alone is in scope, what a commits and shares with it is not a's to answer for.
    made = tables(campaigns("fixed", more=", b"), campaigns("fixed", "", unit="b"))
    assert beyond({**RULE, "bus": ["b"]}, made) == 0
    assert beyond(RULE, made) == 1


def test_only_campaigns_in_the_schedule_count() -> None:
    for status in ("draft", "done", "cancelled"):
        assert beyond(RULE, tables(campaigns("fixed"), campaigns("", unit="b", more=f"{status},"))) == 1
        left_out = campaigns("", more=f"{status},").replace("a1, a, A1", "a9, a, A9")
        assert beyond(RULE, tables(campaigns("fixed"), left_out)) == 1
    for status in ("planned", "approved", "running"):
        counted = campaigns("", more=f"{status},").replace("a1, a, A1", "a9, a, A9")
        assert beyond(RULE, tables(campaigns("fixed"), counted)) == 0


@pytest.mark.parametrize(
    ("scope", "count"),
    [
        ({"bus": ["a"]}, 1),
        ({"bus": ["b"]}, 2),
        ({"not_bus": ["a", "b"]}, 0),
        ({"campaigns": ["a1", "a2"]}, 1),
        ({"campaigns": ["b1"]}, 1),
        ({"not_campaigns": ["a1", "b1"]}, 1 + 1),
        ({"stages": [2]}, 0),
    ],
)
def test_only_campaigns_in_scope_count(scope: dict[str, Any], count: int) -> None:
    made = tables(campaigns("fixed", "fixed"), campaigns("fixed", "fixed", "fixed", unit="b"))
    assert beyond({**RULE, **scope}, made) == count


def test_a_waiver_takes_a_campaign_out_of_both_sides() -> None:
    made = tables(campaigns("fixed", "fixed", ""))
    made["decisions"] = """
        decision_id, action, rule_id, campaign_id, decided_by, decided_on, reason
        d1, waive, r, a1, committee, 2027-02-01, agreed
    """
    assert beyond(RULE, made) == 0
    made["decisions"] = made["decisions"].replace("a1", "a3")
    assert beyond(RULE, made) == 1


def test_it_is_the_same_whatever_the_calendar() -> None:
    made = tables(campaigns("mandatory", "mandatory", ""))
    for level, best in (("hard", False), ("soft", True)):
        case = make_case({"id": "r", **RULE, "level": level, "weight": 2}, **made)
        for starts in (
            {"a1": "2027-03-01", "a2": "2027-03-03", "a3": None},
            {"a1": "2027-03-02", "a2": "2027-03-02"},
        ):
            assert judge(case, make_schedule(starts, case=case)).measures == {"r": 1}
        assert (solved(build(Lowering(case).problem())) is not None) == best


@pytest.mark.parametrize(
    ("parameters", "wrong"),
    [
        ({"max_share": 101}, "100"),
        ({"max_share": -1}, "0"),
        ({"max_share": 33.333}, "decimal"),
        ({"from": "2027-03-01"}, "has no days"),
        ({"until": "2027-03-01"}, "has no days"),
        ({"exceptions": [{"from": "03-01", "until": "03-02", "off": True}]}, "has no days"),
        ({"tiers": ["strategic"]}, "unknown key 'tiers'"),
    ],
)
def test_parameters_that_make_no_sense_are_refused(parameters: dict[str, Any], wrong: str) -> None:
    with pytest.raises(InputFaults, match=wrong):
        make_case({"id": "r", **RULE, **parameters}, **tables(campaigns("fixed")))


def test_what_to_do_is_told() -> None:
    made = tables(campaigns("fixed", "mandatory", ""))
    starts: dict[str, str | None] = {"a1": "2027-03-02", "a2": "2027-03-02"}
    assert sentences(RULE, starts, **made) == [
        "Unit A commits 2 of its 3 campaigns (mandatory or fixed: A1 and A2), 1 may be (50 %); "
        "no calendar changes that: make 1 campaign optional"
    ]
    made = tables(campaigns("fixed", "mandatory"))
    assert sentences({**RULE, "max_share": "12.5"}, starts, language="fr", **made) == [
        "Unit A impose 2 de ses 2 campagnes (obligatoires ou à date fixe : A1 et A2), il en est permis 0 "
        "(12,5 %) ; aucun calendrier n'y change rien : rendez 2 campagnes facultatives"
    ]
