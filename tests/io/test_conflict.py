"""How a conflict is printed and written down."""

from dataclasses import replace
from functools import cache

import pytest

from counterpoint.constraints.charter.case import Case
from counterpoint.constraints.charter.checker import check
from counterpoint.io.conflict import conflict_facts, conflict_lines
from counterpoint.scenarios.conflict import Conflict, WayOut
from counterpoint.scenarios.conflict_words import instead
from counterpoint.scheduler.problem.demands import Demand
from tests.cases import make_case, make_schedule

CAP = Demand("cap", (("account", "x"),))
LATE = Demand("input:start", (("campaign", "two"), ("column", "latest_start")))
EARLY = Demand("input:start", (("campaign", "one"), ("column", "earliest_start")))
FIXED = Demand("input:start", (("campaign", "three"), ("column", "requested_start")))
DAYS = Demand("input:start", (("campaign", "one"), ("column", "start_days")))
PRESENT = Demand("input:presence", (("campaign", "two"), ("column", "commitment")))
PIN = Demand("input:decision", (("decision", "d1"),))
MOST = Demand("input:accounts", (("campaign", "one"), ("column", "max_accounts")))
NEEDED = Demand("input:required", (("campaign", "one"), ("account", "x")))


@cache
def case_in(language: str) -> Case:
    return make_case(
        {"id": "cap", "kind": "frequency_cap", "max": "1.5", "window_days": 7, "note": "Easy"},
        settings={"language": language},
        campaigns="""
            campaign_id,bu_id,name,stage,requested_start,earliest_start,latest_start,start_days,commitment,max_accounts
            one, a, One, 1, , 2027-03-02, , tue wed thu, , 1
            two, b, Two, 1, , , 2027-03-03, , mandatory,
            three, b, Three, 1, 2027-03-04, , , , fixed, """,
        audiences="campaign_id, account_id, required\none, x, yes\none, y,\ntwo, x,\nthree, y,",
        decisions="""
            decision_id, action, campaign_id, from, until, decided_by, decided_on, reason
            d1, pin, two, 2027-03-01, 2027-03-02, Board, 2027-02-01, Fair""",
        end="2027-03-31",
    )  # fmt: skip


def way(
    case: Case, *given_up: Demand, least: bool = True, kept: str = "one/x two/x three/y", **days: str | None
) -> WayOut:
    """Give a way out by hand: the calendar on 2 March (Three on 4 March) but for some launches."""
    starts = {"one": "2027-03-16", "two": "2027-03-02", "three": "2027-03-04", **days}
    schedule = make_schedule(starts, kept.split())
    return WayOut(given_up, dict.fromkeys(given_up, 100), least, schedule, check(case, schedule))


MISSED: list[tuple[Demand, dict[str, str], str, str]] = [
    (
        CAP,
        {"one": "2027-03-03"},
        "pressure of 2 on Account X from 25 February 2027 to 3 March 2027, limit 1.5: One and Two (1 account "
        "over the limit, 1 touch too many, 0.5 of pressure too much at worst)",
        "pression de 2 sur Account X du 25 février 2027 au 3 mars 2027, limite 1,5 : One et Two (1 compte "
        "au-delà, 1 sollicitation de trop, 0,5 de pression de trop au pire)",
    ),
    (
        LATE,
        {"two": "2027-03-05"},
        "Two starts on 5 March 2027, 2 days after its latest start, against the decision d1",
        "Two commence le 5 mars 2027, 2 jours après sa date au plus tard, malgré la décision d1",
    ),
    (
        EARLY,
        {"one": "2027-03-01"},
        "One starts on 1 March 2027, 1 day before its earliest start, not on one of its start days",
        "One commence le 1 mars 2027, 1 jour avant sa date au plus tôt, hors de ses jours de départ",
    ),
    (
        DAYS,
        {"one": "2027-03-19"},
        "One starts on 19 March 2027, not on one of its start days",
        "One commence le 19 mars 2027, hors de ses jours de départ",
    ),
    (
        FIXED,
        {"three": "2027-03-01"},
        "Three starts on 1 March 2027, 3 days from its fixed date",
        "Three commence le 1 mars 2027, à 3 jours de sa date fixe",
    ),
    (
        PRESENT,
        {"two": "", "kept": "one/x three/y"},
        "Two is not scheduled",
        "Two n'est pas planifiée",
    ),
    (
        PIN,
        {"two": "2027-03-03"},
        "Two starts on 3 March 2027, against the decision d1",
        "Two commence le 3 mars 2027, malgré la décision d1",
    ),
    (
        MOST,
        {"kept": "one/x one/y two/x three/y"},
        "One keeps 2 accounts, its limit is 1",
        "One garde 2 comptes, sa limite est 1",
    ),
    (
        NEEDED,
        {"kept": "one/y two/x three/y"},
        "One does not keep Account X",
        "One ne garde pas Account X",
    ),
]


