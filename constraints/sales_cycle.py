"""``sales_cycle``: campaigns start where their stage belongs in the sales cycle."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from ..scheduler.problem.primitive import Primitive
from ..scheduler.schedule import GroupCalendar
from ..scheduler.tables import Campaign
from .charter.finding import Finding, in_days, written
from .charter.natural import Amount, Broken
from .charter.rule import AccountRule, Count

if TYPE_CHECKING:
    from .charter.case import Case
    from .charter.lowering import Lowering, Member


def _two_ends(window: object) -> object:
    if not isinstance(window, list | tuple) or len(window) != 2:
        raise ValueError("a window has two ends, parts of the sales cycle; write it as [0.25, 0.5]")
    return window


def _in_order(window: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal]:
    if window[0] > window[1]:
        raise ValueError(f"the window ends at {window[1]}, before it begins at {window[0]}; exchange them")
    return window


#: A part of the sales cycle, 0 its first day and 1 the close.
Part = Annotated[Decimal, Field(ge=0, le=1, decimal_places=2)]
Window = Annotated[tuple[Part, Part], BeforeValidator(_two_ends), AfterValidator(_in_order)]
Stage = Annotated[int, Field(ge=1, le=5)]


class SalesCycle(AccountRule):
    """A placement starts in its stage's window of the sales cycle that ends with its BU's next close."""

    varying: ClassVar[frozenset[str]] = frozenset({"windows", "cap_days"})
    unit = ("one day outside its window of the sales cycle", "un jour hors de sa période du cycle de vente")

    kind: Literal["sales_cycle"]
    windows: Mapping[Stage, Window] = Field(min_length=1)
    cap_days: Count | None = None

    # -- lower --------------------------------------------------------------------------------------

    def lower(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Lower to a cost of each placement's starts: their days outside its window."""
        yield from lowering.start_cost(
            self,
            (
                (member, [self._off(lowering, member, days.start) for days in member.flights])
                for _, members in lowering.on_accounts(self)
                for member in members
            ),
        )

    def _off(self, lowering: "Lowering", member: "Member", start: date) -> int:
        """Give the days by which a start lies outside its window, in whole hundredths throughout."""
        deals, campaign, rule = lowering.case.deals, member.campaign, self.on(start)
        close = deals.next_close.get((campaign.bu_id, member.account_id))
        window = rule.windows.get(campaign.stage) if rule else None
        if rule is None or close is None or window is None:
            return 0
        length, last_day, day = deals.cycle_of[campaign.bu_id], close.toordinal(), start.toordinal()
        lo, hi = ((last_day * 100 - (100 - int(100 * end)) * length + 50) // 100 for end in window)
        days = max(lo - day, day - hi, 0)
        return days if rule.cap_days is None else min(days, rule.cap_days)

    # -- check --------------------------------------------------------------------------------------

    def check(self, case: "Case", calendar: GroupCalendar) -> Iterator[Finding]:
        """Find the placements that start outside their window."""
        for placement in calendar.placements:
            campaign, start = placement.campaign, placement.flight.start
            rule = self.on(start)
            span = rule.span(case, campaign, placement.account_id) if rule else None
            if rule is None or span is None or not case.covers(self, campaign, placement.account_id):
                continue
            off = (span[0] - start).days if start < span[0] else (start - span[1]).days
            counted = off if rule.cap_days is None or off < rule.cap_days else rule.cap_days
            if counted > 0:
                yield Finding(
                    self.id,
                    Decimal(counted),
                    account_id=placement.account_id,
                    campaigns=(campaign.campaign_id,),
                    first=start,
                    last=start,
                    amount=Decimal(off),
                )

    def span(self, case: "Case", campaign: Campaign, account_id: str) -> tuple[date, date] | None:
        """Give the first and last day of a campaign's window on an account; None where there is none."""
        close = case.deals.next_close.get((campaign.bu_id, account_id))
        if close is None or campaign.stage not in self.windows:
            return None
        first, last = (case.deals.day_at(campaign.bu_id, close, end) for end in self.windows[campaign.stage])
        return first, last

    def times(self, campaign: Campaign) -> bool:
        """Whether the rule, or one of its exceptions, has a window for a campaign's stage."""
        return any(campaign.stage in form.windows for form in self.forms)

    # -- explain ------------------------------------------------------------------------------------

    def explain(self, case: "Case", finding: Finding) -> str:
        """Say how far from which window a campaign starts, and which close it is counted from."""
        language = case.scenario.language
        campaign = case.scenario.campaign_of[finding.campaigns[0]]
        account = case.scenario.account_of[finding.account_id or ""]
        rule = self.on(finding.first or case.scenario.start)
        span = rule.span(case, campaign, account.account_id) if rule else None
        first, last = span or (None, None)
        early = first is not None and finding.first is not None and finding.first < first
        day, off = written(finding.first, language), in_days(finding.amount, language)
        window = (written(first, language), written(last, language))
        close = written(case.deals.next_close[campaign.bu_id, account.account_id], language)
        if language == "fr":
            side = "avant" if early else "après"
            return (
                f"{campaign.name} commence sur {account.name} le {day}, {off} {side} sa période du cycle de "
                f"vente ({window[0]} au {window[1]}), l'affaire devant se conclure le {close}"
            )
        side = "before" if early else "after"
        return (
            f"{campaign.name} starts on {account.name} on {day}, {off} {side} its window of the sales cycle "
            f"({window[0]} to {window[1]}), the deal being due to close on {close}"
        )

    def natural(self, broken: Broken) -> Iterator[Amount]:
        """Count the placements outside their window, their accounts, and by how many days they are."""
        english = "placement out of its phase|placements out of their phase"
        yield broken.number("placements", english, "placement hors phase|placements hors phase")
        yield broken.accounts
        off = sum(row.amount or 0 for row in broken.findings)
        yield Amount("days", off, "day off|days off", "jour d'écart|jours d'écart")
