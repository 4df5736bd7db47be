"""Deals at reading: sales cycles that rules need, deals that have slipped, stages misspelt."""

from collections.abc import Callable

import pytest

from counterpoint.io.scenario import Reading

Faults = Callable[..., list[str]]
Read = Callable[..., Reading]
HEAD = "opportunity_id,bu_id,account_id,deal_stage,status,opened_on,expected_close\n"
CYCLE = "rules:\n- {id: cycle, kind: sales_cycle, windows: {1: [0, 0.5], 2: [0, 0.5]}}\n"


def test_a_bu_without_the_cycle_that_a_rule_needs_is_a_fault_once(faults: Faults) -> None:
    files = {
        "charter.yaml": CYCLE,
        "opportunities.csv": HEAD + "o1,b2,a2,talk,,,2027-03-01\no2,b2,a3,talk,target,,2027-03-01\n",
    }
    assert faults(files) == [
        "business_units.csv:3:5: 'b2' has no sales cycle, and rule 'cycle' counts it back from the close of "
        "its opportunity with 'a2'; fill in sales_cycle_months"
    ]


@pytest.mark.parametrize(
    "files",
    [
        {"charter.yaml": CYCLE.replace("kind", "bus: [b1], kind")},
        {"charter.yaml": CYCLE.replace("2: [0, 0.5]", "3: [0, 0.5]")},
        {"charter.yaml": "rules: []\n"},
        {"opportunities.csv": HEAD + "o1,b2,a1,talk,,,2027-03-01\n"},
        {"opportunities.csv": HEAD + "o1,b2,a2,talk,won,,2027-03-01\n"},
        {"opportunities.csv": HEAD + "o1,b2,a2,talk,target,,2027-01-03\n"},
    ],
)
def test_where_nothing_counts_back_none_is_needed(read: Read, files: dict[str, str]) -> None:
    rows = HEAD + "o1,b2,a2,talk,,,2027-03-01\n"
    read({"charter.yaml": CYCLE, "opportunities.csv": rows, **files})


def test_a_cycle_that_only_an_exception_needs(faults: Faults) -> None:
    charter = CYCLE.replace(
        "2: [0, 0.5]}", "3: [0, 0.5]}, exceptions: [{from: 02-01, until: 02-28, windows: {2: [0, 1]}}]"
    )
    files = {"charter.yaml": charter, "opportunities.csv": HEAD + "o1,b2,a2,talk,,,2027-03-01\n"}
    assert len(faults(files)) == 1


def test_deals_that_should_have_closed_are_noted(read: Read) -> None:
    rows = HEAD + (
        "o1,b1,a1,talk,,,2027-01-03\no2,b1,a1,talk,,,2027-01-04\no3,b1,a1,talk,,2026-09-01,\n"
        "o4,b1,a1,talk,won,,2027-01-03\no5,b1,a1,talk,target,,2027-01-03\n"
    )
    notes = read({"charter.yaml": "slip_days: 12\n", "opportunities.csv": rows}).notes
    assert [str(note).partition("opportunities.csv")[2] for note in notes] == [
        f":{line}:7: opportunity '{name}' is open, and should have closed before as_of 2027-01-04; "
        "it counts as closing 12 days after as_of"
        for line, name in ((2, "o1"), (4, "o3"))
    ]


@pytest.mark.parametrize(
    ("stage", "advice"),
    [("ofer", "no opportunity is at 'ofer'; did you mean 'offer'?"), ("offer", None), ("signature", None)],
)
def test_a_deal_stage_that_looks_misspelt_is_noted(read: Read, stage: str, advice: str | None) -> None:
    rule = f"rules:\n- {{id: deals, kind: deal_protection, deal_stages: [{stage}]}}\n"
    notes = [str(note) for note in read({"charter.yaml": rule}).notes]
    assert [note.partition("charter.yaml")[2] for note in notes] == ([f":2:52: {advice}"] if advice else [])


def test_the_days_that_a_deal_slips_are_a_sensible_number(faults: Faults) -> None:
    assert faults({"charter.yaml": "slip_days: 4000000\n"})[0].startswith("charter.yaml:1:12: ")