@pytest.mark.parametrize(("demand", "changed", "english", "french"), MISSED)
def test_what_happens_instead_is_said(
    demand: Demand, changed: dict[str, str], english: str, french: str
) -> None:
    for language, text in (("en", english), ("fr", french)):
        case = case_in(language)
        kept = {"kept": changed["kept"]} if "kept" in changed else {}
        days = {name: day or None for name, day in changed.items() if name != "kept"}
        assert instead(case, way(case, demand, **kept, **days), demand) == text  # type: ignore[arg-type]


def found(case: Case) -> Conflict:
    """Give a conflict by hand: two of three demands are enough alone."""
    late = way(case, LATE, two="2027-03-05")
    cap = way(case, CAP, least=False, one="2027-03-03")
    return Conflict((PRESENT, LATE, CAP), True, {PRESENT: None, LATE: late, CAP: cap}, None, 1)


def test_ways_out_are_printed_below_the_demands() -> None:
    case = case_in("en")
    lines = list(conflict_lines(case, found(case)))
    assert lines[:6] == [
        "no calendar meets all of these; without any one of them there is one for the others:",
        "  1. Two is mandatory: it must be scheduled",
        "  2. Two starts on 3 March 2027 at the latest",
        "  3. rule cap on Account X (“Easy”)",
        "",
        "giving up one of these is enough; the nearest calendar then:",
    ]
    assert lines[6].startswith("  2. Two starts on 5 March 2027, 2 days after")
    assert lines[7].startswith("  3. pressure of 2 on Account X")
    assert lines[7].endswith("at worst) (nearer ones may exist)")
    assert lines[8:] == ["not enough alone: 1"]


def test_it_is_printed_in_french() -> None:
    case = case_in("fr")
    lines = list(conflict_lines(case, found(case)))
    assert lines[0].startswith("aucun calendrier ne les respecte tous ; sans l'un quelconque")
    assert lines[5] == "il suffit de renoncer à l'un d'eux ; le calendrier le plus proche alors :"
    assert lines[8] == "ne suffisent pas seuls : 1"


def test_what_must_be_given_up_together_is_printed() -> None:
    case = case_in("en")
    together = way(case, LATE, CAP, one="2027-03-08", two="2027-03-05")
    several = replace(found(case), alone=dict.fromkeys((PRESENT, LATE, CAP)), together=together, at_least=2)
    lines = list(conflict_lines(case, several))
    assert lines[5] == "no single one is enough; giving up these together is; the nearest calendar then:"
    assert lines[6] == "  - Two starts on 3 March 2027 at the latest"
    assert lines[7].startswith("    Two starts on 5 March 2027")
    # Its note was quoted above.
    assert lines[8] == "  - rule cap on Account X"
    assert len(lines) == 10
    unfinished = replace(several, together=None, at_least=3)
    assert list(conflict_lines(case, unfinished))[5:] == [
        "giving up one of them is not enough: other demands are in conflict as well, at least 3 must be "
        "given up"
    ]


def test_what_could_not_be_told_in_time_is_said() -> None:
    case = case_in("en")
    assert list(conflict_lines(case, None)) == ["what is in conflict could not be told in time"]
    assert conflict_facts(case, None) is None
    partial = replace(found(case), irreducible=False, alone={PRESENT: None})
    lines = list(conflict_lines(case, partial))
    assert lines[0] == "no calendar meets all of these, and perhaps not even some of them (time was short):"
    assert lines[5:] == ["not told in time whether enough alone: 2, 3"]
    untold = replace(partial, alone={})
    assert list(conflict_lines(case, untold))[5:] == [
        "whether giving up one of them is enough could not be told in time"
    ]


def test_programs_read_the_same() -> None:
    case = case_in("en")
    facts = conflict_facts(case, found(case))
    assert facts is not None
    assert (facts["irreducible"], facts["give_up_at_least"], facts["together"]) == (True, 1, None)
    present, late, cap = facts["demands"]
    assert present == {
        "origin": "input:presence",
        "about": {"campaign": "two", "column": "commitment"},
        "demands": "Two is mandatory: it must be scheduled",
        "enough_alone": False,
        "alone": None,
    }
    assert late["enough_alone"] is True
    (missed,) = late["alone"]["gives_up"]
    assert (missed["origin"], missed["measure"]) == ("input:start", 100)
    assert missed["instead"].startswith("Two starts on 5 March 2027")
    assert (cap["about"], cap["alone"]["least"], cap["alone"]["gives_up"][0]["measure"]) == (
        {"account": "x"},
        False,
        1,
    )
    untold = conflict_facts(case, replace(found(case), alone={}))
    assert untold is not None
    assert [row["enough_alone"] for row in untold["demands"]] == [None] * 3
