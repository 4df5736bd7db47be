"""``stability``: what was published stays as it is, or changes as little as can be."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, NamedTuple

import numpy as np
from pydantic import Field

from ..scheduler.choices import LaunchBy
from ..scheduler.problem.arrays import Flags, Lists
from ..scheduler.problem.count import Count as Presences
from ..scheduler.problem.primitive import Primitive
from ..scheduler.problem.start_cost import StartCost
from ..scheduler.problem.sum_limit import SumLimit, Term
from ..scheduler.scenario import Launch
from ..scheduler.schedule import GroupCalendar
from ..scheduler.tables import Campaign
from .charter.finding import Finding, counted, listed, written
from .charter.labels import labels
from .charter.natural import Amount, Broken
from .charter.rule import Count, Hundredths, Rule

if TYPE_CHECKING:
    from .charter.case import Case
    from .charter.lowering import Lowering

#: More than any number of presences.
MANY = 2**31
#: What each change is called in a finding, and how it reads in English and French.
CHANGES = {
    "moved": (
        "{name} was published for {day} and starts on {new}",
        "{name} était publiée pour le {day} et commence le {new}",
    ),
    "unscheduled": (
        "{name} was published for {day} and is not scheduled",
        "{name} était publiée pour le {day} et n'est pas planifiée",
    ),
    "dropped": (
        "{account} was published in {name} for {day} and is dropped",
        "{account} figurait dans {name}, publiée pour le {day}, et en est écarté",
    ),
}


class Kept(NamedTuple):
    """Something published that is unchanged while its carrier is present at a flagged option.

    Nothing carries it where there is no such launch or placement to keep.
    """

    campaign: Campaign
    published: date
    carriers: list[int]
    at: Flags


class Change(NamedTuple):
    """A difference from what was published."""

    launch: Launch
    published: date
    start: date | None
    account_id: str | None
    what: str


class Stability(Rule):
    """A limit on changes to the published schedule, or a price for each."""

    dated: ClassVar[bool] = False
    unit = ("one change to what was published", "un changement de ce qui a été publié")

    kind: Literal["stability"]
    frozen_until: date | None = None
    max_changes: Count | None = None
    change_weight: Hundredths = Decimal(0)
    published: Annotated[str, Field(min_length=1)] | None = None

    # -- lower --------------------------------------------------------------------------------------

    def lower(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Lower to presences and costs by start, for frozen and for priced changes, and to sums per BU."""
        kept = list(self._kept(lowering))
        frozen = [row for row in kept if self._is_frozen(row.published)]
        yield from self._changing(lowering.price(self), frozen)
        if self.change_weight:
            yield from self._changing(lowering.cost(self, self.change_weight), kept)
        if self.max_changes is None or not kept:
            return
        terms: dict[str, list[Term]] = defaultdict(list)
        number: dict[str, int] = defaultdict(int)
        for row in kept:
            number[row.campaign.bu_id] += 1
            terms[row.campaign.bu_id].append(Term(row.carriers, Fraction(-1), row.at))
        limits = {bu_id: Fraction(self.max_changes - number[bu_id]) for bu_id in sorted(number)}
        groups = {bu_id: (limit, terms[bu_id]) for bu_id, limit in limits.items()}
        yield SumLimit.of(self.id, lowering.price(self), "bu", groups)

    def _kept(self, lowering: "Lowering") -> Iterator[Kept]:
        """Give the published launches and placements in scope, those of watched accounts aside."""
        case = lowering.case
        member_of = {(row.campaign.campaign_id, row.account_id): row for row in lowering.members}
        for launch_id, published in case.scenario.published_of.items():
            launch, item = case.scenario.launches[launch_id], lowering.item_of.get(launch_id)
            campaign, start = launch.campaign, published.start
            starts = [] if item is None else [days.start for days in lowering.flights[item]]
            alone = campaign.launch is LaunchBy.PER_ACCOUNT
            if case.covers_launch(self, launch) and not (alone and case.controls(launch_id.key)):
                at = np.array([day == start for day in starts], dtype=np.bool_)
                yield Kept(campaign, start, [] if item is None else [item], at)
            for account_id in published.accounts:
                if case.covers(self, campaign, account_id) and not case.controls(account_id):
                    member = member_of.get((launch_id.campaign_id, account_id))
                    carriers = [] if member is None else [lowering.carrier(member)]
                    yield Kept(campaign, start, carriers, np.ones(len(starts), dtype=np.bool_))

    def _changing(self, price: int | None, rows: list[Kept]) -> Iterator[Primitive]:
        """Say at what price things may be absent, or be present elsewhere than published."""
        if not rows:
            return
        yield Presences(
            origin=self.id,
            price=price,
            about=labels("campaign", (row.campaign.campaign_id for row in rows)),
            carriers=Lists.of(row.carriers for row in rows),
            least=np.ones(len(rows), dtype=np.int64),
            greatest=np.full(len(rows), MANY),
            or_none=np.zeros(len(rows), dtype=np.bool_),
        )
        movable = [row for row in rows if row.carriers and not row.at.all()]
        if movable:
            yield StartCost(
                origin=self.id,
                price=price,
                about=labels("campaign", (row.campaign.campaign_id for row in movable)),
                carrier=np.array([carrier for row in movable for carrier in row.carriers]),
                by_option=Lists.of((~row.at).astype(np.int64).tolist() for row in movable),
            )

    # -- check --------------------------------------------------------------------------------------

    def check(self, case: "Case", calendar: GroupCalendar) -> Iterator[Finding]:
        """Find what was frozen and is changed, BUs with too many changes, and the price of each."""
        by_unit: dict[str, list[Change]] = defaultdict(list)
        for change in self._changes(case, calendar):
            if self._is_frozen(change.published):
                yield self._finding(change, None)
            if self.change_weight:
                yield self._finding(change, -self.change_weight)
            if not case.controls(change.account_id):
                by_unit[change.launch.campaign.bu_id].append(change)
        for bu_id, changes in sorted(by_unit.items()):
            if self.max_changes is not None and len(changes) > self.max_changes:
                yield Finding(
                    self.id,
                    Decimal(len(changes) - self.max_changes),
                    campaigns=tuple(sorted({row.launch.id.campaign_id for row in changes})),
                    limit=Decimal(self.max_changes),
                    amount=Decimal(len(changes)),
                    subject=bu_id,
                )

    def _changes(self, case: "Case", calendar: GroupCalendar) -> Iterator[Change]:
        """Give every difference from what was published, in scope."""
        kept = {placement.key for placement in calendar.placements}
        for launch_id, (published, accounts) in case.scenario.published_of.items():
            launch, days = case.scenario.launches[launch_id], calendar.flights.get(launch_id)
            start = days.start if days else None
            if start != published and case.covers_launch(self, launch):
                account_id = launch_id.key if launch.campaign.launch is LaunchBy.PER_ACCOUNT else None
                yield Change(launch, published, start, account_id, "moved" if start else "unscheduled")
            for account_id in accounts:
                gone = (launch_id.campaign_id, account_id) not in kept
                if gone and case.covers(self, launch.campaign, account_id):
                    yield Change(launch, published, None, account_id, "dropped")

    def _finding(self, change: Change, reward: Decimal | None) -> Finding:
        wave = change.launch.wave if change.what != "dropped" else None
        return Finding(
            self.id,
            Decimal(1),
            account_id=change.account_id,
            campaigns=(change.launch.id.campaign_id,),
            first=change.published,
            last=change.start,
            subject=change.what if wave is None else f"{change.what} {wave}",
            reward=reward,
        )

    def _is_frozen(self, published: date) -> bool:
        return self.frozen_until is not None and published < self.frozen_until

    # -- explain ------------------------------------------------------------------------------------

    def explain(self, case: "Case", finding: Finding) -> str:
        """Say what changed, or how much of a BU's."""
        language = case.scenario.language
        names = [case.scenario.campaign_of[name].name for name in finding.campaigns]
        if finding.limit is not None:
            unit, campaigns = case.scenario.unit_of[finding.subject].name, listed(names, language)
            changes = counted(finding.amount, ("change", "changes"), ("changement", "changements"), language)
            if language == "fr":
                since = "par rapport au calendrier publié"
                return f"{unit} compte {changes} {since}, limite {finding.limit} : {campaigns}"
            return f"{unit} has {changes} to what was published, limit {finding.limit}: {campaigns}"
        what, _, wave = finding.subject.partition(" ")
        account = case.scenario.account_of[finding.account_id].name if finding.account_id else ""
        name = names[0]
        if wave:
            name += f" (vague {wave})" if language == "fr" else f" (wave {wave})"
        elif account and what != "dropped":
            name += f" ({account})"
        return CHANGES[what][("en", "fr").index(language)].format(
            name=name,
            account=account,
            day=written(finding.first, language),
            new=written(finding.last, language),
        )

    def natural(self, broken: Broken) -> Iterator[Amount]:
        """Count the changes to what is frozen, those beyond the BUs' limits, and the campaigns."""
        frozen = sum(row.limit is None for row in broken.findings)
        yield Amount("frozen", frozen, "frozen change|frozen changes", "changement gelé|changements gelés")
        beyond = sum(row.measure for row in broken.findings if row.limit is not None)
        english = "change beyond its BU's limit|changes beyond their BUs' limits"
        yield Amount(
            "beyond", beyond, english, "changement au-delà des limites|changements au-delà des limites"
        )
        yield broken.campaigns
