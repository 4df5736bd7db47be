"""What follows from a scenario's rows: launches, wishes, tiers, calendars, decisions in force."""

from datetime import date

import pytest

from counterpoint.scheduler.choices import Action, Tier
from counterpoint.scheduler.scenario import LaunchId, Scenario
from tests.cases import make_case

TWO = "campaign_id, account_id, wave\np, x, 2\np, y, 1\nq, y, 1"


def scenario_of(campaigns: str, audiences: str = TWO, **given: object) -> Scenario:
    return make_case(campaigns=campaigns, audiences=audiences, **given).scenario  # type: ignore[arg-type]


# -- launches ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("launch", "found"),
    [
        ("together", {"": ("03-03", ["x", "y"])}),
        ("per_wave", {"1": ("03-03", ["y"]), "2": ("03-05", ["x"])}),
        ("per_account", {"x": ("03-03", ["x"]), "y": ("03-03", ["y"])}),
    ],
)
def test_launches_and_their_wishes(launch: str, found: dict[str, tuple[str, list[str]]]) -> None:
    scenario = scenario_of(f"""
        campaign_id, bu_id, name, stage, launch, requested_start, wave_gap_days
        p, a, P, 1, {launch}, 2027-03-03, 2
        q, b, Q, 1, , , """)
    launches = {
        part.id.key: (f"{part.wish:%m-%d}", [row.account_id for row in part.audience])
        for part in scenario.launches_of["p"]
    }
    assert launches == found
    assert scenario.launches[LaunchId("q")].wish is None


def test_waves_are_numbered_in_order_and_may_skip_numbers() -> None:
    scenario = scenario_of(
        """
        campaign_id, bu_id, name, stage, launch, requested_start
        p, a, P, 1, per_wave, 2027-03-03""",
        "campaign_id, account_id, wave\np, x, 10\np, y, 2",
    )
    assert [part.wave for part in scenario.launches_of["p"]] == [2, 10]
    # Two weeks a wave by default, counted from wave 1.
    assert [part.wish for part in scenario.launches_of["p"]] == [date(2027, 3, 17), date(2027, 7, 7)]


def test_a_wave_is_no_matter_of_other_launches() -> None:
    scenario = scenario_of("campaign_id, bu_id, name, stage, launch\np, a, P, 1, per_account\nq, b, Q, 1,")
    assert all(part.wave is None for part in scenario.launches.values())


@pytest.mark.parametrize(
    ("status", "planned"),
    [
        ("draft", False),
        ("planned", True),
        ("approved", True),
        ("running", True),
        ("done", False),
        ("cancelled", False),
    ],
)
def test_what_is_in_the_schedule(status: str, planned: bool) -> None:
    scenario = scenario_of(
        f"""
        campaign_id, bu_id, name, stage, status, requested_start
        p, a, P, 1, {status}, 2027-03-03
        q, b, Q, 1, , """,
        history="date, account_id, bu_id, campaign_id\n2027-02-01, x, a, p\n2027-02-02, x, a, old",
    )
    assert ("p" in scenario.campaign_of) is planned
    assert ("p" in scenario.audience_of) is planned
    assert (LaunchId("p") in scenario.launches) is planned
    # What a campaign in the schedule did is its own flight, not history.
    assert len(scenario.history_that_counts) == (1 if planned else 2)


def test_internal_tasks_are_no_history() -> None:
    scenario = scenario_of(
        "campaign_id, bu_id, name, stage\np, a, P, 1\nq, b, Q, 1",
        history="date, account_id, bu_id, channel\n2027-02-01, x, a, internal\n2027-02-02, x, a, email",
    )
    assert [row.channel for row in scenario.history_that_counts] == ["email"]


def test_touch_plans_by_step() -> None:
    scenario = scenario_of(
        "campaign_id, bu_id, name, stage\np, a, P, 1\nq, b, Q, 1",
        touches="campaign_id, step, offset_days\np, 10, 0\np, 9, 3",
    )
    assert [row.offset_days for row in scenario.steps_of["p"]] == [3, 0]
    assert [(row.step, row.offset_days) for row in scenario.steps_of["q"]] == [(1, 0)]


# -- accounts and channels --------------------------------------------------------------------------------


def test_default_tiers() -> None:
    scenario = scenario_of(
        """
        campaign_id, bu_id, name, stage, partners, status
        p, a, P, 1, c,
        q, b, Q, 1, ,
        r, a, R, 1, ,
        s, c, S, 1, , draft""",
        """
        campaign_id, account_id
        p, both
        q, both
        p, one
        r, one
        s, one
        p, given
        q, given""",
        accounts="account_id, name, tier\nboth, B,\none, O,\ngiven, G, strategic\nnobody, N,",
    )
    assert scenario.tier_of == {
        "both": Tier.MULTI_BU,
        "one": Tier.SINGLE_BU,  # of one BU's two campaigns; a partner does not ask, nor does a draft
        "given": Tier.STRATEGIC,
        "nobody": Tier.SINGLE_BU,
    }


def test_calendars_and_countries() -> None:
    scenario = make_case(
        settings={"country": "FR", "working_days": ["mon", "tue", "wed", "thu", "fri"]},
        business_units="bu_id, name, country, subdivision\na, A, ,\nb, B, , 57\nc, C, BE,",
        accounts="account_id, name, country\nx, X,\ny, Y, DE",
    ).scenario
    good_friday, national_day = date(2027, 3, 26), date(2027, 7, 21)
    assert [scenario.calendar_of[unit].is_working(good_friday) for unit in "abc"] == [True, False, True]
    assert [scenario.calendar_of[unit].is_working(national_day) for unit in "abc"] == [True, True, False]
    assert [scenario.country_of(account) for account in "xy"] == ["FR", "DE"]


def test_without_a_country_there_are_no_holidays() -> None:
    scenario = make_case(settings={"working_days": ["mon", "tue", "wed", "thu", "fri"]}).scenario
    assert scenario.calendar_of["a"].is_working(date(2027, 1, 1))
    assert scenario.country_of("x") is None


def test_shipped_channels_may_be_redefined() -> None:
    scenario = make_case(channels="channel, name, pressure\nemail, Mail, 0.5\nfax, Fax,").scenario
    pressures = {name: str(row.pressure) for name, row in scenario.channel_of.items()}
    assert pressures == {"ad": "0.2", "email": "0.5", "mail": "1", "call": "2", "event": "3",
                         "internal": "0", "fax": "1"}  # fmt: skip


# -- days ---------------------------------------------------------------------------------------------------


def test_last_day_and_today() -> None:
    scenario = make_case(start="2026-12-28", end="2027-01-03", settings={"overrun_days": 2}).scenario
    assert scenario.last_day == date(2027, 1, 5)
    assert scenario.as_of == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("expires", "status", "counts"),
    [
        ("2027-03-01", "", False),
        ("2027-03-02", "", True),  # the day itself still counts
        ("2027-03-03", "", True),
        ("", "", True),
        ("", "decided", True),
        ("", "proposed", False),
        ("", "revoked", False),
    ],
)
def test_decisions_in_force(expires: str, status: str, counts: bool) -> None:
    scenario = scenario_of(
        "campaign_id, bu_id, name, stage\np, a, P, 1\nq, b, Q, 1",
        settings={"as_of": "2027-03-02"},
        decisions=f"""
            decision_id, action, campaign_id, status, decided_by, decided_on, reason, expires_on
            1, drop, p, {status}, me, 2027-02-01, so, {expires}""",
    )
    assert len(scenario.settled) == counts
    assert len(scenario.decided(Action.DROP)) == counts
    assert scenario.decided(Action.KEEP) == ()
