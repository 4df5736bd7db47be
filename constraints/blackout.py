"""``blackout``: days without touches."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import numpy as np

from ..scheduler.problem.arrays import Lists
from ..scheduler.problem.primitive import Primitive
from ..scheduler.problem.start_cost import StartCost
from ..scheduler.schedule import GroupCalendar, Touch
from ..scheduler.tables import Blackout as Row
from .charter.finding import Finding, written
from .charter.labels import by_account
from .charter.natural import Amount, Broken
from .charter.rule import AccountRule, TouchScope

if TYPE_CHECKING:
    from .charter.case import Case
    from .charter.lowering import Lowering, Member


class Blackout(AccountRule, TouchScope):
    """No touch inside the spans of the table ``blackouts``, each touch counting once."""

    unit = ("one touch on a day without contacts", "un point de contact un jour sans contact")

    kind: Literal["blackout"]

    def lower(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Lower to a cost of each placement's starts: the touches that they put inside."""
        concerned, measures = [], []
        for _, members in lowering.on_accounts(self):
            for member in members:
                spans = [
                    (slot, row)
                    for slot, step, channel in lowering.contacts(member.campaign)
                    if self.covers_touch(channel, step.personas)
                    for row in self._rows(lowering.case, member, channel, step.personas)
                ]
                barred = [
                    len({slot for slot, row in spans if self._inside(row, flight.touches[slot])})
                    for flight in member.flights
                ]
                if any(barred):
                    concerned.append(member)
                    measures.append(barred)
        if concerned:
            yield StartCost(
                origin=self.id,
                price=lowering.price(self),
                about=by_account(concerned),
                carrier=np.array([lowering.carrier(member) for member in concerned]),
                by_option=Lists.of(measures),
            )

    @staticmethod
    def _rows(case: "Case", member: "Member", channel: str, personas: tuple[str, ...]) -> Iterator[Row]:
        """Give the rows of the table that are about a contact of a placement, on whatever day."""
        account = case.scenario.account_of[member.account_id]
        for row in case.scenario.blackouts:
            asked = (row.account_id, row.tier, row.country, row.channel)
            place = (
                account.account_id,
                case.scenario.tier_of[account.account_id],
                case.scenario.country_of(account.account_id),
                channel,
            )
            if (
                all(want in (None, have) for want, have in zip(asked, place, strict=True))
                and (row.bu_id is None or row.bu_id in member.campaign.units)
                and (row.persona is None or row.persona in personas)
            ):
                yield row

    def _inside(self, row: Row, day: date) -> bool:
        return row.from_ <= day <= (row.until or day) and self.on(day) is not None

    def check(self, case: "Case", calendar: GroupCalendar) -> Iterator[Finding]:
        """Find the touches inside a span, one finding each."""
        for touch in calendar.touches:
            if not (
                self.on(touch.day)
                and case.covers(self, touch.campaign, touch.account_id)
                and self.covers_touch(touch.channel, touch.personas)
            ):
                continue
            barring = next((row for row in case.scenario.blackouts if _bars(case, row, touch)), None)
            if barring:
                yield Finding(
                    self.id,
                    Decimal(1),
                    account_id=touch.account_id,
                    campaigns=(touch.campaign.campaign_id,),
                    first=touch.day,
                    last=touch.day,
                    subject=barring.reason or "",
                )

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


def _bars(case: "Case", row: Row, touch: Touch) -> bool:
    """Whether a row of the table bars a touch."""
    return not (
        touch.day < row.from_
        or (row.until is not None and touch.day > row.until)
        or (row.account_id is not None and row.account_id != touch.account_id)
        or (row.tier is not None and row.tier != case.scenario.tier_of[touch.account_id])
        or (row.country is not None and row.country != case.scenario.country_of(touch.account_id))
        or (row.bu_id is not None and row.bu_id not in touch.campaign.units)
        or (row.channel is not None and row.channel != touch.channel)
        or (row.persona is not None and row.persona not in touch.personas)
    )
