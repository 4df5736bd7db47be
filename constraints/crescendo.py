"""``crescendo``: engagement stages rise along a journey, and are rewarded for building up."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

import numpy as np

from ..scheduler.problem.arrays import Days, Lists
from ..scheduler.problem.primitive import Primitive
from ..scheduler.problem.start_cost import StartCost
from ..scheduler.problem.succession import Succession
from ..scheduler.problem.support import Need, Support
from ..scheduler.schedule import GroupCalendar, Placement
from ..scheduler.tables import Campaign, Engagement
from .charter.finding import Finding, listed, written
from .charter.labels import by_account
from .charter.natural import Amount, Broken
from .charter.rule import AccountRule, Count, Hundredths

if TYPE_CHECKING:
    from .charter.case import Case
    from .charter.lowering import Lowering, Member

#: Longer than any calendar.
NO_LIMIT = 10**6


class Stage(NamedTuple):
    """A placement, or a row of ``engagement`` (a day long, no campaign), as the checker sees it."""

    stage: int
    first: date
    last: date
    campaign: Campaign | None


class Crescendo(AccountRule):
    """A lower stage does not begin after a higher one; a stage that builds on a lower one is rewarded."""

    varying: ClassVar[frozenset[str]] = frozenset({"reset_days", "reward", "min_gap_days", "max_gap_days"})
    unit = ("one pair of stages out of order", "une paire d'étapes à rebours")

    kind: Literal["crescendo"]
    along: Literal["journey", "bu", "account"] = "journey"
    reset_days: Count = 90
    reward: Hundredths = Decimal(0)
    min_gap_days: Count = 0
    max_gap_days: Count | None = None

    def joins(self, one: Campaign, other: Campaign) -> bool:
        """Whether two campaigns are on one journey (or of one BU, or any, as ``along`` says)."""
        if self.along == "journey":
            return journey_of(one) == journey_of(other)
        return self.along == "account" or not one.units.isdisjoint(other.units)

    def joins_past(self, case: "Case", row: Engagement, campaign: Campaign) -> bool:
        """Whether a past stage stands in a campaign's journey: every one of its BU, all along an account."""
        if not case.covers_bu(self, row.bu_id) or row.stage in self.not_stages:
            return False
        if self.stages is not None and row.stage not in self.stages:
            return False
        if self.along == "account" or row.bu_id in campaign.units:
            return True
        return self.along == "journey" and journey_of(campaign) in case.journeys_of.get(row.bu_id, ())

    # -- lower --------------------------------------------------------------------------------------

    def lower(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Lower falling pairs to successions, past stages to start costs, the reward to support."""
        groups = list(lowering.on_accounts(self))
        pairs = [
            (high, low)
            for _, members in groups
            for high, low in permutations(members, 2)
            if high.campaign.stage > low.campaign.stage and self.joins(high.campaign, low.campaign)
        ]
        for rule, days in self.variants(lowering.days):
            if pairs:
                yield Succession(
                    origin=self.id,
                    price=lowering.price(self),
                    about=by_account(high for high, _ in pairs),
                    one=np.array([high.number for high, _ in pairs]),
                    then=np.array([low.number for _, low in pairs]),
                    within=rule.reset_days,
                    days=days,
                )
            if rule.reward:
                yield from rule._lower_reward(lowering, self.id, groups, days)
        yield from self._lower_past(lowering, [row for _, members in groups for row in members])

    def _lower_past(self, lowering: "Lowering", members: list["Member"]) -> Iterator[Primitive]:
        """Count the past stages that each start of a placement falls from, or comes before."""
        falling, measures = [], []
        for member in members:
            past = list(self._past_of(lowering.case, member))
            by_option = [
                sum(self._falls_with(member, flight.first, flight.last, row) for row in past)
                for flight in member.flights
            ]
            if any(by_option):
                falling.append(member)
                measures.append(by_option)
        if falling:
            yield StartCost(
                origin=self.id,
                price=lowering.price(self),
                about=by_account(falling),
                carrier=np.array([lowering.carrier(member) for member in falling]),
                by_option=Lists.of(measures),
            )

    def _past_of(self, case: "Case", member: "Member") -> Iterator[Engagement]:
        for row in case.scenario.engagement:
            if row.account_id == member.account_id and self.joins_past(case, row, member.campaign):
                yield row

    def _falls_with(self, member: "Member", first: date, last: date, row: Engagement) -> bool:
        """Whether a placement and a past stage make a falling pair."""
        rule = self.on(max(first, row.date_))
        if rule is None or row.stage == member.campaign.stage:
            return False
        if row.stage > member.campaign.stage:
            return 0 < (first - row.date_).days <= rule.reset_days
        return row.date_ > first and (row.date_ - last).days <= rule.reset_days

    def _lower_reward(
        self, lowering: "Lowering", origin: str, groups: list[tuple[str, list["Member"]]], days: Days
    ) -> Iterator[Primitive]:
        """Reward each placement above stage 1 that a lower stage supports."""
        longest = NO_LIMIT if self.max_gap_days is None else self.max_gap_days
        rows: list[tuple[int, list[int], list[int]]] = []
        for _, members in groups:
            for high in members:
                supporters = [
                    low.number
                    for low in members
                    if low.campaign.stage < high.campaign.stage and self.joins(high.campaign, low.campaign)
                ]
                past = [
                    row.date_ for row in self._past_of(lowering.case, high) if row.stage < high.campaign.stage
                ]
                need = [Need.NOTHING] * len(high.flights)
                for option, flight in enumerate(high.flights):
                    if flight.first.toordinal() in days:
                        lags = [(flight.first - day).days for day in past]
                        stands = any(self.min_gap_days <= lag <= longest for lag in lags)
                        need[option] = Need.SUPPORTED if stands else Need.SUPPORT
                if any(need) and (supporters or Need.SUPPORTED in need):
                    rows.append((high.number, [int(part) for part in need], supporters))
        if rows:
            yield Support(
                origin=origin,
                price=lowering.reward(self, self.reward),
                dependent=np.array([number for number, _, _ in rows]),
                need=Lists.of(need for _, need, _ in rows),
                supporters=Lists.of(supporters for _, _, supporters in rows),
                reference="last",
                lag_lo=self.min_gap_days,
                lag_hi=longest,
                reward=True,
            )

    # -- check --------------------------------------------------------------------------------------

    def check(self, case: "Case", calendar: GroupCalendar) -> Iterator[Finding]:
        """Find the falling pairs of each account, and the placements that build on a lower stage."""
        past: dict[str, list[Engagement]] = defaultdict(list)
        for row in case.scenario.engagement:
            past[row.account_id].append(row)
        for account_id, placements in calendar.by_account.items():
            inside = [row for row in placements if case.covers(self, row.campaign, account_id)]
            for place, one in enumerate(inside):
                for two in inside[place + 1 :]:
                    if self.joins(one.campaign, two.campaign):
                        yield from self._fall(account_id, _stage(one), _stage(two))
                stood = [
                    Stage(row.stage, row.date_, row.date_, None)
                    for row in past[account_id]
                    if self.joins_past(case, row, one.campaign)
                ]
                for stage in stood:
                    yield from self._fall(account_id, _stage(one), stage)
                lower = [
                    _stage(row) for row in inside if row is not one and self.joins(row.campaign, one.campaign)
                ]
                yield from self._rise(account_id, one, lower + stood)

    def _fall(self, account_id: str, one: Stage, two: Stage) -> Iterator[Finding]:
        """Give the finding on a pair whose lower stage begins after the higher one."""
        low, high = sorted((one, two), key=lambda part: part.stage)
        rule = self.on(max(low.first, high.first))
        if (
            rule
            and low.stage < high.stage
            and low.first > high.first
            and (low.first - high.last).days <= rule.reset_days
        ):
            names = [part.campaign.campaign_id for part in (high, low) if part.campaign]
            yield Finding(
                self.id,
                Decimal(1),
                account_id=account_id,
                campaigns=tuple(names),
                first=high.first,
                last=low.first,
                limit=Decimal(low.stage),
                amount=Decimal(high.stage),
            )

    def _rise(self, account_id: str, high: Placement, others: list[Stage]) -> Iterator[Finding]:
        """Give the reward of a placement that follows a lower stage at the right distance."""
        rule = self.on(high.flight.first)
        if rule is None or not rule.reward:
            return
        for other in others:
            lag = (high.flight.first - other.last).days
            longest = lag if rule.max_gap_days is None else rule.max_gap_days
            if other.stage < high.campaign.stage and rule.min_gap_days <= lag <= longest:
                yield Finding(
                    self.id,
                    Decimal(1),
                    account_id=account_id,
                    campaigns=(high.campaign.campaign_id,),
                    first=other.last,
                    last=high.flight.first,
                    reward=rule.reward,
                )
                return

    # -- explain ------------------------------------------------------------------------------------

    def explain(self, case: "Case", finding: Finding) -> str:
        """Say which stage comes after which, or what a placement builds on."""
        language = case.scenario.language
        account = case.scenario.account_of[finding.account_id or ""].name
        names = listed((case.scenario.campaign_of[name].name for name in finding.campaigns), language)
        first, last = written(finding.first, language), written(finding.last, language)
        french = language == "fr"
        if finding.reward is not None:
            if french:
                return f"{names} s'appuie sur {account} le {last} sur une étape antérieure finie le {first}"
            return f"{names} builds on a lower stage on {account}, on {last} after {first}"
        if french:
            return (
                f"sur {account}, l'étape {finding.limit} commence le {last}, après l'étape "
                f"{finding.amount} commencée le {first} : {names}"
            )
        return (
            f"on {account} stage {finding.limit} begins on {last}, after stage {finding.amount} "
            f"began on {first}: {names}"
        )

    def natural(self, broken: Broken) -> Iterator[Amount]:
        """Count the pairs out of order and their accounts."""
        english = "pair out of order|pairs out of order"
        yield broken.number("pairs", english, "paire à rebours|paires à rebours")
        yield broken.accounts


def journey_of(campaign: Campaign) -> str:
    """Give the journey that a campaign is part of, its BU's by default."""
    return campaign.journey or campaign.bu_id


def _stage(row: Placement) -> Stage:
    return Stage(row.campaign.stage, row.flight.first, row.flight.last, row.campaign)
