"""``blackout``: days without touches."""

from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import numpy as np

from ..scheduler.choices import Weekday
from ..scheduler.days import ONE_DAY, weekday
from ..scheduler.days_off import SCHOOL_COUNTRIES, public_holidays, school_holidays
from ..scheduler.problem.arrays import Lists
from ..scheduler.problem.primitive import Primitive
from ..scheduler.problem.start_cost import StartCost
from ..scheduler.schedule import GroupCalendar, Touch
from ..scheduler.tables import Blackout as Row
from .charter.finding import Finding, listed, written
from .charter.labels import by_account
from .charter.natural import Amount, Broken
from .charter.rule import AccountRule, TouchScope

if TYPE_CHECKING:
    from .charter.case import Case
    from .charter.lowering import Lowering, Member

#: What makes a day one off, in English and French.
WORDS = {
    "holiday": ("public holiday: {name}", "jour férié : {name}"),
    "bridge": ("bridge day: {name}", "pont : {name}"),
    "school": ("school holidays of {zones}: {name}", "vacances scolaires, {zones} : {name}"),
}


class Blackout(AccountRule, TouchScope):
    """No touch inside the spans of the table ``blackouts`` and the account's days off.

    The spans are the table's own and those that come from the rule's ``calendars``; each touch counts
    once.
    """

    unit = ("one touch on a day without contacts", "un point de contact un jour sans contact")

    kind: Literal["blackout"]
    calendars: tuple[str, ...] = ()
    account_holidays: bool = False
    school_holidays: tuple[Literal["A", "B", "C"], ...] = ()
    bridges: bool = False

    def _spans(self, case: "Case") -> Sequence[Row]:
        """Give the rows of the table that count for this rule."""
        return [row for row in case.scenario.blackouts if row.calendar in (None, *self.calendars)]

    # -- lowering: sets of days, touch by touch -----------------------------------------------------

    def lower(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Lower to a cost of each placement's starts: the touches that they put inside."""
        days = [day for day in lowering.days if self.on(day) is not None]
        spans = [
            (row, frozenset(day for day in days if row.from_ <= day <= (row.until or day)))
            for row in self._spans(lowering.case)
        ]
        for_all = frozenset[date]().union(*(inside for row, inside in spans if not _narrows(row)))
        narrow = [(row, inside) for row, inside in spans if _narrows(row)]
        off_at: dict[tuple[str | None, str | None], frozenset[date]] = {}
        concerned, measures = [], []
        for account_id, members in lowering.on_accounts(self):
            place = lowering.case.scenario.place_of(account_id)
            if place not in off_at:
                off_at[place] = self._days_off(lowering.case, place, days) | for_all
            for member in members:
                barred = [
                    (
                        slot,
                        off_at[place].union(*_about(lowering.case, narrow, member, channel, step.personas)),
                    )
                    for slot, step, channel in lowering.contacts(member.campaign)
                    if self.covers_touch(channel, step.personas)
                ]
                counts = [
                    sum(flight.touches[slot] in inside for slot, inside in barred)
                    for flight in member.flights
                ]
                if any(counts):
                    concerned.append(member)
                    measures.append(counts)
        if concerned:
            yield StartCost(
                origin=self.id,
                price=lowering.price(self),
                about=by_account(concerned),
                carrier=np.array([lowering.carrier(member) for member in concerned]),
                by_option=Lists.of(measures),
            )

    def _days_off(
        self, case: "Case", place: tuple[str | None, str | None], days: Sequence[date]
    ) -> frozenset[date]:
        """Give those of some days on which an account of a place is off, as the rule has it."""
        if not days:
            return frozenset()
        years = range(days[0].year - 1, days[-1].year + 2)
        closed = {day for year in years for day in public_holidays(*place, year)}
        off: set[date] = set(closed) if self.account_holidays else set()
        if place[0] in SCHOOL_COUNTRIES:
            off.update(
                day for zone in self.school_holidays for year in years for day in school_holidays(zone, year)
            )
        if self.bridges:
            off.update(_bridges(closed, case.scenario.working_days or frozenset()))
        return frozenset(off.intersection(days))

    # -- checking: each touch by its date -----------------------------------------------------------

    def check(self, case: "Case", calendar: GroupCalendar) -> Iterator[Finding]:
        """Find the touches inside a span or on a day off, one finding each."""
        spans = self._spans(case)
        open_on = {
            day: [row for row in spans if row.from_ <= day and (row.until is None or day <= row.until)]
            for day in {touch.day for touch in calendar.touches}
        }
        for touch in calendar.touches:
            if not (
                self.on(touch.day)
                and case.covers(self, touch.campaign, touch.account_id)
                and self.covers_touch(touch.channel, touch.personas)
            ):
                continue
            barring = next((row for row in open_on[touch.day] if _bars(case, row, touch)), None)
            why = (barring.reason or "") if barring else self._day_off(case, touch.account_id, touch.day)
            if why is not None:
                yield Finding(
                    self.id,
                    Decimal(1),
                    account_id=touch.account_id,
                    campaigns=(touch.campaign.campaign_id,),
                    first=touch.day,
                    last=touch.day,
                    subject=why,
                )

    def _day_off(self, case: "Case", account_id: str, day: date) -> str | None:
        """Say what makes a day one off for an account; None if nothing does."""
        language = case.scenario.language
        country, subdivision = case.scenario.place_of(account_id)

        def holiday(on: date) -> str | None:
            return public_holidays(country, subdivision, on.year, language).get(on)

        def worked(on: date) -> bool:
            return case.scenario.working_days is not None and weekday(on) in case.scenario.working_days

        name = holiday(day)
        if self.account_holidays and name is not None:
            return _said("holiday", language, name)
        if self.bridges and name is None and worked(day):
            sides = (day - ONE_DAY, day + ONE_DAY)
            beside = [found for on in sides if worked(on) and (found := holiday(on)) is not None]
            if beside and not any(worked(on) and holiday(on) is None for on in sides):
                return _said("bridge", language, listed(beside, language))
        if country in SCHOOL_COUNTRIES:
            off = {zone: school_holidays(zone, day.year, language).get(day) for zone in self.school_holidays}
            zones = {zone: name for zone, name in off.items() if name is not None}
            if zones:
                return _said("school", language, next(iter(zones.values())), zones)
        return None

    def explain(self, case: "Case", finding: Finding) -> str:
        """Say which touch falls inside, and why nothing may."""
        language = case.scenario.language
        account = case.scenario.account_of[finding.account_id or ""].name
        name = case.scenario.campaign_of[finding.campaigns[0]].name
        day = written(finding.first, language)
        why = f" ({finding.subject})" if finding.subject else ""
        if language == "fr":
            return f"{name} contacte {account} le {day}, jour sans contact{why}"
        return f"{name} contacts {account} on {day}, a day without contacts{why}"

    def natural(self, broken: Broken) -> Iterator[Amount]:
        """Count the touches and the accounts that they should have left alone."""
        yield broken.touches
        yield broken.accounts


def _said(what: str, language: str, name: str, zones: Collection[str] = ()) -> str:
    """Say what makes a day one off; a zone is called that in both languages."""
    some = f"{'zones' if len(zones) > 1 else 'zone'} {listed(sorted(zones), language)}"
    return WORDS[what][("en", "fr").index(language)].format(name=name, zones=some)


def _narrows(row: Row) -> bool:
    """Whether a span is for some touches only."""
    cells = (row.account_id, row.tier, row.bu_id, row.country, row.channel, row.persona)
    return any(cell is not None for cell in cells)


def _bridges(closed: Set[date], worked: Set[Weekday]) -> Iterator[date]:
    """Give the working days that lie alone between a holiday on a working day and another day off."""
    for holiday in closed:
        for step in (-ONE_DAY, ONE_DAY):
            between, beyond = holiday + step, holiday + 2 * step
            rests = beyond in closed or weekday(beyond) not in worked
            if rests and between not in closed and {weekday(holiday), weekday(between)} <= worked:
                yield between


def _about(
    case: "Case",
    spans: Iterable[tuple[Row, frozenset[date]]],
    member: "Member",
    channel: str,
    personas: tuple[str, ...],
) -> Iterator[frozenset[date]]:
    """Give the days of the spans that are about a contact of a placement."""
    account = case.scenario.account_of[member.account_id]
    place = (
        account.account_id,
        case.scenario.tier_of[account.account_id],
        case.scenario.country_of(account.account_id),
        channel,
    )
    for row, days in spans:
        asked = (row.account_id, row.tier, row.country, row.channel)
        if (
            all(want in (None, have) for want, have in zip(asked, place, strict=True))
            and (row.bu_id is None or row.bu_id in member.campaign.units)
            and (row.persona is None or row.persona in personas)
        ):
            yield days


def _bars(case: "Case", row: Row, touch: Touch) -> bool:
    """Whether a row of the table, on a day of its span, bars a touch."""
    return not (
        (row.account_id is not None and row.account_id != touch.account_id)
        or (row.tier is not None and row.tier != case.scenario.tier_of[touch.account_id])
        or (row.country is not None and row.country != case.scenario.country_of(touch.account_id))
        or (row.bu_id is not None and row.bu_id not in touch.campaign.units)
        or (row.channel is not None and row.channel != touch.channel)
        or (row.persona is not None and row.persona not in touch.personas)
    )
