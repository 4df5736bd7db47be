"""Tiny cases, each with a space of plans small enough to try every one.

Together they hold every kind of rule at both levels, every launch and presence, and what else the
contract lets a scenario say; ``test_model_equals_checker.py`` asserts it. A new kind of rule needs
a case here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import combinations, product
from typing import Any

from counterpoint.constraints.charter.case import Case
from counterpoint.scheduler.days import days_between
from counterpoint.scheduler.scenario import Launch, LaunchId
from counterpoint.scheduler.schedule import Schedule
from counterpoint.scheduler.tables import Audience
from tests.cases import make_case

#: A launch's start, None if it is unscheduled, and the accounts kept.
Choice = tuple[date | None, tuple[str, ...]]


@dataclass(frozen=True)
class Tiny:
    """A case, and which of its plans are tried.

    Each launch is unscheduled, or starts on any day from a day before the horizon to a day after it
    (its overrun included), or on the days that ``days`` names for its campaign instead; and each
    combination of its placements is kept, none at all only if ``empties``.
    """

    case: Case
    days: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    empties: bool = False

    def choices(self, launch: Launch) -> list[Choice]:
        """Give what is tried for a launch."""
        scenario = self.case.scenario
        name = launch.id.campaign_id
        if name in self.days:
            days = [date.fromisoformat(day) for day in self.days[name]]
        else:
            margin = timedelta(days=1)
            days = list(days_between(scenario.start - margin, scenario.last_day + margin))
        found: list[Choice] = [(None, ())]
        return found + [(day, kept) for day in days for kept in self._kept(launch.audience)]

    def _kept(self, rows: tuple[Audience, ...]) -> Iterator[tuple[str, ...]]:
        accounts = [row.account_id for row in rows]
        for size in range(0 if self.empties else 1, len(accounts) + 1):
            yield from combinations(accounts, size)

    def schedules(self) -> Iterator[Schedule]:
        """Give every schedule of the space."""
        launches = list(self.case.scenario.launches.values())
        for taken in product(*(self.choices(launch) for launch in launches)):
            starts: dict[LaunchId, date | None] = {}
            kept: set[tuple[str, str]] = set()
            for launch, (start, accounts) in zip(launches, taken, strict=True):
                starts[launch.id] = start
                kept.update((launch.id.campaign_id, account) for account in accounts)
            yield Schedule(starts, frozenset(kept))


def rule(kind: str, id_: str, **parameters: Any) -> dict[str, Any]:
    """Write a rule; ``from_`` stands for ``from``, lists of exceptions likewise."""
    return {"id": id_, "kind": kind, **{name.rstrip("_"): value for name, value in parameters.items()}}


def sliding_caps() -> Tiny:
    """Try caps in sliding windows, per account and persona, over touches of all sorts and history."""
    case = make_case(
        rule("frequency_cap", "account", max="4.5", window_days=3,
             exceptions=[{"from": "2027-03-04", "until": "2027-03-05", "max": 3}]),
        rule("frequency_cap", "window", max="2.5", window_days=4, level="soft", weight="0.3",
             channels=["email", "call", "event"], not_personas=["cto"],
             exceptions=[{"from": "03-03", "until": "03-03", "window_days": 1},
                         {"from": "03-05", "until": "03-05", "off": True}]),
        rule("frequency_cap", "persona", per="persona", max=2, window_days=3, level="soft", weight=2,
             personas=["cfo"]),
        rule("frequency_cap", "unit", max=1, window_days=1, count_history=False, not_channels=["ad"],
             bus=["a"], from_="2027-03-02", level="soft", weight="0.07"),
        end="2027-03-06",
        settings={"overrun_days": 1},
        campaigns="""
            campaign_id, bu_id, name, stage, value, requested_start
            p, a, P, 1, 5, 2027-03-02
            q, b, Q, 1, 4.5, 2027-03-04
            r, a, R, 2, 3, """,
        touches="""
            campaign_id, step, offset_days, channel, personas, pressure
            p, 1, 0, email, cfo,
            p, 2, 2, call, cfo; cto,
            q, 1, 0, event, , 1.55
            r, 1, -1, ad, cto, 0.25
            r, 2, 0, , cfo, 0""",
        audiences="""
            campaign_id, account_id
            p, x
            p, y
            q, x
            r, x""",
        history="""
            date, account_id, bu_id, campaign_id, channel, persona, pressure
            2027-02-27, x, b, old, email, cfo,
            2027-03-04, x, c, , call, , 1.2
            2027-03-05, x, b, , event, cfo, 4
            2027-03-02, x, a, p, event, cfo, 9""",
    )  # fmt: skip
    return Tiny(case)


def periods_and_parents() -> Tiny:
    """Try caps per calendar period and group of companies, with a campaign under way, watched accounts."""
    case = make_case(
        rule("frequency_cap", "week", max=3, period="week", per="parent", not_accounts=["w"]),
        rule("frequency_cap", "month", max=2, period="month", level="soft", weight="1.5", per="parent"),
        rule("frequency_cap", "quarter", max="1.3", period="quarter", level="soft", accounts=["x", "z"],
             exceptions=[{"from": "2027-04-01", "until": "2027-12-31", "max": 1}]),
        start="2027-03-30",
        end="2027-04-03",
        accounts="""
            account_id, name, parent_id, control
            h, H, ,
            w, W, , yes
            x, X, h,
            y, Y, h, yes
            z, Z, w, """,
        campaigns="""
            campaign_id, bu_id, name, stage, value, duration_days, requested_start, status
            p, a, P, 1, 5, 1, 2027-04-01,
            q, b, Q, 1, 4, 2, ,
            run, c, Run, 1, 4, 10, 2027-03-25, running""",
        touches="""
            campaign_id, step, offset_days
            p, 1, 0
            p, 2, 1
            q, 1, 0
            run, 1, 0
            run, 2, 6
            run, 3, 7""",
        audiences="""
            campaign_id, account_id
            p, x
            p, y
            p, z
            q, h
            q, z
            run, x""",
        history="""
            date, account_id, bu_id, persona
            2027-03-29, z, b,
            2027-04-20, x, b,
            2027-03-31, y, c, """,
    )  # fmt: skip
    return Tiny(case, days={"run": ("2027-03-24", "2027-03-25", "2027-03-30"),
                            "q": ("2027-03-30", "2027-03-31", "2027-04-01", "2027-04-02")})  # fmt: skip


def spacings() -> Tiny:
    """Try gaps between occupied days of every kind, with partners, early touches, tasks and send days."""
    case = make_case(
        rule("spacing", "others", min_gap_days=2,
             exceptions=[{"from": "03-05", "until": "03-05", "off": True},
                         {"from": "2027-03-07", "until": "2027-03-07", "min_gap_days": 1}]),
        rule("spacing", "same", between="same_bu", min_gap_days=1, penalty_by_gap=[3, 0, 2], level="soft"),
        rule("spacing", "any", between="any", penalty_by_gap=[1, 5, 2, 1], level="soft", weight="0.25",
             from_="2027-03-03", until="2027-03-06"),
        rule("spacing", "any_hard", between="any", penalty_by_gap=[0, 1], tags=["t"]),
        end="2027-03-07",
        channels="""
            channel, name, pressure, send_days
            post, Post, 1, tue thu sat""",
        campaigns="""
            campaign_id, bu_id, name, stage, value, duration_days, presence, channel, partners, tags
            p, a, P, 1, 5, 4, touches, email, , t; u
            q, b, Q, 1, 4, 2, continuous, email, , t
            r, c, R, 1, 4, 1, touches, post, b,
            s, a, S, 1, 2, 2, touches, internal, ,
            t, c, T, 1, 2, 2, , internal, , t""",
        touches="""
            campaign_id, step, offset_days, channel
            p, 1, 0,
            p, 2, 3,
            q, 1, -1,
            q, 2, 0, internal
            q, 3, 5, internal
            r, 1, -2, internal
            r, 2, 1, """,
        audiences="""
            campaign_id, account_id
            p, x
            q, x
            r, x
            s, x
            t, x""",
    )  # fmt: skip
    days = tuple(f"2027-03-0{number}" for number in (1, 2, 4, 6))
    return Tiny(case, days={"p": days, "s": days[2:3], "t": days[1:3]})


def crowds() -> Tiny:
    """Try concurrency and blackouts: scopes of every sort, waivers, an account that is watched only."""
    case = make_case(
        rule("concurrency", "two", max=1, exceptions=[{"from": "03-03", "until": "03-04", "max": 0}],
             tiers=["strategic"], not_tags=["u"]),
        rule("concurrency", "soft", max=0, level="soft", weight="0.5", not_stages=[2], not_countries=["DE"]),
        rule("blackout", "quiet", until="2027-03-06", offers=["o"]),
        rule("blackout", "loud", level="soft", weight="1.25", not_channels=["ad"], countries=["DE", "FR"],
             not_offers=["n"], exceptions=[{"from": "2027-03-05", "until": "2027-03-05", "off": True}]),
        rule("blackout", "narrow", level="soft", channels=["email"], personas=["cfo"], not_personas=["cto"]),
        rule("blackout", "listed", level="report"),
        end="2027-03-05",
        settings={"overrun_days": 1, "country": "FR"},
        accounts="""
            account_id, name, tier, country, control
            x, X, strategic, ,
            y, Y, , DE,
            z, Z, strategic, , yes""",
        campaigns="""
            campaign_id, bu_id, name, stage, value, duration_days, presence, offer, tags
            p, a, P, 1, 5, 2, , o,
            q, b, Q, 2, 4, 3, touches, o,
            r, c, R, 3, 4, 1, , n, u""",
        touches="""
            campaign_id, step, offset_days, channel, personas
            p, 1, 0, email, cfo
            p, 2, 1, ad,
            q, 1, 0, call, cfo; cto
            q, 2, 0, email,
            q, 3, 2, email, """,
        audiences="""
            campaign_id, account_id
            p, x
            p, y
            p, z
            q, x
            q, z
            r, x""",
        blackouts="""
            from, until, account_id, tier, bu_id, country, channel, persona
            2027-03-02, 2027-03-03, x, , b, , ,
            2027-03-03, 2027-03-04, , strategic, , , email,
            2027-03-04, , , , , DE, ,
            2027-03-05, 2027-03-06, , , , , , cfo""",
        decisions="""
            decision_id, action, campaign_id, account_id, rule_id, decided_by, decided_on, reason, expires_on
            1, waive, q, x, two, me, 2027-02-01, so,
            2, waive, , y, loud, me, 2027-02-01, so,
            3, waive, p, , two, me, 2027-02-01, so, 2027-02-28""",
    )  # fmt: skip
    return Tiny(
        case,
        days={
            "p": ("2027-02-28", "2027-03-01", "2027-03-03", "2027-03-04", "2027-03-05"),
            "r": ("2027-03-02", "2027-03-04", "2027-03-05"),
        },
    )


def leads() -> Tiny:
    """Try followers after the lead of each account: history within reach or not, release, decisions."""
    case = make_case(
        rule("lead_bu", "lead", lag_days=2, lookback_days=4, release_after=5, not_campaigns=["s"]),
        rule("lead_bu", "wish", lag_days=1, when_absent="block", level="soft", weight=3, lookback_days=0,
             exceptions=[{"from": "03-04", "until": "03-04", "lag_days": 3},
                         {"from": "2027-03-05", "until": "2027-03-05", "when_absent": "allow"},
                         {"from": "2027-03-02", "until": "2027-03-02", "off": True}]),
        end="2027-03-07",
        accounts="""
            account_id, name, lead_bu, control
            x, X, a,
            y, Y, c,
            z, Z, a, yes""",
        campaigns="""
            campaign_id, bu_id, name, stage, value, duration_days, partners
            p, a, P, 1, 5, 2,
            q, b, Q, 2, 4, 1,
            s, c, S, 1, 3, 1, """,
        touches="""
            campaign_id, step, offset_days, channel
            p, 1, 1,
            q, 1, -1,
            q, 2, 0,
            s, 1, 0, internal""",
        audiences="""
            campaign_id, account_id
            p, x
            q, x
            q, y
            q, z
            s, x""",
        history="""
            date, account_id, bu_id
            2027-02-27, x, a
            2027-03-06, y, c""",
        decisions="""
            decision_id, action, account_id, bu_id, from, until, decided_by, decided_on, reason
            1, lead, x, c, 2027-03-06, , me, 2027-02-01, so
            2, lead, y, b, , 2027-03-02, me, 2027-02-01, so""",
    )  # fmt: skip
    return Tiny(case, days={"p": ("2027-03-01", "2027-03-03", "2027-03-04", "2027-03-05", "2027-03-07"),
                            "s": ("2027-03-02", "2027-03-05")})  # fmt: skip


def dropped_lead() -> Tiny:
    """Try a lead whose placement a decision drops: it no longer asks, but a campaign it shares does."""
    case = make_case(
        rule("lead_bu", "lead", lag_days=1),
        rule("lead_bu", "soft", lag_days=2, level="soft", when_absent="block", bus=["b"]),
        end="2027-03-05",
        accounts="""
            account_id, name, lead_bu
            x, X, a
            y, Y, a""",
        campaigns="""
            campaign_id, bu_id, name, stage, value, presence, channel, launch, partners
            p, a, P, 1, 5, , , per_account,
            q, b, Q, 2, 4, touches, , ,
            r, c, R, 3, 3, , , , a""",
        audiences="""
            campaign_id, account_id
            p, x
            p, y
            q, x
            q, y
            r, y""",
        decisions="""
            decision_id, action, campaign_id, account_id, decided_by, decided_on, reason
            1, drop, p, x, me, 2027-02-01, so""",
    )
    return Tiny(case, days={"p": ("2027-03-01", "2027-03-03", "2027-03-04")})


def rising_journeys() -> Tiny:
    """Try stages along a journey, a BU and an account, with what accounts have behind them."""
    case = make_case(
        rule("crescendo", "journey", reset_days=3, reward="0.5", min_gap_days=1, max_gap_days=3,
             exceptions=[{"from": "2027-03-05", "until": "2027-03-05", "reward": 2, "reset_days": 1},
                         {"from": "03-02", "until": "03-02", "off": True}]),
        rule("crescendo", "bu", along="bu", reset_days=1, reward=1, max_gap_days=4, level="soft",
             weight="0.75", bus=["a"]),
        rule("crescendo", "account", along="account", reset_days=2, reward="0.2", min_gap_days=2,
             level="soft", stages=[1, 2, 3, 5]),
        end="2027-03-06",
        campaigns="""
            campaign_id, bu_id, name, stage, value, duration_days, journey, partners
            p, a, P, 1, 5, 2, ,
            q, b, Q, 2, 4, 1, a, a
            r, a, R, 3, 3, 1, , """,
        touches="""
            campaign_id, step, offset_days
            p, 1, 0
            q, 1, -1
            q, 2, 1""",
        audiences="""
            campaign_id, account_id
            p, x
            q, x
            q, y
            r, x""",
        engagement="""
            account_id, bu_id, stage, date
            x, a, 2, 2027-02-28
            x, b, 4, 2027-03-01
            y, b, 1, 2027-03-03
            y, b, 5, 2027-03-04
            y, c, 3, 2027-03-02""",
    )  # fmt: skip
    return Tiny(case)


def chains() -> Tiny:
    """Try lags of both types between campaigns launched together and in waves, cycles included."""
    case = make_case(
        rule("dependency", "hard", not_campaigns=["s"]),
        rule("dependency", "soft", level="soft", weight="0.5", from_="2027-03-03",
             exceptions=[{"from": "2027-03-05", "until": "2027-03-05", "off": True}]),
        end="2027-03-06",
        campaigns="""
            campaign_id, bu_id, name, stage, value, duration_days, launch,wave_gap_days,requested_start,status
            p, a, P, 1, 5, 2, , , 2027-03-02,
            q, b, Q, 2, 4, 1, per_wave, 2, 2027-03-03,
            s, c, S, 3, 3, 1, , , ,
            gone, c, Gone, 3, 3, 1, , , , cancelled
            past, c, Past, 3, 3, 1, , , , done""",
        audiences="""
            campaign_id, account_id, wave
            p, x, 1
            q, x, 1
            q, y, 2
            s, y, 1""",
        dependencies="""
            predecessor, successor, type, min_lag_days, max_lag_days, if_absent
            p, q, , -1, 1,
            q, s, start_to_start, 1, 2, block
            q, s, , -2, 3,
            s, p, start_to_start, -9, , block
            gone, s, , , , block
            past, q, , 5, , block
            gone, p, , 5, , """,
    )  # fmt: skip
    return Tiny(case, days={"s": ("2027-02-28", "2027-03-02", "2027-03-04", "2027-03-06")})


def chains_by_account() -> Tiny:
    """Try lags account by account, one of them watched only, another without a predecessor."""
    case = make_case(
        rule("dependency", "hard"),
        rule("dependency", "soft", level="soft", weight=2, bus=["a", "b"]),
        end="2027-03-04",
        accounts="""
            account_id, name, control
            x, X,
            y, Y, yes
            z, Z, """,
        campaigns="""
            campaign_id, bu_id, name, stage, value, launch, commitment, min_accounts
            p, a, P, 1, 5, per_account, ,
            q, b, Q, 2, 4, per_account, mandatory, 50%""",
        audiences="""
            campaign_id, account_id
            p, x
            p, y
            q, x
            q, y
            q, z""",
        dependencies="""
            predecessor, successor, type, min_lag_days, max_lag_days, if_absent
            p, q, , , 1, block""",
    )
    return Tiny(case, days={"p": ("2027-03-01", "2027-03-02", "2027-03-04"),
                            "q": ("2027-03-01", "2027-03-02", "2027-03-03", "2027-03-04")})  # fmt: skip


def teams() -> Tiny:
    """Try what BUs, resources and channels can carry, with waves of one campaign and a partner."""
    case = make_case(
        rule("capacity", "parallel", max_parallel=1,
             exceptions=[{"from": "03-02", "until": "03-02", "max_parallel": 0},
                         {"from": "03-05", "until": "03-05", "off": True}]),
        rule("capacity", "soft_parallel", max_parallel=0, level="soft", weight="0.1", bus=["b", "c"],
             not_bus=["c"]),
        rule("capacity", "kit", resources=True),
        rule("capacity", "soft_kit", resources=True, level="soft", not_campaigns=["q"], from_="2027-03-03"),
        start="2027-03-01",
        end="2027-03-06",
        campaigns="""
            campaign_id, bu_id, name, stage, value, duration_days, presence, launch, partners, move_cost
            p, a, P, 1, 5, 2, , per_wave, , 0.3
            q, b, Q, 1, 4, 3, touches, , a, 0""",
        touches="""
            campaign_id, step, offset_days, channel
            q, 1, 0,
            q, 2, 2,
            q, 3, 3, internal""",
        audiences="""
            campaign_id, account_id, wave
            p, x, 1
            p, y, 2
            q, x, 1
            q, y, 1""",
        resources="""
            resource_id, capacity
            van, 3
            room, 1""",
        campaign_resources="""
            campaign_id, resource_id, units
            p, van, 2
            q, van, 2
            q, room, 1""",
    )  # fmt: skip
    return Tiny(case)


def channels() -> Tiny:
    """Try sends and touches of a channel a week, over the end of a week and on a watched account."""
    case = make_case(
        rule("capacity", "sends", channel="email", max_per_week=2),
        rule("capacity", "touches", channel="email", max_per_week=3, count="touches",
             exceptions=[{"from": "2027-03-08", "until": "2027-03-08", "max_per_week": 1}]),
        rule("capacity", "soft_sends", channel="call", max_per_week=0, level="soft", from_="2027-03-08"),
        rule("capacity", "soft_touches", channel="email", max_per_week=1, count="touches", level="soft",
             weight="0.4", stages=[1]),
        start="2027-03-05",
        end="2027-03-10",
        accounts="""
            account_id, name, control
            x, X,
            y, Y, yes""",
        campaigns="""
            campaign_id, bu_id, name, stage, value, launch
            p, a, P, 1, 5,
            q, b, Q, 2, 4, per_account""",
        touches="""
            campaign_id, step, offset_days, channel
            p, 1, 0,
            p, 2, 2, email
            p, 3, 3, internal
            q, 1, 0, email
            q, 2, 0, call""",
        audiences="""
            campaign_id, account_id
            p, x
            p, y
            q, x
            q, y""",
    )  # fmt: skip
    return Tiny(case)


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


#: Every tiny case by its name.
TINY: Mapping[str, Callable[[], Tiny]] = {
    make.__name__: cache(make)
    for make in (
        sliding_caps,
        periods_and_parents,
        spacings,
        crowds,
        leads,
        dropped_lead,
        rising_journeys,
        chains,
        chains_by_account,
        teams,
        channels,
        commitments,
        decided,
        france,
        values,
        running,
        impossible,
    )
}
