"""Tiny cases of presence, decisions, values and days: what the input itself demands."""

from tests.cases import make_case
from tests.tiny.tiny import Tiny, rule


def commitments() -> Tiny:
    """Try what must be scheduled and kept: least and greatest numbers, tiers not planned, decisions."""
    case = make_case(
        charter={"tiers": {"opportunistic": {"planned": False}}},
        end="2027-03-03",
        settings={"as_of": "2027-03-02"},
        accounts="""
            account_id, name, tier
            x, X,
            y, Y,
            z, Z, opportunistic""",
        campaigns="""
            campaign_id, bu_id, name, stage, value, commitment, launch, min_accounts, max_accounts
            p, a, P, 1, 5, mandatory, per_account, 2,
            q, b, Q, 2, 4, mandatory, , , 30%""",
        audiences="""
            campaign_id, account_id, required
            p, x,
            p, y, yes
            p, z,
            q, x,
            q, y,
            q, z, """,
    )
    return Tiny(case, empties=True, days={"p": ("2027-03-01", "2027-03-03")})


def decided() -> Tiny:
    """Try pins, bans, keeps and drops of campaigns, waves and accounts; what is off the table."""
    case = make_case(
        end="2027-03-05",
        accounts="account_id, name\nx, X\ny, Y\nz, Z",
        campaigns="""
            campaign_id, bu_id, name, stage, value, commitment, launch, wave_gap_days, requested_start
            p, a, P, 1, 5, , per_wave, 1, 2027-03-02
            q, b, Q, 2, 4, , , ,
            r, c, R, 2, 4, optional, , , 2027-03-03""",
        audiences="""
            campaign_id, account_id, wave
            p, x, 1
            p, y, 2
            q, x, 1
            q, y, 1
            q, z, 1
            r, x, 1""",
        decisions="""
            decision_id, action, campaign_id,wave,account_id,from,until,status,decided_by,decided_on,reason
            1, pin, p, 2, , 2027-03-03, 2027-03-04, , me, 2027-02-01, so
            2, ban, p, , , 2027-03-04, , , me, 2027-02-01, so
            3, ban, p, , x, 2027-03-01, 2027-03-01, , me, 2027-02-01, so
            4, keep, q, , y, , , , me, 2027-02-01, so
            5, drop, q, , x, , , , me, 2027-02-01, so
            6, unschedule, r, , , , , , me, 2027-02-01, so
            7, drop, p, , x, , , proposed, me, 2027-02-01, so
            8, unschedule, p, , , , , revoked, me, 2027-02-01, so""",
    )
    days = tuple(f"2027-03-0{number}" for number in range(1, 6))
    return Tiny(case, empties=True, days={"p": days[:4], "q": days[2:], "r": days[2:3]})


def france() -> Tiny:
    """Try working days of two places around Easter, start days, send days, a fixed start on a holiday."""
    case = make_case(
        rule("spacing", "gap", min_gap_days=3, level="soft"),
        rule("concurrency", "one", max=1),
        start="2027-03-25",
        end="2027-03-31",
        settings={"working_days": ["mon", "tue", "wed", "thu", "fri"], "country": "FR"},
        business_units="""
            bu_id, name, subdivision
            a, A,
            b, B, 57""",
        channels="""
            channel, name, pressure, send_days
            post, Post, 1, tue wed""",
        campaigns="""
            campaign_id,bu_id,name,stage,value, duration_days,start_days,commitment,requested_start,channel
            p, a, P, 1, 5, 1, , optional, 2027-03-28,
            q, b, Q, 1, 4, 1, mon tue fri wed, optional, 2027-03-26, post
            r, a, R, 1, 4, 2, , fixed, 2027-03-29, """,
        touches="""
            campaign_id, step, offset_days
            p, 1, 0
            p, 2, 1
            q, 1, -1
            q, 2, 0
            r, 1, 0
            r, 2, 1""",
        audiences="""
            campaign_id, account_id
            p, x
            p, y
            q, x
            r, y""",
    )
    return Tiny(case)


def values() -> Tiny:
    """Try what placements and moves are worth: arbitration with gaps, shared points, rounding."""
    case = make_case(
        charter={
            "arbitration": {"relationship": 2, "capacity": "0.5", "strategic_fit": 0},
            "values": {"normalise": "per_bu", "points": 100},
        },
        end="2027-03-05",
        campaigns="""
            campaign_id, bu_id, name, stage, value, requested_start, launch, wave_gap_days, move_cost
            p, a, P, 1, 5.55, 2027-03-02, per_wave, 2, 0.33
            q, b, Q, 1, 3, 2027-03-04, , , """,
        audiences="""
            campaign_id, account_id, wave, value
            p, x, 1, 1.11
            p, y, 2,
            q, x, 1,
            q, y, 1, 7""",
        fit="""
            bu_id, account_id, relationship, strategic_fit, capacity, revenue_potential
            a, x, 0.33, 0.5, , 0.9
            b, x, 0.77, , 0.25,
            b, y, , , , 0.1""",
    )
    return Tiny(case)


def running() -> Tiny:
    """Try a plan under way: today inside the horizon, running waves, a fixed start and late starts."""
    case = make_case(
        rule("frequency_cap", "cap", max=2, window_days=3, level="soft"),
        rule("spacing", "gap", min_gap_days=1),
        end="2027-03-06",
        settings={"as_of": "2027-03-03", "overrun_days": 2},
        campaigns="""
            campaign_id,bu_id,name,stage,status,requested_start,latest_start,launch,duration_days,commitment
            p, a, P, 1, running, 2027-02-26, , per_wave, 3, optional
            q, b, Q, 1, , 2027-03-02, 2027-03-07, , 2, optional
            r, c, R, 1, approved, 2027-03-06, , , 5, fixed""",
        touches="""
            campaign_id, step, offset_days
            q, 1, -1
            q, 2, 1""",
        audiences="""
            campaign_id, account_id, wave, required
            p, x, 1,
            p, y, 2, yes
            q, x, 1,
            q, y, 1,
            r, x, 1, """,
    )
    return Tiny(
        case, days={"p": ("2027-02-26", "2027-03-05", "2027-03-12"), "r": ("2027-03-05", "2027-03-06")}
    )


def impossible() -> Tiny:
    """Try a case without any feasible plan: two BUs must both have the only day."""
    case = make_case(
        rule("spacing", "gap", min_gap_days=1),
        rule("concurrency", "soft", max=1, level="soft"),
        end="2027-03-03",
        campaigns="""
            campaign_id, bu_id, name, stage, value, commitment, requested_start
            p, a, P, 1, 5, fixed, 2027-03-02
            q, b, Q, 1, 4, fixed, 2027-03-02""",
        audiences="""
            campaign_id, account_id
            p, x
            q, x""",
    )
    return Tiny(case)
