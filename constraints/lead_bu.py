"""``lead_bu``: the lead BU of an account goes first, the others follow."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

import numpy as np

from ..scheduler.problem.arrays import Lists
from ..scheduler.problem.primitive import Primitive
from ..scheduler.problem.support import Need, Support
from ..scheduler.schedule import GroupCalendar, Placement
from .charter.finding import Finding, in_days, written
from .charter.labels import by_account
from .charter.natural import Amount, Broken, days_missing
from .charter.rule import AccountRule, Count

if TYPE_CHECKING:
    from .charter.case import Case
    from .charter.lowering import Lowering, Member

#: Longer than any calendar: a supporter may come any number of days before.
ANY_LAG = 10**6


class _Family(NamedTuple):
    """What the dependents of one primitive share: the lag, and the account with its lead."""

    lag_days: int
    account_id: str
    lead: str


class LeadBu(AccountRule):
    """Other BUs begin on an account some days after its lead's first touch, at the earliest."""

    varying: ClassVar[frozenset[str]] = frozenset(
        {"lag_days", "lookback_days", "release_after", "when_absent"}
    )

    unit = ("one placement ahead of the lead", "un placement avant le pilote")

    kind: Literal["lead_bu"]
    lag_days: Count = 0
    lookback_days: Count = 180
    release_after: Count | None = None
    when_absent: Literal["allow", "block"] = "allow"

    # -- lower --------------------------------------------------------------------------------------

    def lower(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Lower to a follower's need of a touch of the lead, on the days when history has none."""
        made = _touches_made(lowering.case)
        families: dict[_Family, dict[Member, list[Need]]] = defaultdict(dict)
        for _, members in lowering.on_accounts(self):
            for member in members:
                size = len(member.flights)
                for option, flight in enumerate(member.flights):
                    family = self._family(lowering.case, member, flight.first, made)
                    if family is not None:
                        needs = families[family].setdefault(member, [Need.NOTHING] * size)
                        needs[option] = Need.SUPPORT
        by_lag: dict[int, list[tuple[Member, list[Need], list[int]]]] = defaultdict(list)
        for family, dependents in sorted(families.items()):
            leads = [
                row.number
                for row in lowering.coordinated[family.account_id]
                if family.lead in row.campaign.units
            ]
            by_lag[family.lag_days] += ((row, needs, leads) for row, needs in dependents.items())
        for lag_days, rows in by_lag.items():
            yield Support(
                origin=self.id,
                price=lowering.price(self),
                about=by_account(row for row, _, _ in rows),
                dependent=np.array([row.number for row, _, _ in rows]),
                need=Lists.of(needs for _, needs, _ in rows),
                supporters=Lists.of(leads for _, _, leads in rows),
                reference="first_touch",
                lag_lo=lag_days,
                lag_hi=ANY_LAG,
                reward=False,
            )

    def _family(
        self, case: "Case", member: "Member", first: date, made: Mapping[tuple[str, str], list[date]]
    ) -> _Family | None:
        """Give the need of a follower that begins on this day; None if it needs nothing."""
        rule = self.on(first)
        lead = case.lead_on(member.account_id, first)
        if rule is None or lead is None or lead in member.campaign.units or rule._released(case, first):
            return None
        oldest = first - timedelta(days=rule.lookback_days)
        past = [day for day in made.get((member.account_id, lead), []) if oldest <= day <= first]
        if past and (first - past[0]).days >= rule.lag_days:
            return None
        if not past and rule.when_absent == "allow" and (member.account_id, lead) not in case.asked_for:
            return None
        return _Family(rule.lag_days, member.account_id, lead)

    def _released(self, case: "Case", first: date) -> bool:
        return self.release_after is not None and (first - case.scenario.as_of).days >= self.release_after

    # -- check --------------------------------------------------------------------------------------

    def check(self, case: "Case", calendar: GroupCalendar) -> Iterator[Finding]:
        """Find the placements that begin before the lead allows."""
        for account_id, placements in calendar.by_account.items():
            for follower in placements:
                rule = self.on(follower.flight.first)
                lead = case.lead_on(account_id, follower.flight.first)
                if (
                    rule
                    and lead
                    and lead not in follower.campaign.units
                    and case.covers(self, follower.campaign, account_id)
                    and (finding := rule._breach(case, follower, lead, placements))
                ):
                    yield finding

    def _breach(
        self, case: "Case", follower: Placement, lead: str, placements: tuple[Placement, ...]
    ) -> Finding | None:
        """Give the finding on one follower, if it begins too soon."""
        first = follower.flight.first
        release = self.release_after
        if release is not None and first >= case.scenario.as_of + timedelta(days=release):
            return None
        touches = [touch.day for row in placements if lead in row.campaign.units for touch in row.touches] + [
            row.date_
            for row in case.scenario.history_that_counts
            if row.account_id == follower.account_id
            and row.bu_id == lead
            and 0 <= (first - row.date_).days <= self.lookback_days
        ]
        if touches and first >= min(touches) + timedelta(days=self.lag_days):
            return None
        if not touches and self.when_absent == "allow" and (follower.account_id, lead) not in case.asked_for:
            return None
        return Finding(
            self.id,
            Decimal(1),
            account_id=follower.account_id,
            campaigns=(follower.campaign.campaign_id,),
            first=first,
            last=min(touches, default=None),
            limit=Decimal(self.lag_days),
            subject=lead,
        )

    # -- explain ------------------------------------------------------------------------------------

    def explain(self, case: "Case", finding: Finding) -> str:
        """Say who begins before the lead, and when the lead does."""
        language = case.scenario.language
        account = case.scenario.account_of[finding.account_id or ""].name
        name = case.scenario.campaign_of[finding.campaigns[0]].name
        lead = case.scenario.unit_of[finding.subject].name
        first, led = written(finding.first, language), written(finding.last, language)
        lag = in_days(finding.limit, language)
        if language == "fr":
            when = f"dont le premier contact est le {led}" if led else "qui ne l'a pas contacté"
            before = f"avant le délai de {lag} après" if finding.limit else "avant"
            return f"{name} commence sur {account} le {first}, {before} {lead}, le pilote, {when}"
        when = f"whose first touch is on {led}" if led else "which has not touched it"
        before = f"sooner than {lag} after" if finding.limit else "before"
        return f"{name} begins on {account} on {first}, {before} its lead {lead}, {when}"

    def natural(self, broken: Broken) -> Iterator[Amount]:
        """Count the placements ahead of the lead, their accounts, and the days by which they are early."""
        english = "placement ahead of the lead|placements ahead of the lead"
        yield broken.number("placements", english, "placement avant le pilote|placements avant le pilote")
        yield broken.accounts
        yield days_missing(sum(map(_early, broken.findings)))


def _early(finding: Finding) -> int:
    """Give the days by which a follower is early, 0 where the lead has no touch to wait for."""
    if finding.first is None or finding.last is None:
        return 0
    return int(finding.limit or 0) - (finding.first - finding.last).days


def _touches_made(case: "Case") -> Mapping[tuple[str, str], list[date]]:
    """Give the days of history's touches by account and BU, in order."""
    made: dict[tuple[str, str], list[date]] = defaultdict(list)
    for row in case.scenario.history_that_counts:
        made[row.account_id, row.bu_id].append(row.date_)
    return {key: sorted(days) for key, days in made.items()}
