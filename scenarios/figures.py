"""The figures of a calendar, for comparing it with the calendar as asked."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from ..constraints.charter.case import Case
from ..constraints.charter.checker import Verdict
from ..constraints.crescendo import journey_of
from ..scheduler.days import week_start
from ..scheduler.schedule import GroupCalendar
from .silo import collisions


@dataclass(frozen=True)
class Figures:
    """What a calendar does to accounts and BUs.

    Attributes
    ----------
    collisions
        Pairs of placements of other BUs whose gap is under the charter's ``collision_days``.
    over_contact
        Touches beyond the charter's ``over_contact_per_week``, over accounts and ISO weeks.
    pressure_peak
        The highest pressure on an account in any 7 days.
    lead_breaches
        Placements of other BUs that begin before the lead's first touch, where the lead asked.
    crescendo_index
        Of the pairs of one journey on an account with different stages, the percentage whose lower
        stage begins first; 100 if there is no such pair.
    kept_share, kept_share_by_bu
        Kept value in percent of requested value; 100 where nothing of value is requested.
    days_moved, launches_moved
        Days between starts and wishes, summed over launches, and the launches that moved.
    synergy
        Accounts with a whole bundle kept.
    """

    collisions: int
    over_contact: int
    pressure_peak: Decimal
    lead_breaches: int
    crescendo_index: Fraction
    kept_share: Fraction
    kept_share_by_bu: Mapping[str, Fraction]
    days_moved: int
    launches_moved: int
    synergy: int


def figures(case: Case, verdict: Verdict) -> Figures:
    """Measure a judged calendar."""
    calendar = verdict.calendar
    asked: dict[str, int] = {row.bu_id: 0 for row in case.scenario.business_units}
    for (name, _), value in case.value_of.items():
        asked[case.scenario.campaign_of[name].bu_id] += value
    moves = [
        abs((days.start - launch.wish).days)
        for launch_id, days in calendar.flights.items()
        if (launch := case.scenario.launches[launch_id]).wish is not None
    ]
    return Figures(
        collisions=len(collisions(case, calendar)),
        over_contact=_over_contact(case, calendar),
        pressure_peak=_pressure_peak(calendar),
        lead_breaches=_lead_breaches(case, calendar),
        crescendo_index=_crescendo_index(calendar),
        kept_share=_percent(sum(verdict.value.values()), sum(asked.values())),
        kept_share_by_bu={name: _percent(verdict.value[name], asked[name]) for name in asked},
        days_moved=sum(moves),
        launches_moved=sum(days > 0 for days in moves),
        synergy=_synergy(case, calendar),
    )


def _percent(part: int, whole: int) -> Fraction:
    return Fraction(100 * part, whole) if whole else Fraction(100)


def _over_contact(case: Case, calendar: GroupCalendar) -> int:
    weeks: dict[tuple[str, date], int] = defaultdict(int)
    for touch in calendar.touches:
        weeks[touch.account_id, week_start(touch.day)] += 1
    return sum(max(0, number - case.charter.over_contact_per_week) for number in weeks.values())


def _pressure_peak(calendar: GroupCalendar) -> Decimal:
    peak = Decimal(0)
    for placements in calendar.by_account.values():
        touches = [(touch.day, touch.pressure) for row in placements for touch in row.touches]
        for last, _ in touches:
            week = (part for day, part in touches if 0 <= (last - day).days < 7)
            peak = max(peak, sum(week, Decimal(0)))
    return peak


def _lead_breaches(case: Case, calendar: GroupCalendar) -> int:
    number = 0
    for account_id, placements in calendar.by_account.items():
        for row in placements:
            lead = case.lead_on(account_id, row.flight.first)
            if lead is None or lead in row.campaign.units or (account_id, lead) not in case.asked_for:
                continue
            touches = [
                touch.day for part in placements if lead in part.campaign.units for touch in part.touches
            ]
            number += bool(touches) and row.flight.first < min(touches)
    return number


def _crescendo_index(calendar: GroupCalendar) -> Fraction:
    rising = pairs = 0
    for placements in calendar.by_account.values():
        for one, other in combinations(placements, 2):
            low, high = sorted((one, other), key=lambda row: row.campaign.stage)
            if low.campaign.stage < high.campaign.stage and journey_of(low.campaign) == journey_of(
                high.campaign
            ):
                pairs += 1
                rising += low.flight.first < high.flight.first
    return _percent(rising, pairs)


def _synergy(case: Case, calendar: GroupCalendar) -> int:
    kept = {placement.key for placement in calendar.placements}
    whole = {
        account_id
        for (account_id, _), names in case.bundles.items()
        if len(names) > 1 and all((name, account_id) in kept for name in names)
    }
    return len(whole)
