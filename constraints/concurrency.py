"""``concurrency``: not too many placements on an account at once."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np

from ..scheduler.problem.arrays import Lists
from ..scheduler.problem.load import ALONE, Load
from ..scheduler.problem.primitive import Primitive
from ..scheduler.schedule import GroupCalendar, Placement
from .charter.finding import Finding, listed, written
from .charter.labels import labels
from .charter.natural import Amount, Broken
from .charter.rule import AccountRule, Count

if TYPE_CHECKING:
    from .charter.case import Case
    from .charter.lowering import Lowering


class Concurrency(AccountRule):
    """A limit on the placements that occupy a day of an account."""

    varying: ClassVar[frozenset[str]] = frozenset({"max"})
    unit = ("one campaign too many on an account for a day", "une campagne de trop un jour sur un compte")

    kind: Literal["concurrency"]
    max: Count

    def lower(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Lower to a load of occupied days per account, a window a day."""
        groups = list(lowering.on_accounts(self))
        windows = [(day.toordinal(), rule.max) for day in lowering.days if (rule := self.on(day))]
        if not groups or not windows:
            return
        carriers = [lowering.carrier(member) for _, members in groups for member in members]
        days, limits = np.array(windows).T
        yield Load(
            origin=self.id,
            price=lowering.price(self),
            on="days",
            about=labels("account", (account_id for account_id, _ in groups)),
            terms=Lists.counting([len(members) for _, members in groups]),
            carrier=np.array(carriers),
            step=np.zeros(len(carriers), dtype=np.int64),
            amount=np.ones(len(carriers), dtype=np.int64),
            merge=np.full(len(carriers), ALONE),
            lo=days,
            hi=days,
            limit=limits[None, :],
        )

    def check(self, case: "Case", calendar: GroupCalendar) -> Iterator[Finding]:
        """Find the days of an account that too many placements occupy."""
        for account_id, placements in calendar.by_account.items():
            on_day: dict[date, list[Placement]] = defaultdict(list)
            for row in placements:
                if case.covers(self, row.campaign, account_id):
                    for day in row.flight.occupied():
                        on_day[day].append(row)
            for day, rows in sorted(on_day.items()):
                rule = self.on(day)
                if rule and len(rows) > rule.max:
                    yield Finding(
                        self.id,
                        Decimal(len(rows) - rule.max),
                        account_id=account_id,
                        campaigns=tuple(sorted(row.campaign.campaign_id for row in rows)),
                        first=day,
                        last=day,
                        limit=Decimal(rule.max),
                        amount=Decimal(len(rows)),
                    )

    def explain(self, case: "Case", finding: Finding) -> str:
        """Say how many run at once on which account."""
        language = case.scenario.language
        account = case.scenario.account_of[finding.account_id or ""].name
        names = listed((case.scenario.campaign_of[name].name for name in finding.campaigns), language)
        day = written(finding.first, language)
        if language == "fr":
            at_once = f"{finding.amount} campagnes à la fois sur {account}"
            return f"{at_once} le {day}, limite {finding.limit} : {names}"
        return f"{finding.amount} campaigns at once on {account} on {day}, limit {finding.limit}: {names}"

    def natural(self, broken: Broken) -> Iterator[Amount]:
        """Count the accounts and days with too many campaigns, and how many there are at worst."""
        yield broken.accounts
        yield broken.number("days", "crowded day|crowded days", "jour encombré|jours encombrés")
        english = "campaign too many at worst|campaigns too many at worst"
        yield Amount("worst", broken.worst, english, "campagne de trop au pire|campagnes de trop au pire")
