"""``bundle``: what belongs together reaches an account together, and whole."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Literal, Self

import numpy as np
from pydantic import model_validator

from ..scheduler.problem.arrays import Lists
from ..scheduler.problem.labels import Labels
from ..scheduler.problem.primitive import Primitive
from ..scheduler.problem.spread import Spread
from ..scheduler.schedule import GroupCalendar, Placement
from .charter.finding import Finding, in_days, listed, written
from .charter.labels import label
from .charter.natural import Amount, Broken
from .charter.rule import AccountRule, Count, Hundredths

if TYPE_CHECKING:
    from .charter.case import Case
    from .charter.lowering import Lowering

#: Longer than any calendar.
NO_LIMIT = 10**6
#: How a bundle that is far apart, in part, or whole reads, in English and French.
SENTENCES = {
    "apart": (
        "bundle {bundle} starts over {spread} on {account}, from {first} to {last}, {limit} at most: {names}",
        "le lot {bundle} s'étale sur {spread} sur {account}, du {first} au {last}, {limit} au plus : {names}",
    ),
    "in part": (
        "bundle {bundle} is kept in part on {account}, without {names}",
        "le lot {bundle} n'est retenu qu'en partie sur {account}, sans {names}",
    ),
    "whole": (
        "bundle {bundle} is whole on {account}: {names}",
        "le lot {bundle} est complet sur {account} : {names}",
    ),
}


class Bundle(AccountRule):
    """The placements of a bundle on an account start near one another, all or none, or are rewarded."""

    varying: ClassVar[frozenset[str]] = frozenset({"within_days", "all_or_none", "reward"})
    unit = ("one day too far apart, or one placement missing", "un jour d'écart ou un placement manquant")

    kind: Literal["bundle"]
    within_days: Count | None = None
    all_or_none: bool = False
    reward: Hundredths = Decimal(0)

    @model_validator(mode="after")
    def _some_demand(self) -> Self:
        if self.within_days is None and not self.all_or_none and not self.reward:
            raise ValueError("give within_days, all_or_none, reward, or several of them")
        return self

    def asked(self, case: "Case", account_id: str, bundle: str) -> list[str]:
        """Give the campaigns of a bundle that are asked for on an account, as far as they are in scope."""
        names = case.bundles[account_id, bundle]
        return [name for name in names if case.covers(self, case.scenario.campaign_of[name], account_id)]

    # -- lower --------------------------------------------------------------------------------------

    def lower(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Lower to spreads, which cost or earn; what may not be kept any more is wanted all the same."""
        members = {
            (account_id, row.audience.campaign_id): row.number
            for account_id, rows in lowering.on_accounts(self)
            for row in rows
        }
        groups = []
        for account_id, bundle in lowering.case.bundles:
            asked = self.asked(lowering.case, account_id, bundle)
            kept = [members[account_id, name] for name in asked if (account_id, name) in members]
            if kept and len(asked) > 1:
                groups.append((label("account", account_id) + label("bundle", bundle), kept, len(asked)))
        for rule, days in self.variants(lowering.days) if groups else ():
            for reward in (False, True):
                if rule.reward if reward else rule.within_days is not None or rule.all_or_none:
                    wanted = [number if reward or rule.all_or_none else 0 for _, _, number in groups]
                    yield Spread(
                        origin=self.id,
                        price=lowering.reward(self, rule.reward) if reward else lowering.price(self),
                        about=Labels.per_row(about for about, _, _ in groups),
                        members=Lists.of(kept for _, kept, _ in groups),
                        wanted=np.array(wanted),
                        within=NO_LIMIT if rule.within_days is None else rule.within_days,
                        days=days,
                        reward=reward,
                    )

    # -- check --------------------------------------------------------------------------------------

    def check(self, case: "Case", calendar: GroupCalendar) -> Iterator[Finding]:
        """Find the bundles that are too far apart or kept in part, and those that earn the reward."""
        for account_id, placements in calendar.by_account.items():
            parts: dict[str, list[Placement]] = defaultdict(list)
            for row in placements:
                if row.campaign.bundle and case.covers(self, row.campaign, account_id):
                    parts[row.campaign.bundle].append(row)
            for bundle, kept in sorted(parts.items()):
                if rule := self.on(max(row.flight.start for row in kept)):
                    yield from rule._judge(case, account_id, bundle, kept)

    def _judge(self, case: "Case", account_id: str, bundle: str, kept: list[Placement]) -> Iterator[Finding]:
        """Give the findings on what is kept of a bundle on an account."""
        names = sorted(row.campaign.campaign_id for row in kept)
        missing = sorted({*self.asked(case, account_id, bundle)} - {*names})
        first, last = (edge(row.flight.start for row in kept) for edge in (min, max))
        spread = (last - first).days
        near = self.within_days is None or spread <= self.within_days
        if self.within_days is not None and not near:
            yield Finding(
                self.id,
                Decimal(spread - self.within_days),
                account_id=account_id,
                campaigns=tuple(names),
                first=first,
                last=last,
                limit=Decimal(self.within_days),
                amount=Decimal(spread),
                subject=bundle,
            )
        if self.all_or_none and missing:
            yield Finding(
                self.id,
                Decimal(len(missing)),
                account_id=account_id,
                campaigns=tuple(missing),
                first=first,
                last=last,
                subject=bundle,
            )
        if self.reward and near and not missing and len(kept) > 1:
            yield Finding(
                self.id,
                Decimal(1),
                account_id=account_id,
                campaigns=tuple(names),
                first=first,
                last=last,
                subject=bundle,
                reward=self.reward,
            )

    # -- explain ------------------------------------------------------------------------------------

    def explain(self, case: "Case", finding: Finding) -> str:
        """Say how far apart a bundle is, what it lacks, or that it is whole."""
        language = case.scenario.language
        kind = "whole" if finding.reward is not None else "in part" if finding.limit is None else "apart"
        return SENTENCES[kind][("en", "fr").index(language)].format(
            bundle=finding.subject,
            account=case.scenario.account_of[finding.account_id or ""].name,
            names=listed((case.scenario.campaign_of[name].name for name in finding.campaigns), language),
            first=written(finding.first, language),
            last=written(finding.last, language),
            spread=in_days(finding.amount, language),
            limit=finding.limit,
        )

    def natural(self, broken: Broken) -> Iterator[Amount]:
        """Count the accounts, the days too far apart and the placements missing."""
        yield broken.accounts
        days = sum(row.measure for row in broken.findings if row.limit is not None)
        yield Amount(
            "days", days, "day too far apart|days too far apart", "jour d'écart en trop|jours d'écart en trop"
        )
        missing = sum(row.measure for row in broken.findings if row.limit is None)
        english = "placement missing|placements missing"
        yield Amount("placements", missing, english, "placement manquant|placements manquants")
