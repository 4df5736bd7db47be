"""Every figure of a calendar, on the smallest case that shows it."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest

from counterpoint.constraints.charter.checker import check
from counterpoint.scenarios.figures import Figures, figures
from tests.cases import make_case, make_schedule


def measured(
    starts: Mapping[str, int],
    kept: list[str] | None = None,
    *,
    campaigns: str = "p, a, P, 1\nq, b, Q, 1",
    columns: str = "",
    audiences: str = "p, x\nq, x",
    **given: object,
) -> Figures:
    """Measure a calendar of March 2027, which begins on a Monday."""
    header = "campaign_id, bu_id, name, stage" + (f", {columns}" if columns else "")
    case = make_case(
        campaigns=f"{header}\n{campaigns}",
        audiences=f"campaign_id, account_id\n{audiences}",
        end="2027-03-31",
        **given,  # type: ignore[arg-type]
    )
    days: dict[str, str | None] = {name: f"2027-03-{day:02d}" for name, day in starts.items()}
    return figures(case, check(case, make_schedule(days, kept, case)))


def test_of_an_empty_calendar() -> None:
    assert measured({}) == Figures(
        collisions=0,
        over_contact=0,
        pressure_peak=Decimal(0),
        lead_breaches=0,
        crescendo_index=Fraction(100),
        kept_share=Fraction(0),
        kept_share_by_bu={"a": Fraction(0), "b": Fraction(0), "c": Fraction(100)},
        days_moved=0,
        launches_moved=0,
        synergy=0,
    )


@pytest.mark.parametrize(("day", "number"), [(7, 1), (8, 0), (9, 0)])
def test_collisions(day: int, number: int) -> None:
    assert measured({"p": 1, "q": day}).collisions == number


# -- touches ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "over"),
    [
        ([1, 2, 3], 0),
        ([1, 1, 2, 7], 1),  # Monday to Sunday is one week
        ([1, 2, 3, 8], 0),
        ([3, 4, 5, 6, 7], 2),
        ([1, 2, 3, 4, 8, 9, 10, 11], 2),
    ],
)
def test_over_contact(days: list[int], over: int) -> None:
    rows = "\n".join(f"p, {step}, {day - 1}," for step, day in enumerate(days))
    touches = f"campaign_id, step, offset_days, channel\n{rows}\np, 99, 0, internal"
    # Each account has its own weeks; the third has one touch only.
    given = {"audiences": "p, x\np, y\nq, z", "accounts": "account_id, name\nx, X\ny, Y\nz, Z"}
    found = measured({"p": 1, "q": 1}, touches=touches, **given)  # type: ignore[arg-type]
    assert found.over_contact == 2 * over


def test_over_contact_per_week_is_the_charters() -> None:
    touches = "campaign_id, step, offset_days\np, 1, 0\np, 2, 1"
    found = [
        measured({"p": 1}, touches=touches, charter={"over_contact_per_week": number}).over_contact
        for number in (0, 1, 2, 3)
    ]
    assert found == [2, 1, 0, 0]


@pytest.mark.parametrize(("day", "peak"), [(1, "3.5"), (7, "3.5"), (8, "2"), (9, "2")])
def test_pressure_peak_in_any_seven_days(day: int, peak: str) -> None:
    touches = "campaign_id, step, offset_days, channel, pressure\np, 1, 0, , 1.5\nq, 1, 0, call,"
    history = "date, account_id, bu_id\n2027-03-01, x, c"  # not of the calendar
    assert measured({"p": 1, "q": day}, touches=touches, history=history).pressure_peak == Decimal(peak)


def test_pressure_is_an_accounts_own() -> None:
    assert measured({"p": 1, "q": 1}, audiences="p, x\nq, y").pressure_peak == 1


# -- leads and stages -------------------------------------------------------------------------------------


LED = "account_id, name, lead_bu\nx, X, a\ny, Y, a"


@pytest.mark.parametrize(("follower", "number"), [(4, 1), (5, 0), (6, 0)])
def test_lead_breaches(follower: int, number: int) -> None:
    # The lead's first touch is a day after its start.
    touches = "campaign_id, step, offset_days\np, 1, 1\np, 2, 4"
    found = measured({"p": 4, "q": follower}, accounts=LED, touches=touches)
    assert found.lead_breaches == number


def test_lead_breaches_only_where_the_lead_asked() -> None:
    assert measured({"p": 4, "q": 1}, accounts=LED, audiences="p, x\nq, y").lead_breaches == 0
    assert measured({"p": 4, "q": 1}, accounts=LED, audiences="p, x\nq, x\nq, y").lead_breaches == 1
    dropped = """
        decision_id, action, campaign_id, decided_by, decided_on, reason
        1, unschedule, p, me, 2027-02-01, so"""
    assert measured({"q": 1}, accounts=LED, decisions=dropped).lead_breaches == 0


def test_a_lead_and_its_partners_breach_nothing() -> None:
    partner = "p, a, P, 1,\nq, b, Q, 1, a"
    assert measured({"p": 4, "q": 1}, accounts=LED, campaigns=partner, columns="partners").lead_breaches == 0
    assert measured({"p": 4, "q": 1}).lead_breaches == 0  # no lead, no breach


def test_a_decided_lead() -> None:
    decisions = """
        decision_id, action, account_id, bu_id, from, until, decided_by, decided_on, reason
        1, lead, x, b, 2027-03-02, 2027-03-03, me, 2027-02-01, so"""
    found = [measured({"p": day, "q": 5}, decisions=decisions).lead_breaches for day in (1, 2, 3, 4)]
    assert found == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("low", "high", "index"),
    [(3, 4, 100), (4, 4, 0), (5, 4, 0)],  # the lower stage must begin first
)
def test_crescendo_index_of_a_pair(low: int, high: int, index: int) -> None:
    found = measured({"p": low, "q": high}, campaigns="p, a, P, 1\nq, a, Q, 3")
    assert found.crescendo_index == index


@pytest.mark.parametrize(
    ("campaigns", "index"),
    [
        ("p, a, P, 2,\nq, a, Q, 2,", 100),  # the same stage is no pair
        ("p, a, P, 2,\nq, b, Q, 1,", 100),  # nor are two journeys
        ("p, a, P, 2, j\nq, b, Q, 1, j", 0),
        ("p, a, P, 2, j\nq, a, Q, 1,", 100),
        ("p, a, P, 2, b\nq, b, Q, 1,", 0),  # a BU's journey has its name
    ],
)
def test_crescendo_index_is_of_one_journey(campaigns: str, index: int) -> None:
    found = measured({"p": 1, "q": 5}, campaigns=campaigns, columns="journey")
    assert found.crescendo_index == index


def test_crescendo_index_is_a_share() -> None:
    campaigns = "p, a, P, 1\nq, a, Q, 2\nr, a, R, 3"
    found = measured({"p": 2, "q": 1, "r": 3}, campaigns=campaigns, audiences="p, x\nq, x\nr, x")
    assert found.crescendo_index == Fraction(200, 3)


# -- value and moves --------------------------------------------------------------------------------------


def test_kept_share() -> None:
    found = measured(
        {"p": 1, "q": 1},
        ["p/x", "q/x"],
        campaigns="p, a, P, 1, 3\nq, b, Q, 1, 4",
        columns="value",
        audiences="p, x\np, y\nq, x",
    )
    assert found.kept_share == Fraction(70)
    assert found.kept_share_by_bu == {"a": 50, "b": 100, "c": 100}


def test_kept_share_of_values_as_arbitrated() -> None:
    fit = "bu_id, account_id, relationship, strategic_fit, capacity, revenue_potential\n"
    found = measured(
        {"p": 1},
        ["p/x"],
        audiences="p, x\np, y\nq, x",
        fit=fit + "a, x, 1, 1, 1, 1\na, y, 0.25, 0.25, 0.25, 0.25",
    )
    assert found.kept_share_by_bu["a"] == 80


def test_days_and_launches_moved() -> None:
    found = measured(
        {"p/1": 3, "p/2": 9, "q": 20, "r": 7, "s": 1},
        campaigns="""p, a, P, 1, 2027-03-05, per_wave, 4
            q, b, Q, 1, , ,
            r, b, R, 1, 2027-03-07, ,
            s, b, S, 1, 2027-03-02, ,
            t, b, T, 1, 2027-03-02, , """,
        columns="requested_start, launch, wave_gap_days",
        audiences="p, x\nq, x\nr, x\ns, x\nt, x",
    )
    assert (found.days_moved, found.launches_moved) == (3, 2)


def test_days_moved_of_each_wave() -> None:
    case = make_case(
        end="2027-03-31",
        campaigns="""
            campaign_id, bu_id, name, stage, requested_start, launch, wave_gap_days
            p, a, P, 1, 2027-03-05, per_wave, 4""",
        audiences="campaign_id, account_id, wave\np, x, 1\np, y, 2",
    )
    schedule = make_schedule({"p/1": "2027-03-05", "p/2": "2027-03-11"}, None, case)
    found = figures(case, check(case, schedule))
    assert (found.days_moved, found.launches_moved) == (2, 1)


@pytest.mark.parametrize(
    ("kept", "synergy"),
    [
        (["p/x", "q/x", "p/y", "q/y"], 2),
        (["p/x", "q/x", "p/y"], 1),
        (["p/x", "q/y"], 0),
        (["r/x"], 0),  # a bundle of one is none
    ],
)
def test_synergy(kept: list[str], synergy: int) -> None:
    found = measured(
        {"p": 1, "q": 9, "r": 1},
        kept,
        campaigns="p, a, P, 1, one\nq, b, Q, 1, one\nr, a, R, 1, two",
        columns="bundle",
        audiences="p, x\np, y\nq, x\nq, y\nr, x",
    )
    assert found.synergy == synergy


def test_synergy_counts_an_account_once() -> None:
    found = measured(
        {"p": 1, "q": 1, "r": 1, "s": 1},
        campaigns="p, a, P, 1, one\nq, b, Q, 1, one\nr, a, R, 1, two\ns, b, S, 1, two",
        columns="bundle",
        audiences="p, x\nq, x\nr, x\ns, x",
    )
    assert found.synergy == 1
