"""A case: a scenario under its charter, with what follows from the two together."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from ...scheduler.choices import Action, Commitment, LaunchBy, Status
from ...scheduler.scenario import Launch, LaunchId, Scenario
from ...scheduler.starts import concerns, within
from ...scheduler.tables import Audience, Campaign, Decision, HistoryTouch
from .arbitration import Arbiter, round_half_up
from .deals import Deals
from .model import Charter
from .profile import Profile
from .rule import AccountRule, Rule


@dataclass(frozen=True, eq=False)
class Case:
    """What rules are lowered from and checked against."""

    scenario: Scenario
    charter: Charter

    # -- the rules that count -----------------------------------------------------------------------

    @cached_property
    def profile(self) -> Profile:
        """What the objective weighs more, and what less, than the score does."""
        return self.charter.profile(self.scenario.profile)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The charter's rules, then the profile's own."""
        return (*self.charter.rules, *self.own_rules)

    @cached_property
    def own_rules(self) -> tuple[Rule, ...]:
        """The profile's own rules, weighted for what the scenario asks for."""
        return self.profile.rules_for(self.value_of.values())

    def rule(self, rule_id: str) -> Rule:
        """Give a rule by its id.

        Raises
        ------
        KeyError
            If there is none.
        """
        return self._rule_of[rule_id]

    @cached_property
    def _rule_of(self) -> Mapping[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    # -- what a placement is worth ------------------------------------------------------------------

    @cached_property
    def arbiter(self) -> Arbiter:
        """The weighing of BUs on accounts."""
        return Arbiter(self.scenario, self.charter)

    @cached_property
    def value_of(self) -> Mapping[tuple[str, str], int]:
        """Each requested placement's value in hundredths of a point, arbitration included."""
        return {
            (row.campaign_id, row.account_id): self.arbiter.value(row)
            for rows in self.scenario.audience_of.values()
            for row in rows
        }

    @cached_property
    def move_rate(self) -> Mapping[str, Fraction]:
        """What a day's move of a launch of each campaign costs, in points."""
        rates: dict[str, Fraction] = {}
        for name, campaign in self.scenario.campaign_of.items():
            asked = sum(self.value_of[name, row.account_id] for row in self.scenario.audience_of[name])
            rates[name] = (
                Fraction(asked, 100 * 100) if campaign.move_cost is None else Fraction(campaign.move_cost)
            )
        return rates

    def move_cost(self, launch: Launch, start: date) -> int:
        """Give the cost of a launch's start in hundredths of a point, rounded half up; 0 without a wish."""
        if launch.wish is None:
            return 0
        days = abs((start - launch.wish).days)
        return round_half_up(100 * days * self.move_rate[launch.id.campaign_id])

    # -- who is coordinated, and by what --------------------------------------------------------------

    def controls(self, account_id: str | None) -> bool:
        """Whether the account is watched only: every rule is a report there."""
        return account_id is not None and self.scenario.account_of[account_id].control

    def on_request(self, account_id: str) -> bool:
        """Whether the account is served on request, not planned."""
        return not self.charter.plans(self.scenario.tier_of[account_id])

    @cached_property
    def _waivers(self) -> Mapping[str, frozenset[tuple[str | None, str | None]]]:
        """Each rule's waivers as (campaign or None for all, account or None for all)."""
        found: dict[str, set[tuple[str | None, str | None]]] = defaultdict(set)
        for row in self.scenario.decided(Action.WAIVE):
            if row.rule_id:
                found[row.rule_id].add((row.campaign_id, row.account_id))
        return {rule: frozenset(pairs) for rule, pairs in found.items()}

    def waived(self, rule: Rule, campaign_id: str | None, account_id: str | None) -> bool:
        """Whether a decision takes a campaign, an account or a placement out of a rule."""
        waivers = self._waivers.get(rule.id, frozenset())
        return any(
            (campaign is None or campaign == campaign_id) and (account is None or account == account_id)
            for campaign, account in waivers
        )

    def covers(self, rule: Rule, campaign: Campaign, account_id: str | None = None) -> bool:
        """Whether a rule counts for a campaign, or for its placement on an account."""
        key = (rule.id, campaign.campaign_id, account_id)
        if key not in self._covered:
            self._covered[key] = (
                rule.covers_campaign(campaign)
                and not self.waived(rule, campaign.campaign_id, account_id)
                and (account_id is None or self.covers_account(rule, account_id))
            )
        return self._covered[key]

    @cached_property
    def _covered(self) -> dict[tuple[str, str, str | None], bool]:
        """What `covers` has answered so far: the checker asks the same of every schedule."""
        return {}

    def covers_launch(self, rule: Rule, launch: Launch) -> bool:
        """Whether a rule counts for a launch: for its campaign, and for the account that it is made for."""
        alone = launch.campaign.launch is LaunchBy.PER_ACCOUNT
        return self.covers(rule, launch.campaign, launch.id.key if alone else None)

    def covers_account(self, rule: Rule, account_id: str) -> bool:
        """Whether a rule's scope holds an account and no decision waives it there."""
        if self.waived(rule, None, account_id):
            return False
        if not isinstance(rule, AccountRule):
            return True
        account, tier = self.scenario.account_of[account_id], self.scenario.tier_of[account_id]
        return rule.covers_account(account, tier, self.scenario.country_of(account_id))

    def covers_bu(self, rule: Rule, bu_id: str) -> bool:
        """Whether a rule's scope holds a BU by itself, as history and engagement need it."""
        return (rule.bus is None or bu_id in rule.bus) and bu_id not in rule.not_bus

    def pressure(self, row: HistoryTouch) -> Decimal:
        """Give a past touch's pressure: its own, else its channel's, else 1."""
        if row.pressure is not None:
            return row.pressure
        channel = self.scenario.channel_of.get(row.channel or "")
        return channel.pressure if channel else Decimal(1)

    @cached_property
    def journeys_of(self) -> Mapping[str, frozenset[str]]:
        """The journeys in which each BU has a campaign of its own."""
        found: dict[str, set[str]] = defaultdict(set)
        for campaign in self.scenario.campaign_of.values():
            found[campaign.bu_id].add(campaign.journey or campaign.bu_id)
        return {bu_id: frozenset(names) for bu_id, names in found.items()}

    @cached_property
    def deals(self) -> Deals:
        """The opportunities that are still to close."""
        return Deals(self.scenario, self.charter.slip_days)

    @cached_property
    def bundles(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The campaigns asked for of each (account, bundle), those that a decision drops among them."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name, campaign in self.scenario.campaign_of.items():
            for row in self.scenario.audience_of[name] if campaign.bundle else ():
                found[row.account_id, campaign.bundle or ""].append(name)
        return {key: tuple(sorted(names)) for key, names in sorted(found.items())}

    # -- decisions on presence ------------------------------------------------------------------------

    @cached_property
    def unscheduled(self) -> frozenset[str]:
        """The campaigns that a decision takes out."""
        rows = self.scenario.decided(Action.UNSCHEDULE)
        return frozenset(row.campaign_id for row in rows if row.campaign_id)

    def settled(self, action: Action, launch: Launch, row: Audience) -> bool:
        """Whether a decision keeps, or drops, a placement."""
        return any(
            concerns(decision, launch) and decision.account_id in (None, row.account_id)
            for decision in self.scenario.decided(action)
        )

    def open_to(self, launch: Launch) -> list[Audience]:
        """Give the placements that a launch may keep: not served on request, not dropped by decision."""
        return [
            row
            for row in launch.audience
            if not self.on_request(row.account_id) and not self.settled(Action.DROP, launch, row)
        ]

    @cached_property
    def asked(self) -> frozenset[tuple[str, str]]:
        """Every placement asked for that no decision drops, as (campaign, account)."""
        return frozenset(
            (row.campaign_id, row.account_id)
            for launch in self.scenario.launches.values()
            if launch.id.campaign_id not in self.unscheduled
            for row in launch.audience
            if not self.settled(Action.DROP, launch, row)
        )

    @cached_property
    def asked_for(self) -> frozenset[tuple[str, str]]:
        """The (account, BU) of every such placement, partners included."""
        return frozenset(
            (account_id, unit)
            for name, account_id in self.asked
            for unit in self.scenario.campaign_of[name].units
        )

    @cached_property
    def obliged(self) -> frozenset[LaunchId]:
        """The launches that must be scheduled: fixed, mandatory, pinned or kept by decision."""
        return frozenset(
            launch.id
            for launch in self.scenario.launches.values()
            if any(True for _ in self.obligations(launch))
        )

    def obligations(self, launch: Launch) -> Iterator[Status | Commitment | Decision]:
        """Give what obliges a launch to be scheduled: its status or commitment, pins and keeps."""
        campaign = launch.campaign
        if campaign.campaign_id in self.unscheduled:
            return
        if all(self.on_request(row.account_id) for row in launch.audience):
            return
        committed = {Commitment.FIXED}
        if campaign.launch is not LaunchBy.PER_ACCOUNT:
            committed.add(Commitment.MANDATORY)
        if campaign.status is Status.RUNNING:
            yield campaign.status
        elif campaign.commitment in committed:
            yield campaign.commitment
        for row in (*self.scenario.decided(Action.PIN), *self.scenario.decided(Action.KEEP)):
            if concerns(row, launch):
                yield row

    def lead_on(self, account_id: str, day: date) -> str | None:
        """Give the BU that leads an account for followers whose first day this is."""
        for row in self.scenario.decided(Action.LEAD):
            if row.account_id == account_id and within(row, day):
                return row.bu_id
        return self.scenario.account_of[account_id].lead_bu
