"""``spacing``: room between the placements of an account."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar, Literal, Self

import numpy as np
from pydantic import model_validator

from ..scheduler.problem.primitive import Primitive
from ..scheduler.problem.separation import Separation
from ..scheduler.schedule import GroupCalendar
from ..scheduler.tables import Campaign
from .charter.finding import Finding, in_days, listed, written
from .charter.labels import by_account
from .charter.natural import Amount, Broken, days_missing
from .charter.rule import AccountRule, Count

if TYPE_CHECKING:
    from .charter.case import Case
    from .charter.lowering import Lowering


class Spacing(AccountRule):
    """A least gap, a penalty by gap, or both, between placements of other BUs, of one BU, or of any."""

    varying: ClassVar[frozenset[str]] = frozenset({"min_gap_days", "penalty_by_gap"})
    unit = ("one day (or degree of closeness) too near", "un jour (ou degré de proximité) trop près")

    kind: Literal["spacing"]
    between: Literal["other_bu", "same_bu", "any"] = "other_bu"
    min_gap_days: Count = 0
    penalty_by_gap: tuple[Count, ...] = ()

    @model_validator(mode="after")
    def _some_demand(self) -> Self:
        if not self.min_gap_days and not self.penalty_by_gap:
            raise ValueError("give min_gap_days, penalty_by_gap, or both")
        return self

    def counts_between(self, one: Campaign, other: Campaign) -> bool:
        """Whether the rule is about pairs of these two campaigns."""
        strangers = one.units.isdisjoint(other.units)
        return self.between == "any" or strangers == (self.between == "other_bu")

    def penalty(self, gap: int) -> int:
        """Give the measure of a gap."""
        listed_penalty = self.penalty_by_gap[gap] if gap < len(self.penalty_by_gap) else 0
        return max(0, self.min_gap_days - gap) + listed_penalty

    def lower(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Lower to separations, one family for each form that exceptions give the rule."""
        pairs = [
            (one, other)
            for _, members in lowering.on_accounts(self)
            for one, other in combinations(members, 2)
            if self.counts_between(one.campaign, other.campaign)
        ]
        for rule, days in self.variants(lowering.days) if pairs else ():
            reach = max(rule.min_gap_days, len(rule.penalty_by_gap))
            yield Separation(
                origin=self.id,
                price=lowering.price(self),
                about=by_account(one for one, _ in pairs),
                one=np.array([one.number for one, _ in pairs]),
                other=np.array([other.number for _, other in pairs]),
                by_gap=np.array([rule.penalty(gap) for gap in range(reach)], dtype=np.int64),
                days=days,
            )

    def check(self, case: "Case", calendar: GroupCalendar) -> Iterator[Finding]:
        """Find the pairs of placements that stand too close."""
        for account_id, placements in calendar.by_account.items():
            inside = [row for row in placements if case.covers(self, row.campaign, account_id)]
            for one, other in combinations(inside, 2):
                if not self.counts_between(one.campaign, other.campaign):
                    continue
                rule = self.on(max(one.flight.first, other.flight.first))
                gap = one.flight.gap(other.flight)
                if rule and (measure := rule.penalty(gap)):
                    before, after = sorted((one, other), key=lambda row: (row.flight.first, row.key))
                    yield Finding(
                        self.id,
                        Decimal(measure),
                        account_id=account_id,
                        campaigns=(before.campaign.campaign_id, after.campaign.campaign_id),
                        first=before.flight.first,
                        last=after.flight.first,
                        limit=Decimal(max(rule.min_gap_days, len(rule.penalty_by_gap))),
                        amount=Decimal(gap),
                    )

    def explain(self, case: "Case", finding: Finding) -> str:
        """Say which two stand how close."""
        language = case.scenario.language
        account = case.scenario.account_of[finding.account_id or ""].name
        names = listed((case.scenario.campaign_of[name].name for name in finding.campaigns), language)
        day, gap = written(finding.last, language), in_days(finding.amount, language)
        if language == "fr":
            return f"{names} sont à {gap} d'intervalle sur {account} le {day}, il en faut {finding.limit}"
        verb = "is" if finding.limit == 1 else "are"
        return f"{names} are {gap} apart on {account} on {day}, {finding.limit} {verb} wanted"

    def natural(self, broken: Broken) -> Iterator[Amount]:
        """Count the pairs too close, their accounts, and the days that they miss."""
        english = "pair too close|pairs too close"
        yield broken.number("pairs", english, "paire trop proche|paires trop proches")
        yield broken.accounts
        yield days_missing(sum((row.limit or 0) - (row.amount or 0) for row in broken.findings))
