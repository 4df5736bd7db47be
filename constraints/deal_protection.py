"""``deal_protection``: while a BU has a deal in a delicate stage, others leave the account alone."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from ..scheduler.choices import DealStatus
from ..scheduler.problem.primitive import Primitive
from ..scheduler.schedule import GroupCalendar, Touch
from ..scheduler.tables import Opportunity
from .charter.finding import Finding, written
from .charter.natural import Amount, Broken
from .charter.rule import AccountRule, TouchScope

if TYPE_CHECKING:
    from .charter.case import Case
    from .charter.lowering import Lowering, Member

Stage = Annotated[int, Field(ge=1, le=5)]


class DealProtection(AccountRule, TouchScope):
    """No touch of other BUs while a deal is open in one of some stages, each touch counting once."""

    varying: ClassVar[frozenset[str]] = frozenset({"deal_stages", "allow_stages"})
    unit = ("one touch while a deal is protected", "un contact pendant une affaire protégée")

    kind: Literal["deal_protection"]
    deal_stages: tuple[str, ...] = Field(min_length=1)
    allow_stages: tuple[Stage, ...] = ()

    # -- lower --------------------------------------------------------------------------------------

    def lower(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Lower to a cost of each placement's starts: the touches that they put on protected days."""
        deals: dict[str, list[tuple[Opportunity, date]]] = defaultdict(list)
        for row, close in lowering.case.deals.ahead:
            deals[row.account_id].append((row, close))
        yield from lowering.start_cost(
            self,
            (
                (member, self._barred(lowering, deals[account_id], member))
                for account_id, members in lowering.on_accounts(self)
                for member in members
            ),
        )

    def _barred(
        self, lowering: "Lowering", deals: list[tuple[Opportunity, date]], member: "Member"
    ) -> list[int]:
        """Give the touches on protected days for each start of a placement."""
        slots = [
            slot
            for slot, step, channel in lowering.contacts(member.campaign)
            if self.covers_touch(channel, step.personas)
        ]
        return [
            sum(self._protected(deals, member, flight.touches[slot]) for slot in slots)
            for flight in member.flights
        ]

    def _protected(self, deals: list[tuple[Opportunity, date]], member: "Member", day: date) -> bool:
        """Whether a deal of an account's bars a touch of a placement on a day."""
        rule = self.on(day)
        if rule is None or member.campaign.stage in rule.allow_stages:
            return False
        return any(
            (row.opened_on or day) <= day <= close
            for row, close in deals
            if row.status is DealStatus.OPEN
            and row.deal_stage in rule.deal_stages
            and row.bu_id not in member.campaign.units
        )

    # -- check --------------------------------------------------------------------------------------

    def check(self, case: "Case", calendar: GroupCalendar) -> Iterator[Finding]:
        """Find the touches on protected days, one finding each, with the deal that closes last."""
        for touch in calendar.touches:
            rule = self.on(touch.day)
            if not (
                rule
                and case.covers(self, touch.campaign, touch.account_id)
                and self.covers_touch(touch.channel, touch.personas)
                and touch.campaign.stage not in rule.allow_stages
            ):
                continue
            barring = [row for row in case.deals.ahead if rule._bars(*row, touch)]
            if barring:
                deal, close = max(barring, key=lambda row: (row[1], row[0].opportunity_id))
                yield Finding(
                    self.id,
                    Decimal(1),
                    account_id=touch.account_id,
                    campaigns=(touch.campaign.campaign_id,),
                    first=touch.day,
                    last=close,
                    subject=deal.opportunity_id,
                )

    def _bars(self, deal: Opportunity, close: date, touch: Touch) -> bool:
        """Whether a deal bars a touch on its day."""
        return not (
            deal.account_id != touch.account_id
            or deal.status is not DealStatus.OPEN
            or deal.deal_stage not in self.deal_stages
            or deal.bu_id in touch.campaign.units
            or touch.day > close
            or (deal.opened_on is not None and touch.day < deal.opened_on)
        )

    # -- explain ------------------------------------------------------------------------------------

    def explain(self, case: "Case", finding: Finding) -> str:
        """Say who contacts whom while which deal is protected, and until when."""
        language = case.scenario.language
        account = case.scenario.account_of[finding.account_id or ""].name
        name = case.scenario.campaign_of[finding.campaigns[0]].name
        (deal,) = (row for row in case.scenario.opportunities if row.opportunity_id == finding.subject)
        owner = case.scenario.unit_of[deal.bu_id].name
        day, close = written(finding.first, language), written(finding.last, language)
        if language == "fr":
            return (
                f"{name} contacte {account} le {day}, alors que {owner} y mène une affaire au stade "
                f"« {deal.deal_stage} », protégée jusqu'au {close}"
            )
        return (
            f"{name} contacts {account} on {day}, while {owner} has a deal there at the stage "
            f"'{deal.deal_stage}', protected until {close}"
        )

    def natural(self, broken: Broken) -> Iterator[Amount]:
        """Count the touches, their accounts, and the deals that they disturb."""
        yield broken.touches
        yield broken.accounts
        deals = {row.subject for row in broken.findings}
        english = "deal disturbed|deals disturbed"
        yield Amount("deals", len(deals), english, "affaire dérangée|affaires dérangées")
