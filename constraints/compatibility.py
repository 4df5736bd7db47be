"""``compatibility``: what may not come together, after one another or again, and what needs a forerunner."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations, permutations
from typing import TYPE_CHECKING, ClassVar, Literal, Self

import numpy as np
from pydantic import model_validator

from ..scheduler.days import NEVER
from ..scheduler.problem.arrays import Lists
from ..scheduler.problem.primitive import Primitive
from ..scheduler.problem.separation import Separation
from ..scheduler.problem.succession import Succession
from ..scheduler.problem.support import Need, Support
from ..scheduler.schedule import GroupCalendar, Placement
from ..scheduler.tables import Campaign
from .charter.finding import Finding, figure, in_days, listed, written
from .charter.labels import by_account
from .charter.natural import Amount, Broken
from .charter.rule import AccountRule, Count
from .charter.selector import Selector
from .charter.together import SENTENCES, THINGS, WANTED

if TYPE_CHECKING:
    from .charter.case import Case
    from .charter.lowering import Lowering, Member

#: What each mode needs, and what else it may have.
KEYS = {
    "never_together": (("first", "second"), ("within_days",)),
    "never_followed_by": (("first", "second"), ("within_days",)),
    "only_after": (("first", "second"), ("min_lag_days", "max_lag_days")),
    "no_repeat": (("same",), ("within_days",)),
}
#: Longer than any calendar.
NO_LIMIT = 10**6


class Compatibility(AccountRule):
    """Pairs of placements that do not go together, or placements that need another one before them."""

    varying: ClassVar[frozenset[str]] = frozenset({"within_days", "min_lag_days", "max_lag_days"})
    unit = ("one clash on an account", "un conflit sur un compte")

    kind: Literal["compatibility"]
    mode: Literal["never_together", "never_followed_by", "only_after", "no_repeat"]
    first: Selector | None = None
    second: Selector | None = None
    same: Literal["offer", "content", "tags"] | None = None
    within_days: Count | None = None
    min_lag_days: Count = 0
    max_lag_days: Count | None = None

    @model_validator(mode="after")
    def _keys_of_the_mode(self) -> Self:
        needed, possible = KEYS[self.mode]
        for name in needed:
            if getattr(self, name) is None:
                raise ValueError(f"mode {self.mode} needs '{name}'; add it")
        for name in ("first", "second", "same", "within_days", "min_lag_days", "max_lag_days"):
            if name in self.model_fields_set and name not in (*needed, *possible):
                raise ValueError(f"mode {self.mode} takes no '{name}'; leave it out")
        if self.max_lag_days is not None and self.max_lag_days < self.min_lag_days:
            raise ValueError(f"max_lag_days {self.max_lag_days} is below min_lag_days {self.min_lag_days}")
        return self

    # -- which pairs --------------------------------------------------------------------------------

    def is_first(self, campaign: Campaign) -> bool:
        """Whether ``first`` chooses a campaign."""
        return self.first is not None and self.first.chooses(campaign)

    def is_second(self, campaign: Campaign) -> bool:
        """Whether ``second`` chooses a campaign."""
        return self.second is not None and self.second.chooses(campaign)

    def opposes(self, case: "Case", one: Campaign, other: Campaign) -> bool:
        """Whether two campaigns should keep apart, whichever comes first."""
        if self.mode == "no_repeat":
            return bool(self.shared(case, one, other))
        pairs = ((one, other), (other, one))
        return any(self.is_first(first) and self.is_second(second) for first, second in pairs)

    def shared(self, case: "Case", one: Campaign, other: Campaign) -> frozenset[str]:
        """Give what two campaigns have in common of the thing that is not to be repeated."""
        if self.same == "offer":
            return frozenset({one.offer} if one.offer and one.offer == other.offer else ())
        if self.same == "tags":
            return frozenset(one.tags) & frozenset(other.tags)
        content = case.scenario.content_of
        return content[one.campaign_id] & content[other.campaign_id]

    # -- lower --------------------------------------------------------------------------------------

    def lower(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Lower to separations, successions or needs of support, a family for each form of the rule."""
        if self.mode == "only_after":
            yield from self._lower_needs(lowering)
            return
        pairs = self._pairs(lowering)
        price, longest = lowering.price(self), len(lowering.days)
        about = by_account(one for one, _ in pairs)
        for rule, days in self.variants(lowering.days) if pairs else ():
            one, other = np.array([(one.number, other.number) for one, other in pairs]).T
            within = longest if rule.within_days is None else min(longest, rule.within_days)
            if self.mode == "never_followed_by":
                yield Succession(
                    origin=self.id, price=price, about=about, one=one, then=other, within=within, days=days
                )
            else:
                by_gap = np.ones(within + 1, dtype=np.int64)
                yield Separation(
                    origin=self.id, price=price, about=about, one=one, other=other, by_gap=by_gap, days=days
                )

    def _pairs(self, lowering: "Lowering") -> list[tuple["Member", "Member"]]:
        """Give the pairs of members that count, each once; in turn where their order matters."""
        found = []
        for _, members in lowering.on_accounts(self):
            if self.mode == "never_followed_by":
                found += [
                    (one, other)
                    for one, other in permutations(members, 2)
                    if self.is_first(one.campaign) and self.is_second(other.campaign)
                ]
            else:
                found += [
                    (one, other)
                    for one, other in combinations(members, 2)
                    if self.opposes(lowering.case, one.campaign, other.campaign)
                ]
        return found

    def _lower_needs(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Have each second need a first of its account, wherever the rule stands on its first day."""
        seconds = [
            member
            for _, members in lowering.on_accounts(self)
            for member in members
            if self.is_second(member.campaign)
        ]
        for rule, days in self.variants(lowering.days):
            rows = []
            for member in seconds:
                need = [
                    int(Need.SUPPORT if flight.first.toordinal() in days else Need.NOTHING)
                    for flight in member.flights
                ]
                firsts = [
                    row.number
                    for row in lowering.coordinated[member.account_id]
                    if row is not member and self.is_first(row.campaign)
                ]
                if any(need):
                    rows.append((member, need, firsts))
            if rows:
                yield Support(
                    origin=self.id,
                    price=lowering.price(self),
                    about=by_account(member for member, _, _ in rows),
                    dependent=np.array([member.number for member, _, _ in rows]),
                    need=Lists.of(need for _, need, _ in rows),
                    supporters=Lists.of(firsts for _, _, firsts in rows),
                    reference="last",
                    lag_lo=rule.min_lag_days,
                    lag_hi=NO_LIMIT if rule.max_lag_days is None else rule.max_lag_days,
                    reward=False,
                )

    # -- check --------------------------------------------------------------------------------------

    def check(self, case: "Case", calendar: GroupCalendar) -> Iterator[Finding]:
        """Find the pairs that do not go together, and the seconds that come without a first."""
        for account_id, placements in calendar.by_account.items():
            inside = [row for row in placements if case.covers(self, row.campaign, account_id)]
            if self.mode == "only_after":
                for row in inside:
                    if self.is_second(row.campaign):
                        yield from self._alone(row, placements)
                continue
            for one, other in combinations(inside, 2):
                before, after = sorted((one, other), key=lambda row: (row.flight.first, row.key))
                if rule := self.on(after.flight.first):
                    yield from rule._clash(case, before, after)

    def _clash(self, case: "Case", before: Placement, after: Placement) -> Iterator[Finding]:
        """Give the finding on a pair, in the order of its first days."""
        one, other = before.campaign, after.campaign
        gap = before.flight.gap(after.flight)
        if self.mode == "never_followed_by":
            counts = before.flight.first < after.flight.first and self.is_first(one) and self.is_second(other)
            distance = (after.flight.first - before.flight.last).days
        else:
            counts = gap < NEVER and self.opposes(case, one, other)
            distance = gap
        if counts and (self.within_days is None or distance <= self.within_days):
            yield Finding(
                self.id,
                Decimal(1),
                account_id=before.account_id,
                campaigns=(one.campaign_id, other.campaign_id),
                first=before.flight.first,
                last=after.flight.first,
                limit=None if self.within_days is None else Decimal(self.within_days),
                amount=Decimal(gap),
            )

    def _alone(self, second: Placement, placements: tuple[Placement, ...]) -> Iterator[Finding]:
        """Give the finding on a second that no first of its account comes before as it should."""
        day = second.flight.first
        rule = self.on(day)
        if rule is None or any(
            rule._precedes(row.flight.last, day)
            for row in placements
            if row is not second and self.is_first(row.campaign)
        ):
            return
        yield Finding(
            self.id,
            Decimal(1),
            account_id=second.account_id,
            campaigns=(second.campaign.campaign_id,),
            first=day,
            last=day,
            limit=None if rule.max_lag_days is None else Decimal(rule.max_lag_days),
            amount=Decimal(rule.min_lag_days),
        )

    def _precedes(self, last: date, day: date) -> bool:
        """Whether a flight that ends on a day comes at the right distance before another."""
        lag = (day - last).days
        return lag >= self.min_lag_days and (self.max_lag_days is None or lag <= self.max_lag_days)

    # -- explain ------------------------------------------------------------------------------------

    def explain(self, case: "Case", finding: Finding) -> str:
        """Say which two clash how, or what lacks a forerunner."""
        language = case.scenario.language
        campaigns = [case.scenario.campaign_of[name] for name in finding.campaigns]
        column = ("en", "fr").index(language)
        text = SENTENCES[self.mode][column] + ("; ", " ; ")[column] + WANTED[self._wanted(finding)][column]
        return text.format(
            account=case.scenario.account_of[finding.account_id or ""].name,
            names=listed((row.name for row in campaigns), language),
            before=campaigns[0].name,
            after=campaigns[-1].name,
            last=written(finding.last, language),
            least=figure(finding.amount, language),
            gap=in_days(finding.amount, language),
            limit=in_days(finding.limit, language),
            what=self._named(case, campaigns),
        )

    def _wanted(self, finding: Finding) -> str:
        """Tell which distance would do."""
        if self.mode == "only_after":
            return "range" if finding.limit is not None else "least" if finding.amount else "before"
        return "no distance" if finding.limit is None else "distance"

    def _named(self, case: "Case", campaigns: list[Campaign]) -> str:
        """Name what two campaigns share, or what a second needs before it."""
        if self.mode != "no_repeat":
            return self.first.said(case) if self.first else ""
        language = case.scenario.language
        names = {row.content_id: row.name or row.content_id for row in case.scenario.content}
        shared = sorted(self.shared(case, campaigns[0], campaigns[-1]))
        words = THINGS[self.same or ""][("en", "fr").index(language)][len(shared) > 1]
        return f"{words} {listed((names.get(name, name) for name in shared), language)}"

    def natural(self, broken: Broken) -> Iterator[Amount]:
        """Count the clashes and their accounts."""
        yield broken.number("clashes", "clash|clashes", "conflit|conflits")
        yield broken.accounts
