"""``minimum_contact``: no account that somebody asked for is left without touches for a whole period."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from ..scheduler.days import Period, period_start, whole_periods
from ..scheduler.problem.arrays import Lists
from ..scheduler.problem.load import ALONE, Load
from ..scheduler.problem.primitive import Primitive
from ..scheduler.schedule import GroupCalendar
from .charter.finding import Finding, counted, written
from .charter.labels import labels
from .charter.natural import Amount, Broken
from .charter.rule import AccountRule, TouchScope

if TYPE_CHECKING:
    from .charter.case import Case
    from .charter.lowering import Lowering


class MinimumContact(AccountRule, TouchScope):
    """A least number of touches of an account in each calendar period."""

    varying: ClassVar[frozenset[str]] = frozenset({"min"})
    unit = ("one touch missing on an account in a period", "un contact manquant sur un compte et une période")

    kind: Literal["minimum_contact"]
    min: Annotated[int, Field(ge=1, strict=True)]
    period: Period

    def due(self, case: "Case") -> list[str]:
        """Give the accounts that are to be touched, in order: those that somebody in scope asked for."""
        return sorted(
            {
                account_id
                for name, account_id in case.asked
                if not case.on_request(account_id)
                and case.covers(self, case.scenario.campaign_of[name], account_id)
            }
        )

    def past(self, case: "Case") -> Iterator[tuple[str, date]]:
        """Give the touches of history that count, as account and day."""
        for row in case.scenario.history_that_counts:
            if case.covers_bu(self, row.bu_id) and self.covers_touch(
                row.channel, [row.persona] if row.persona else []
            ):
                yield row.account_id, row.date_

    # -- lower --------------------------------------------------------------------------------------

    def lower(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Lower to a least load per account, less what history has of it."""
        case = lowering.case
        spans = whole_periods(case.scenario.start, case.scenario.end, self.period)
        windows = [(first, last, rule.min) for first, last in spans if (rule := self.on(first))]
        accounts = [name for name in self.due(case) if not case.controls(name)]
        if not windows or not accounts:
            return
        members = dict(lowering.on_accounts(self))
        terms = [
            [
                (lowering.carrier(member), slot)
                for member in members.get(account_id, ())
                for slot, step, channel in lowering.contacts(member.campaign)
                if self.covers_touch(channel, step.personas)
            ]
            for account_id in accounts
        ]
        flat = np.array([term for part in terms for term in part], dtype=np.int64).reshape(-1, 2)
        made: dict[str, list[date]] = defaultdict(list)
        for account_id, day in self.past(case):
            made[account_id].append(day)
        yield Load(
            origin=self.id,
            price=lowering.price(self),
            about=labels("account", accounts),
            on="touches",
            terms=Lists.counting([len(part) for part in terms]),
            carrier=flat[:, 0],
            step=flat[:, 1],
            amount=np.ones(len(flat), dtype=np.int64),
            merge=np.full(len(flat), ALONE),
            lo=np.array([first.toordinal() for first, _, _ in windows]),
            hi=np.array([last.toordinal() for _, last, _ in windows]),
            limit=np.array(
                [
                    [
                        least - sum(first <= day <= last for day in made[account_id])
                        for first, last, least in windows
                    ]
                    for account_id in accounts
                ]
            ),
            at_least=True,
        )

    # -- check --------------------------------------------------------------------------------------

    def check(self, case: "Case", calendar: GroupCalendar) -> Iterator[Finding]:
        """Find the periods in which an account has too few touches."""
        touched = [
            (touch.account_id, touch.day)
            for touch in calendar.touches
            if case.covers(self, touch.campaign, touch.account_id)
            and self.covers_touch(touch.channel, touch.personas)
        ]
        number = Counter(
            (account_id, period_start(day, self.period)) for account_id, day in [*touched, *self.past(case)]
        )
        for first, last in whole_periods(case.scenario.start, case.scenario.end, self.period):
            rule = self.on(first)
            for account_id in self.due(case) if rule else ():
                touches = number[account_id, first]
                if rule and touches < rule.min:
                    yield Finding(
                        self.id,
                        Decimal(rule.min - touches),
                        account_id=account_id,
                        first=first,
                        last=last,
                        limit=Decimal(rule.min),
                        amount=Decimal(touches),
                    )

    # -- explain ------------------------------------------------------------------------------------

    def explain(self, case: "Case", finding: Finding) -> str:
        """Say how few touches which account has when."""
        language = case.scenario.language
        account = case.scenario.account_of[finding.account_id or ""].name
        first, last = written(finding.first, language), written(finding.last, language)
        touches = counted(finding.amount, ("touch", "touches"), ("contact", "contacts"), language)
        if language == "fr":
            return f"{account} reçoit {touches} du {first} au {last}, le minimum est {finding.limit}"
        return f"{account} has {touches} from {first} to {last}, the least is {finding.limit}"

    def natural(self, broken: Broken) -> Iterator[Amount]:
        """Count the accounts that are touched too little, and the touches that they miss."""
        yield broken.accounts
        missing = sum(row.measure for row in broken.findings)
        yield Amount(
            "touches", missing, "touch missing|touches missing", "contact manquant|contacts manquants"
        )
