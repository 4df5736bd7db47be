"""``account_reservation``: some accounts belong to one BU for a time."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from pydantic import model_validator

from ..scheduler.problem.primitive import Primitive
from ..scheduler.schedule import GroupCalendar
from .charter.finding import Finding, written
from .charter.natural import Amount, Broken
from .charter.rule import AccountRule, TouchScope

if TYPE_CHECKING:
    from .charter.case import Case
    from .charter.lowering import Lowering, Member


class AccountReservation(AccountRule, TouchScope):
    """On some accounts, or on those of some tiers, no touch but those of one BU and its partners."""

    varying: ClassVar[frozenset[str]] = frozenset({"bu"})
    unit = ("one touch on an account reserved to others", "un contact sur un compte réservé")

    kind: Literal["account_reservation"]
    bu: str

    @model_validator(mode="after")
    def _some_accounts(self) -> Self:
        if self.accounts is None and self.tiers is None:
            raise ValueError("it reserves no account; give accounts, tiers, or both")
        return self

    def lower(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Lower to a cost of each placement's starts: the touches that they put on reserved days."""
        yield from lowering.start_cost(
            self,
            (
                (member, self._barred(lowering, member))
                for _, members in lowering.on_accounts(self)
                for member in members
            ),
        )

    def _barred(self, lowering: "Lowering", member: "Member") -> list[int]:
        """Give the touches on days reserved to others for each start of a placement."""
        slots = [
            slot
            for slot, step, channel in lowering.contacts(member.campaign)
            if self.covers_touch(channel, step.personas)
        ]
        days = [[flight.touches[slot] for slot in slots] for flight in member.flights]
        holders = [[rule.bu for day in row if (rule := self.on(day))] for row in days]
        return [sum(bu not in member.campaign.units for bu in row) for row in holders]

    def check(self, case: "Case", calendar: GroupCalendar) -> Iterator[Finding]:
        """Find the touches of others, one finding each."""
        for touch in calendar.touches:
            rule = self.on(touch.day)
            if (
                rule
                and touch.campaign.bu_id != rule.bu
                and rule.bu not in touch.campaign.partners
                and case.covers(self, touch.campaign, touch.account_id)
                and self.covers_touch(touch.channel, touch.personas)
            ):
                yield Finding(
                    self.id,
                    Decimal(1),
                    account_id=touch.account_id,
                    campaigns=(touch.campaign.campaign_id,),
                    first=touch.day,
                    last=touch.day,
                    subject=rule.bu,
                )

    def explain(self, case: "Case", finding: Finding) -> str:
        """Say which touch falls on an account that is reserved to whom."""
        language = case.scenario.language
        account = case.scenario.account_of[finding.account_id or ""].name
        name = case.scenario.campaign_of[finding.campaigns[0]].name
        holder = case.scenario.unit_of[finding.subject].name
        day = written(finding.first, language)
        if language == "fr":
            return f"{name} contacte {account} le {day}, compte réservé à {holder}"
        return f"{name} contacts {account} on {day}, while it is reserved to {holder}"

    def natural(self, broken: Broken) -> Iterator[Amount]:
        """Count the touches and the accounts that are reserved to others."""
        yield broken.touches
        yield broken.accounts
