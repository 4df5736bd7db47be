"""``budget``: what the launches of a period cost whoever pays."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Literal

import numpy as np
from babel.numbers import format_decimal

from ..scheduler.problem.arrays import Flags
from ..scheduler.problem.primitive import Primitive
from ..scheduler.problem.sum_limit import SumLimit, Term
from ..scheduler.schedule import GroupCalendar
from ..scheduler.tables import GROUP, Campaign
from ..scheduler.tables import Budget as Row
from .charter.finding import Finding, listed, written
from .charter.natural import Amount, Broken
from .charter.rule import Rule

if TYPE_CHECKING:
    from .charter.case import Case
    from .charter.lowering import Lowering


class Budget(Rule):
    """The amounts of the table ``budgets``: what launches that start in a period may cost its payer."""

    unit = ("100 of money over a budget", "100 d'argent au-delà d'un budget")
    lot = 100

    kind: Literal["budget"]

    # -- lower --------------------------------------------------------------------------------------

    def lower(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Lower to a sum limit, a group for each row of the table."""
        kept: dict[int, list[int]] = defaultdict(list)
        for member in lowering.members:
            if lowering.case.covers(self, member.campaign, member.account_id):
                kept[member.item].append(lowering.carrier(member))
        groups = {
            f"{row.payer} {row.period_start}/{row.period_end}": (
                Fraction(row.amount),
                list(self._terms(lowering, row, kept)),
            )
            for row in lowering.case.scenario.budgets
            if self._counts(lowering.case, row)
        }
        if groups:
            yield SumLimit.of(self.id, lowering.price(self), "budget", groups)

    def _terms(self, lowering: "Lowering", row: Row, kept: Mapping[int, list[int]]) -> Iterator[Term]:
        """Give what launches, and the placements that they keep, cost a payer in a period."""
        case = lowering.case
        for item, launch in enumerate(lowering.launches):
            campaign = launch.campaign
            share = _share(campaign, row.payer)
            at = _within([days.start for days in lowering.flights[item]], row)
            if not share or not at.any():
                continue
            if case.covers_launch(self, launch):
                number = len(case.scenario.launches_of[campaign.campaign_id])
                yield Term([item], share * Fraction(campaign.cost) / number, at)
            yield Term(kept.get(item, []), share * Fraction(campaign.cost_per_account), at)

    # -- check --------------------------------------------------------------------------------------

    def check(self, case: "Case", calendar: GroupCalendar) -> Iterator[Finding]:
        """Find the periods in which a payer's launches cost more than the budget."""
        for row in case.scenario.budgets:
            if not self._counts(case, row):
                continue
            spent: dict[str, Fraction] = defaultdict(Fraction)
            for launch_id, days in calendar.flights.items():
                launch = case.scenario.launches[launch_id]
                if row.period_start <= days.start <= row.period_end and case.covers_launch(self, launch):
                    number = len(case.scenario.launches_of[launch_id.campaign_id])
                    spent[launch_id.campaign_id] += Fraction(launch.campaign.cost) / number
            for placement in calendar.placements:
                campaign, start = placement.campaign, placement.flight.start
                covered = case.covers(self, campaign, placement.account_id)
                if covered and row.period_start <= start <= row.period_end:
                    spent[campaign.campaign_id] += Fraction(campaign.cost_per_account)
            paid = {
                name: cost * _share(case.scenario.campaign_of[name], row.payer)
                for name, cost in spent.items()
            }
            total = sum(paid.values(), Fraction(0))
            if total > row.amount:
                yield Finding(
                    self.id,
                    Decimal(ceil(total - Fraction(row.amount))),
                    campaigns=tuple(sorted(name for name, cost in paid.items() if cost)),
                    first=row.period_start,
                    last=row.period_end,
                    limit=row.amount,
                    amount=_cents(total),
                    subject=row.payer,
                )

    # -- what both sides go by ----------------------------------------------------------------------

    def _counts(self, case: "Case", row: Row) -> bool:
        """Whether a row is in scope: the rule is on on its first day, and covers the BU that pays."""
        return self.on(row.period_start) is not None and (
            row.payer == GROUP or case.covers_bu(self, row.payer)
        )

    # -- explain ------------------------------------------------------------------------------------

    def explain(self, case: "Case", finding: Finding) -> str:
        """Say what whose launches cost in which period, and what the budget is."""
        language = case.scenario.language
        unit = case.scenario.unit_of.get(finding.subject)
        names = listed((case.scenario.campaign_of[name].name for name in finding.campaigns), language)
        cost, limit = money(finding.amount, language), money(finding.limit, language)
        first, last = written(finding.first, language), written(finding.last, language)
        if language == "fr":
            payer = unit.name if unit else "le groupe"
            return f"{payer} dépense {cost} pour un budget de {limit}, du {first} au {last} : {names}"
        payer = unit.name if unit else "the group"
        return f"{payer} spends {cost} of a budget of {limit}, {first} to {last}: {names}"

    def natural(self, broken: Broken) -> Iterator[Amount]:
        """Count the budgets that are exceeded, by how much at worst, and the campaigns."""
        yield broken.number("budgets", "budget exceeded|budgets exceeded", "budget dépassé|budgets dépassés")
        yield Amount("worst", broken.worst, "too much at worst", "de trop au pire")
        yield broken.campaigns


def money(amount: Decimal | None, language: str) -> str:
    """Write an amount of money: ``1,250``, ``1,250.50``; ``1 250``, ``1 250,50``."""
    if amount is None:
        return ""
    whole = amount == amount.to_integral_value()
    return format_decimal(amount, "#,##0" if whole else "#,##0.00", locale=language)


def _share(campaign: Campaign, payer: str) -> Fraction:
    """Give the part of a campaign's costs that a payer bears."""
    if payer == GROUP:
        return Fraction(campaign.group_share)
    return 1 - Fraction(campaign.group_share) if payer == campaign.bu_id else Fraction(0)


def _within(starts: list[date], row: Row) -> Flags:
    return np.array([row.period_start <= start <= row.period_end for start in starts], dtype=np.bool_)


def _cents(amount: Fraction) -> Decimal:
    """Round money up to cents, so that what is above a budget is seen to be."""
    return Decimal(ceil(100 * amount)) / 100
