"""Tiers and leads proposed from the data: bounds, missing data, and more of anything never lowers a tier."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from counterpoint.constraints.charter.case import Case
from counterpoint.io.scenario import read_scenario
from counterpoint.scenarios.classify import Proposal, Scale, classify
from counterpoint.scheduler.choices import Tier
from tests.cases import make_case
from tests.command_line import ROOT

#: From the loosest coordination to the tightest.
TIGHTER = (Tier.OPPORTUNISTIC, Tier.SINGLE_BU, Tier.MULTI_BU, Tier.STRATEGIC)
UNITS = "bu_id, name, corporate\na, A,\nb, B,\nc, C,\ng, G, yes"
FIT = "bu_id, account_id, relationship, strategic_fit, capacity, revenue_potential"


def proposed(case: Case, scale: Scale | None = None) -> Mapping[str, Proposal]:
    rows = classify(case, scale) if scale else classify(case)
    return {row.account.account_id: row for row in rows}


def on_x(
    *askers: str, complexity: str = "", weight: str = "", heaviest: str = "", fit: str = "", **given: str
) -> Proposal:
    """Classify account x, for which some BUs have a campaign; y holds the greatest weight."""
    tables = {
        "business_units": UNITS,
        "accounts": "account_id, name, complexity, strategic_weight\n"
        f"x, X, {complexity}, {weight}\ny, Y, , {heaviest}",
        "campaigns": "campaign_id, bu_id, name, stage\nz, g, Z, 1\n"
        + "\n".join(f"p{bu}, {bu}, P, 1" for bu in askers),
        "audiences": "campaign_id, account_id\nz, y\n" + "\n".join(f"p{bu}, x" for bu in askers),
        **({"fit": f"{FIT}\n{fit}"} if fit else {}),
        **given,
    }
    return proposed(make_case(**tables))["x"]  # type: ignore[arg-type]


def test_the_pilot_is_classified_as_its_group_did_but_for_an_account_that_three_ask_for() -> None:
    reading = read_scenario(ROOT / "scenarios" / "pilot")
    found = proposed(Case(reading.scenario, reading.charter))
    assert {name for name, row in found.items() if row.other_tier} == {"cevennes"}
    assert found["cevennes"].tier is Tier.MULTI_BU
    assert not [name for name, row in found.items() if row.other_lead]


# -- the criteria --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("askers", "interest"), [("", 0), ("a", Fraction(1, 3)), ("ab", Fraction(2, 3)), ("abc", 1), ("g", 0)]
)
def test_interest_counts_the_bus_that_sell(askers: str, interest: Fraction) -> None:
    assert on_x(*askers).criteria["interest"] == interest


def test_a_partner_is_interested_and_interest_has_an_end() -> None:
    case = make_case(
        business_units="bu_id, name\na, A\nb, B\nc, C\nd, D",
        campaigns="campaign_id, bu_id, name, stage, partners\np, a, P, 1, b\nq, c, Q, 1,\nr, d, R, 1,",
        audiences="campaign_id, account_id\np, x\nq, x\nr, x",
    )
    row = proposed(case)["x"]
    assert [part.bu_id for part in row.candidates] == ["a", "b", "c", "d"]
    assert row.criteria["interest"] == 1
    assert proposed(case, Scale(many=5))["x"].criteria["interest"] == Fraction(4, 5)


@pytest.mark.parametrize(("day", "interested"), [("2026-02-28", 0), ("2026-03-01", 1), ("2027-04-01", 1)])
def test_a_touch_tells_of_interest_for_a_year(day: str, interested: int) -> None:
    assert len(on_x(history=f"date, account_id, bu_id\n{day}, x, a").candidates) == interested
    assert len(on_x(engagement=f"date, account_id, bu_id, stage\n{day}, x, a, 2").candidates) == interested


@pytest.mark.parametrize(("status", "interested"), [("open", 1), ("target", 1), ("won", 0), ("lost", 0)])
def test_an_open_deal_tells_of_interest(status: str, interested: int) -> None:
    head = "opportunity_id, bu_id, account_id, deal_stage, status, expected_close"
    deals = f"{head}\no, a, x, s, {status}, 2027-05-01"
    assert len(on_x(opportunities=deals).candidates) == interested


@pytest.mark.parametrize(
    ("fit", "potential"),
    [
        ("", None),
        ("a, x, , 1, , 1", None),  # one BU alone is no cross-BU potential
        ("a, x, , 1, , 1\nb, x, 1, , 1, ", None),  # neither of the two cells
        ("a, x, , 1, , 1\nb, x, , 0.4, , 0.6", Fraction(1, 2)),
        ("a, x, , 0.2, , 0.2\nb, x, , 0.4, , ", Fraction(1, 5)),
        ("a, x, , 0.3, , 0.3\nb, x, , 0.4, , 0.4\nc, x, , 0.9, , 0.9", Fraction(2, 5)),
        ("a, x, , 0.3, , 0.3\ng, x, , 0.9, , 0.9", None),  # corporate BUs gain nothing
    ],
)
def test_potential_is_what_the_second_bu_could_gain(fit: str, potential: Fraction | None) -> None:
    assert on_x("a", fit=fit).criteria["potential"] == potential


@pytest.mark.parametrize(
    ("weight", "heaviest", "share"),
    [("", "5", None), ("2", "5", Fraction(2, 5)), ("5", "2", 1), ("0", "0", None)],
)
def test_weight_is_a_share_of_the_greatest(weight: str, heaviest: str, share: Fraction | None) -> None:
    assert on_x("a", weight=weight, heaviest=heaviest).criteria["weight"] == share


def test_what_is_not_known_counts_a_half() -> None:
    row = on_x("a")
    assert row.criteria == {"interest": Fraction(1, 3), "potential": None, "complexity": None, "weight": None}
    assert row.score == (Fraction(1, 3) + Fraction(3, 2)) / 4
    assert row.tier is Tier.SINGLE_BU


def test_interest_alone_makes_no_account_strategic() -> None:
    assert on_x("a", "b", "c").tier is Tier.MULTI_BU


# -- the tiers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("complexity", "weight", "tier"),
    # Interest and potential are 1: a score of 0.7 takes 0.8 of the other two.
    [("0.4", "0.39", Tier.MULTI_BU), ("0.4", "0.4", Tier.STRATEGIC), ("0.4", "0.41", Tier.STRATEGIC)],
)
def test_a_strategic_account_has_a_high_score(complexity: str, weight: str, tier: Tier) -> None:
    fit = "a, x, , 1, , 1\nb, x, , 1, , 1"
    row = on_x("a", "b", "c", complexity=complexity, weight=weight, heaviest="1", fit=fit)
    assert (row.tier, row.because) == (tier, "high" if tier is Tier.STRATEGIC else "shared")


@pytest.mark.parametrize(
    ("complexity", "tier"),
    # Interest is 1, potential and weight 0: a score of 0.3 takes 0.2 of complexity.
    [("0.19", Tier.OPPORTUNISTIC), ("0.2", Tier.MULTI_BU), ("0.21", Tier.MULTI_BU)],
)
def test_an_opportunistic_account_has_a_low_score(complexity: str, tier: Tier) -> None:
    fit = "a, x, , 0, , 0\nb, x, , 0, , 0"
    assert on_x("a", "b", "c", complexity=complexity, weight="0", heaviest="1", fit=fit).tier is tier


@pytest.mark.parametrize(
    ("potential", "tier"), [("0.59", Tier.SINGLE_BU), ("0.6", Tier.MULTI_BU), ("0.61", Tier.MULTI_BU)]
)
def test_an_account_of_one_bu_is_shared_if_a_second_could_gain(potential: str, tier: Tier) -> None:
    fit = f"a, x, , 0.9, , 0.9\nb, x, , {potential}, , {potential}"
    row = on_x("a", fit=fit)
    assert (row.tier, row.because) == (tier, "open" if tier is Tier.MULTI_BU else "alone")


def test_nobody_makes_an_account_opportunistic_however_high_its_score() -> None:
    row = on_x(complexity="1", weight="1", heaviest="1", fit="a, x, , 1, , 1\nb, x, , 1, , 1")
    assert (row.tier, row.because, row.score) == (Tier.OPPORTUNISTIC, "nobody", Fraction(3, 4))


def test_an_open_deal_or_a_required_placement_keeps_an_account_planned() -> None:
    low = {"complexity": "0", "weight": "0", "heaviest": "1"}
    deal = "opportunity_id, bu_id, account_id, deal_stage, expected_close\no, a, x, s, 2027-05-01"
    assert on_x("a", **low).tier is Tier.OPPORTUNISTIC
    assert on_x("a", opportunities=deal, **low).tier is Tier.SINGLE_BU
    required = "campaign_id, account_id, required\nz, y,\npa, x, yes"
    assert on_x("a", audiences=required, **low).tier is Tier.SINGLE_BU
    # A corporate BU's required guest: nobody sells there, and it is planned all the same.
    row = on_x(audiences="campaign_id, account_id, required\nz, y,\nz, x, yes")
    assert (row.tier, row.because, row.lead) == (Tier.SINGLE_BU, "held", None)


def test_the_scale_is_data() -> None:
    case = make_case(
        campaigns="campaign_id, bu_id, name, stage\np, a, P, 1", audiences="campaign_id, account_id\np, x"
    )
    assert proposed(case)["x"].tier is Tier.SINGLE_BU
    assert proposed(case, Scale(strategic=Decimal("0.4")))["x"].tier is Tier.STRATEGIC
    assert proposed(case, Scale(opportunistic=Decimal("0.5")))["x"].tier is Tier.OPPORTUNISTIC
    assert proposed(case, Scale(several=1))["x"].tier is Tier.MULTI_BU
    assert proposed(case, Scale(potential=Decimal(0), complexity=Decimal(0), weight=Decimal(0)))[
        "x"
    ].score == Fraction(1, 3)


@pytest.mark.parametrize("seed", range(40))
def test_more_of_anything_never_lowers_a_tier(seed: int) -> None:
    random = Random(seed)
    askers = frozenset(bu for bu in "abc" if random.random() < 0.6)
    numbers = [random.randrange(10) for _ in range(6)]
    # Account 0 as drawn; each of the others with a tenth, or a BU, more.
    drawn = [(askers, numbers)]
    drawn += [(askers, [number + (place == at) for place, number in enumerate(numbers)]) for at in range(6)]
    drawn += [(askers | {bu}, numbers) for bu in "abc"]
    tenths = [[Decimal(number) / 10 for number in part] for _, part in drawn]
    case = make_case(
        business_units=UNITS,
        accounts="account_id, name, complexity, strategic_weight\ny, Y, , 1\n"
        + "\n".join(f"{at}, X, {row[4]}, {row[5]}" for at, row in enumerate(tenths)),
        campaigns="campaign_id, bu_id, name, stage\n"
        + "\n".join(f"{at}{bu}, {bu}, P, 1" for at, (bus, _) in enumerate(drawn) for bu in sorted(bus))
        + "\nz, g, Z, 1",
        audiences="campaign_id, account_id\n"
        + "\n".join(f"{at}{bu}, {at}" for at, (bus, _) in enumerate(drawn) for bu in sorted(bus))
        + "\nz, y",
        fit=f"{FIT}\n"
        + "\n".join(
            f"{bu}, {at}, , {row[place]}, , {row[place + 1]}"
            for at, row in enumerate(tenths)
            for bu, place in (("a", 0), ("b", 2))
        ),
    )
    found = proposed(case)
    for at in range(1, len(drawn)):
        assert TIGHTER.index(found[str(at)].tier) >= TIGHTER.index(found["0"].tier)
        assert found[str(at)].score >= found["0"].score


# -- the leads -----------------------------------------------------------------------------------------


def leads(**tables: str) -> dict[str, float]:
    row = on_x("a", "b", **tables)
    return {part.bu_id: round(float(part.score), 3) for part in row.candidates}


def test_shares_of_what_is_there_decide_who_leads() -> None:
    # Three parts without a fit table: the plans are even, there are no deals and no touches.
    assert leads() == {"a": 0.167, "b": 0.167}
    deals = "opportunity_id, bu_id, account_id, deal_stage, expected_close, amount"
    by_amount = f"{deals}\no, a, x, s, 2027-05-01, 1\nt, b, x, s, 2027-05-01, 3"
    assert leads(opportunities=by_amount) == {"b": 0.417, "a": 0.25}
    by_number = f"{deals}\no, a, x, s, 2027-05-01, 9\nt, b, x, s, 2027-05-01,\nu, b, x, s, 2027-05-01, 1"
    assert leads(opportunities=by_number) == {"b": 0.389, "a": 0.278}
    assert leads(history="date, account_id, bu_id\n2027-02-01, x, b") == {"b": 0.5, "a": 0.167}
    assert leads(audiences="campaign_id, account_id, value\nz, y,\npa, x, 1\npb, x, 3") == {
        "b": 0.25,
        "a": 0.083,
    }


def test_the_claim_of_arbitration_counts_where_there_is_a_fit_table() -> None:
    fit = "a, x, 0.2, 0.2, 0.2, 0.2\nb, x, 1, 1, 1, 1"
    row = on_x("a", "b", fit=fit)
    assert [(part.bu_id, part.parts["claim"]) for part in row.candidates] == [("b", 1), ("a", Fraction(1, 5))]


def test_on_a_tie_the_first_id_leads_and_the_table_leads_where_nobody_is_interested() -> None:
    assert on_x("b", "a").lead == "a"
    case = make_case(
        accounts="account_id, name, lead_bu, tier\nx, X, c, strategic\ny, Y, , ",
        campaigns="campaign_id, bu_id, name, stage\np, a, P, 1",
        audiences="campaign_id, account_id\np, y",
    )
    found = proposed(case)
    assert (found["x"].lead, found["x"].other_lead) == ("c", False)
    assert (found["x"].tier, found["x"].current, found["x"].other_tier) == (
        Tier.OPPORTUNISTIC,
        Tier.STRATEGIC,
        True,
    )
    assert (found["y"].lead, found["y"].other_lead, found["y"].current) == ("a", True, Tier.SINGLE_BU)
    assert found["y"].row == replace(found["y"].account, tier=Tier.SINGLE_BU, lead_bu="a")
