"""Why there is no calendar: each conflict is one, nothing in it is idle, and each way out is one."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from counterpoint.constraints.charter.case import Case
from counterpoint.constraints.charter.finding import Finding
from counterpoint.constraints.charter.lowering import Lowering
from counterpoint.scenarios import conflict as module
from counterpoint.scenarios import solving
from counterpoint.scenarios.conflict import Conflict, accounts_for, clashing, conflict
from counterpoint.scenarios.disagreement import Disagreement
from counterpoint.scheduler.cpsat.solve import Solver
from counterpoint.scheduler.outcome import Limits
from counterpoint.scheduler.problem.demands import Demand, Demands
from tests.cases import make_case
from tests.scheduler.small import plans

LIMITS = Limits(seconds=120)
CAP = {"id": "cap", "kind": "frequency_cap", "max": 1, "window_days": 7}
IDLE = {"id": "idle", "kind": "concurrency", "max": 5}
PARALLEL = {"id": "parallel", "kind": "concurrency", "max": 1}
FOLLOW = {"id": "follow", "kind": "dependency"}
BOTH_ON_X = "campaign_id, account_id\none, x\ntwo, x"


def two(columns: str, one: str, two: str) -> str:
    """Write two campaigns of two BUs."""
    return f"campaign_id, bu_id, name, stage, {columns}\none, a, One, 1, {one}\ntwo, b, Two, 1, {two}"


def decisions(*rows: str) -> str:
    """Write decisions."""
    head = "decision_id, action, campaign_id, wave, account_id, from, until, decided_by, decided_on, reason"
    return "\n".join([head, *(f"{row}, Committee, 2027-02-01, Asked" for row in rows)])


FIXED = two("requested_start, commitment", "2027-03-01, fixed", "2027-03-01, fixed")
MANDATORY = two("commitment, duration_days", "mandatory, 4", "mandatory, 4")

#: Cases without a calendar, each with the members of its only conflict.
CASES: Mapping[str, tuple[Mapping[str, Any], set[str]]] = {
    "a cap against two fixed dates": (
        {
            "rules": [IDLE, CAP],
            "campaigns": two("requested_start, commitment", "2027-03-01, fixed", "2027-03-05, fixed"),
            "audiences": BOTH_ON_X,
        },
        {"cap x", "input:presence one commitment", "input:presence two commitment"},
    ),
    "a cap against required placements": (
        {
            "rules": [{**CAP, "max": 0, "not_accounts": ["y"]}],
            "campaigns": two("commitment", "mandatory", "optional"),
            "audiences": "campaign_id, account_id, required\none, x, yes\none, y,\ntwo, x, yes",
        },
        {"cap x", "input:presence one commitment", "input:required one x"},
    ),
    "a lead against windows": (
        {
            "rules": [{"id": "lead", "kind": "lead_bu", "lag_days": 2}],
            "accounts": "account_id, name, lead_bu\nx, X, a",
            "campaigns": two(
                "commitment, earliest_start, latest_start", "optional, 2027-03-03,", "mandatory, , 2027-03-04"
            ),
            "audiences": BOTH_ON_X,
        },
        {
            "lead x",
            "input:start one earliest_start",
            "input:presence two commitment",
            "input:start two latest_start",
        },
    ),
    "a pin against a dependency and a limit at once": (
        {
            "rules": [FOLLOW, PARALLEL],
            "campaigns": two("commitment, duration_days", "mandatory, 3", "optional, 1"),
            "audiences": BOTH_ON_X,
            "dependencies": "predecessor, successor, type\none, two, start_to_start",
            "decisions": decisions("d1, pin, two, , , 2027-03-01, 2027-03-02"),
        },
        {
            "follow 0",
            "parallel x",
            "input:presence one commitment",
            "input:decision d1",
            "input:decision d1 presence",
        },
    ),
    "a team's capacity against mandatory campaigns": (
        {
            "rules": [{"id": "team", "kind": "capacity", "max_parallel": 1}],
            "campaigns": MANDATORY.replace("two, b", "two, a"),
            "audiences": BOTH_ON_X,
        },
        {"team a", "input:presence one commitment", "input:presence two commitment"},
    ),
    "a resource against mandatory campaigns": (
        {
            "rules": [{"id": "kits", "kind": "capacity", "resources": True}],
            "campaigns": MANDATORY,
            "audiences": "campaign_id, account_id\none, x\ntwo, y",
            "resources": "resource_id, capacity\nkit, 2\nroom, 2",
            "campaign_resources": "campaign_id, resource_id, units\none, kit, 1\ntwo, kit, 2\ntwo, room, 1",
        },
        {"kits kit", "input:presence one commitment", "input:presence two commitment"},
    ),
    "a blackout against a fixed date": (
        {
            "rules": [{"id": "quiet", "kind": "blackout"}],
            "campaigns": two("requested_start, commitment", "2027-03-03, fixed", ", optional"),
            "audiences": BOTH_ON_X,
            "blackouts": "from, until, reason\n2027-03-03, 2027-03-04, Fair",
        },
        {"quiet x", "input:presence one commitment", "input:start one requested_start"},
    ),
    "spacing against fixed dates": (
        {
            "rules": [{"id": "room", "kind": "spacing", "min_gap_days": 3}],
            "campaigns": two("requested_start, commitment", "2027-03-03, fixed", "2027-03-04, fixed"),
            "audiences": BOTH_ON_X,
        },
        {
            "room x",
            "input:presence one commitment",
            "input:start one requested_start",
            "input:presence two commitment",
            "input:start two requested_start",
        },
    ),
    "a least number of accounts against a cap": (
        {
            "rules": [{**CAP, "max": 0, "accounts": ["x"]}],
            "campaigns": two("commitment, min_accounts", "mandatory, 2", "optional,"),
            "audiences": "campaign_id, account_id\none, x\none, y\ntwo, y",
        },
        {"cap x", "input:presence one commitment", "input:accounts one min_accounts"},
    ),
    "waves against two decisions": (
        {
            "rules": [CAP],
            "campaigns": "campaign_id, bu_id, name, stage, launch\none, a, One, 1, per_wave",
            "audiences": "campaign_id, account_id, wave\none, x, 1\none, y, 2",
            "decisions": decisions(
                "d1, pin, one, 1, , 2027-03-05, 2027-03-06", "d2, pin, one, 2, , 2027-03-01, 2027-03-02"
            ),
        },
        {
            "input:waves one",
            "input:decision d1",
            "input:decision d1 presence",
            "input:decision d2",
            "input:decision d2 presence",
        },
    ),
    "keeps against a limit at once": (
        {
            "rules": [PARALLEL],
            "campaigns": two("duration_days", "5", "5"),
            "audiences": BOTH_ON_X + "\none, y",
            "decisions": decisions("d1, keep, one, , x, ,", "d2, keep, two, , , ,"),
        },
        {"parallel x", "input:decision d1", "input:decision d2"},
    ),
    "a drop against a need": (
        {
            "rules": [
                {
                    "id": "after",
                    "kind": "compatibility",
                    "mode": "only_after",
                    "first": {"campaigns": ["one"]},
                    "second": {"campaigns": ["two"]},
                }
            ],
            "campaigns": two("commitment", "optional", "mandatory"),
            "audiences": BOTH_ON_X + "\none, y",
            "decisions": decisions("d1, drop, one, , x, ,"),
        },
        {"after x", "input:presence two commitment", "input:decision d1"},
    ),
    "start days against a fixed date": (
        {
            "rules": [PARALLEL],
            "campaigns": two(
                "commitment, requested_start, start_days", "fixed, 2027-03-02,", "mandatory, , tue"
            ),
            "audiences": BOTH_ON_X,
        },
        {
            "parallel x",
            "input:presence one commitment",
            "input:start one requested_start",
            "input:presence two commitment",
            "input:start two start_days",
        },
    ),
    "content against a fixed date": (
        {
            "rules": [{"id": "ready", "kind": "content"}],
            "campaigns": two("requested_start, commitment", "2027-03-03, fixed", ", optional"),
            "audiences": BOTH_ON_X,
            "content": "content_id, ready_on\nfilm, 2027-03-05",
            "campaign_content": "campaign_id, content_id\none, film",
        },
        {"ready one", "input:presence one commitment", "input:start one requested_start"},
    ),
    "a reservation against a keep": (
        {
            "rules": [{"id": "hold", "kind": "account_reservation", "accounts": ["x"], "bu": "b"}],
            "campaigns": two("value", "5", "5"),
            "audiences": BOTH_ON_X,
            "decisions": decisions("d1, keep, one, , x, ,"),
        },
        {"hold x", "input:decision d1"},
    ),
    "a budget against a mandatory campaign": (
        {
            "rules": [{"id": "money", "kind": "budget"}],
            "campaigns": two("commitment, cost", "mandatory, 100", "optional, 10"),
            "audiences": BOTH_ON_X,
            "budgets": "payer, period_start, period_end, amount\na, 2027-01-01, 2027-06-30, 99",
        },
        {"money a 2027-01-01/2027-06-30", "input:presence one commitment"},
    ),
    "a least contact against a blackout": (
        {
            "rules": [
                {"id": "least", "kind": "minimum_contact", "min": 1, "period": "week"},
                {"id": "quiet", "kind": "blackout"},
            ],
            "campaigns": two("value", "5", "5"),
            "audiences": "campaign_id, account_id\none, x\ntwo, y",
            "blackouts": "from, until, account_id\n2027-03-01, 2027-03-07, x",
        },
        {"least x", "quiet x"},
    ),
    "a bundle against fixed dates": (
        {
            "rules": [{"id": "pair", "kind": "bundle", "within_days": 2}],
            "campaigns": two(
                "requested_start, commitment, bundle", "2027-03-01, fixed, kit", "2027-03-06, fixed, kit"
            ),
            "audiences": BOTH_ON_X,
        },
        {
            "pair x kit",
            "input:presence one commitment",
            "input:start one requested_start",
            "input:presence two commitment",
            "input:start two requested_start",
        },
    ),
    "more commitments than a share": (
        {
            "rules": [{"id": "share", "kind": "commitments", "max_share": 50}],
            "campaigns": two("commitment", "mandatory", "optional"),
            "audiences": BOTH_ON_X,
        },
        {"share a"},
    ),
    "a least share for each BU": (
        {
            "rules": [PARALLEL, {"id": "fair", "kind": "fairness", "min_share": 60}],
            "campaigns": two("duration_days", "5", "5"),
            "audiences": BOTH_ON_X,
        },
        {"parallel x", "fair"},
    ),
}


def case_of(rules: list[Mapping[str, Any]], **given: Any) -> Case:
    return make_case(*rules, **given)


def conflict_of(case: Case, limits: Limits = LIMITS) -> Conflict | None:
    with Solver() as solver:
        found = conflict(case, limits, solver)
        if limits is LIMITS and found:
            assert clashing(case, limits, solver) == found.demands
        return found


def named(demand: Demand) -> str:
    return " ".join([demand.origin, *(name for _, name in demand.about)])


def assert_right(case: Case, found: Conflict) -> None:
    """Check all that a conflict says against every plan of the case, one by one."""
    demands = Demands(Lowering(case, wide=True).problem())
    missed = [
        {demands.all[number]: measure for number, measure in demands.missed(plan).items()}
        for plan in plans(demands.whole)
    ]
    assert found.irreducible
    members = set(found.demands)
    assert all(members & part.keys() for part in missed), "a plan meets the whole conflict"
    assert set(found.alone) == members
    for demand in found.demands:
        assert any(members & part.keys() == {demand} for part in missed), f"{demand} is idle"
        enough = [part[demand] for part in missed if part.keys() == {demand}]
        way = found.alone[demand]
        assert (way is not None) == bool(enough)
        if way is not None:
            assert (way.given_up, dict(way.missed), way.least) == ((demand,), {demand: min(enough)}, True)
    least = min(len(part) for part in missed)
    assert found.at_least == least
    assert (found.together is not None) == (least > 1)
    if found.together is not None:
        assert len(found.together.given_up) == least
        assert dict(found.together.missed) in missed


@pytest.mark.parametrize("name", CASES)
def test_a_conflict_is_named_and_its_ways_out_are_found(name: str) -> None:
    given, members = CASES[name]
    case = case_of(**given)
    found = conflict_of(case)
    assert found is not None
    assert {named(demand) for demand in found.demands} == members
    assert_right(case, found)


def test_two_conflicts_take_two_demands_to_give_up() -> None:
    case = make_case(
        {**CAP, "max": 0},
        campaigns=two("commitment", "mandatory", "mandatory"),
        audiences="campaign_id, account_id\none, x\ntwo, y",
    )
    found = conflict_of(case)
    assert found is not None
    assert {named(demand) for demand in found.demands} in (
        {"cap x", "input:presence one commitment"},
        {"cap y", "input:presence two commitment"},
    )
    assert_right(case, found)
    assert found.together is not None
    assert len({row.finding.account_id for row in found.together.verdict.hard}) == 2


def test_the_order_of_rows_changes_nothing() -> None:
    given, _ = CASES["a lead against windows"]

    def turned(table: str) -> str:
        head, *rows = table.splitlines()
        return "\n".join([head, *reversed(rows)])

    again = {name: turned(table) if isinstance(table, str) else table for name, table in given.items()}
    one, other = (conflict_of(case_of(**tables)) for tables in (given, again))
    assert one is not None
    assert other is not None
    assert one.demands == other.demands
    assert [way and way.schedule for way in one.alone.values()] == [
        way and way.schedule for way in other.alone.values()
    ]


def test_no_time_is_told_apart_from_no_conflict() -> None:
    given, _ = CASES["a lead against windows"]
    assert conflict_of(case_of(**given), Limits(seconds=0)) is None
    assert conflict_of(case_of(**given), Limits(seconds=60, effort=0)) is None


def test_a_case_with_a_calendar_has_no_conflict() -> None:
    case = make_case(CAP, campaigns=two("value", "1", "1"), audiences=BOTH_ON_X)
    with pytest.raises(Disagreement, match="another one found one"):
        conflict_of(case)


def test_what_giving_up_a_demand_accounts_for() -> None:
    cap, whole = Demand("cap", (("account", "x"),)), Demand("cap", ())
    late = Demand("input:start", (("campaign", "one"), ("column", "latest_start")))
    decided = Demand("input:decision", (("decision", "d1"),))
    on_x, on_y = (Finding("cap", Decimal(1), account_id=name) for name in "xy")
    one, two = (Finding("input:start", Decimal(1), campaigns=(name,)) for name in ("one", "two"))
    accounted = {
        demand: [accounts_for(demand, finding) for finding in (on_x, on_y, one, two)]
        for demand in (cap, whole, late, decided)
    }
    assert accounted == {
        cap: [True, False, False, False],
        whole: [True, True, False, False],
        late: [False, False, True, False],
        decided: [False, False, True, True],
    }


def test_a_way_out_that_breaks_more_is_a_disagreement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "accounts_for", lambda *_: False)
    with pytest.raises(Disagreement, match="by the checker"):
        conflict_of(case_of(**CASES["a reservation against a keep"][0]))


def test_a_run_shares_its_limits_with_the_search_for_the_conflict(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Limits] = []

    def note(_case: Case, limits: Limits, _solver: Solver) -> None:
        given.append(limits)

    monkeypatch.setattr(solving, "conflict", note)
    solved = solving.solve(case_of(**CASES["a reservation against a keep"][0]), Limits(60, effort=5))
    assert solved.conflict is None
    assert given[0].seconds == 60 - solved.outcome.seconds
    assert given[0].effort == 5 - solved.outcome.effort
