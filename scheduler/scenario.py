"""A scenario: the tables as read, the horizon, and the look-ups that everything else asks for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from .choices import Action, DecisionStatus, LaunchBy, Tier, Weekday
from .days import WorkCalendar
from .tables import (
    INTERNAL,
    SHIPPED_CHANNELS,
    Account,
    Answer,
    Audience,
    Blackout,
    Budget,
    BusinessUnit,
    Campaign,
    CampaignContent,
    CampaignResource,
    Channel,
    Content,
    Decision,
    Dependency,
    Engagement,
    Fit,
    HistoryTouch,
    Opportunity,
    Published,
    Resource,
    TouchStep,
)


class LaunchId(NamedTuple):
    """A campaign and which of its launches: a wave's number, an account's id, or nothing."""

    campaign_id: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Launch:
    """What takes one start: a campaign, one of its waves, or one account of it.

    Attributes
    ----------
    wish
        The start asked for, None without a wish.
    audience
        The rows of its placements, by account.
    """

    id: LaunchId
    campaign: Campaign
    wish: date | None
    audience: tuple[Audience, ...]

    @property
    def wave(self) -> int | None:
        """The number of the wave, of a campaign that launches per wave."""
        return int(self.id.key) if self.campaign.launch is LaunchBy.PER_WAVE else None


class PublishedLaunch(NamedTuple):
    """What was published of a launch: its start and the accounts kept."""

    start: date
    accounts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Everything the group has said, but for its charter.

    Rows are sorted by their keys, so that the order of the input's rows changes nothing.
    """

    name: str
    start: date
    end: date
    as_of: date
    overrun_days: int = 0
    working_days: frozenset[Weekday] | None = field(default_factory=lambda: frozenset(tuple(Weekday)[:5]))
    country: str | None = None
    language: str = "en"
    profile: str = "balanced"
    business_units: tuple[BusinessUnit, ...] = ()
    accounts: tuple[Account, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    touches: tuple[TouchStep, ...] = ()
    channels: tuple[Channel, ...] = ()
    audiences: tuple[Audience, ...] = ()
    fit: tuple[Fit, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    engagement: tuple[Engagement, ...] = ()
    history: tuple[HistoryTouch, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    resources: tuple[Resource, ...] = ()
    campaign_resources: tuple[CampaignResource, ...] = ()
    budgets: tuple[Budget, ...] = ()
    content: tuple[Content, ...] = ()
    campaign_content: tuple[CampaignContent, ...] = ()
    blackouts: tuple[Blackout, ...] = ()
    answers: tuple[Answer, ...] = ()
    decisions: tuple[Decision, ...] = ()
    published: tuple[Published, ...] = ()

    # -- rows by id ---------------------------------------------------------------------------------

    @cached_property
    def unit_of(self) -> Mapping[str, BusinessUnit]:
        """Business units by id."""
        return {row.bu_id: row for row in self.business_units}

    @cached_property
    def account_of(self) -> Mapping[str, Account]:
        """Accounts by id."""
        return {row.account_id: row for row in self.accounts}

    @cached_property
    def campaign_of(self) -> Mapping[str, Campaign]:
        """The campaigns that are in the schedule, by id."""
        return {row.campaign_id: row for row in self.campaigns if row.planned}

    @cached_property
    def channel_of(self) -> Mapping[str, Channel]:
        """Channels by id, the shipped ones and the scenario's own."""
        return {**SHIPPED_CHANNELS, **{row.channel: row for row in self.channels}}

    @cached_property
    def steps_of(self) -> Mapping[str, tuple[TouchStep, ...]]:
        """Each campaign's touch plan, by step; a campaign without one touches on its start."""
        plans: dict[str, list[TouchStep]] = defaultdict(list)
        for row in self.touches:
            plans[row.campaign_id].append(row)
        return {
            name: tuple(sorted(plans[name], key=lambda row: row.step))
            if name in plans
            else (TouchStep(campaign_id=name, step=1, offset_days=0),)
            for name in self.campaign_of
        }

    @cached_property
    def audience_of(self) -> Mapping[str, tuple[Audience, ...]]:
        """Each scheduled campaign's audience, by account."""
        rows: dict[str, list[Audience]] = {name: [] for name in self.campaign_of}
        for row in self.audiences:
            if row.campaign_id in rows:
                rows[row.campaign_id].append(row)
        return {name: tuple(sorted(part, key=lambda row: row.account_id)) for name, part in rows.items()}

    @cached_property
    def content_of(self) -> Mapping[str, frozenset[str]]:
        """The content that each scheduled campaign needs, by id."""
        found: dict[str, set[str]] = {name: set() for name in self.campaign_of}
        for row in self.campaign_content:
            if row.campaign_id in found:
                found[row.campaign_id].add(row.content_id)
        return {name: frozenset(part) for name, part in found.items()}

    @cached_property
    def history_that_counts(self) -> tuple[HistoryTouch, ...]:
        """The touches made or promised, but for those of campaigns that are in the schedule."""
        return tuple(
            row for row in self.history if row.campaign_id not in self.campaign_of and row.channel != INTERNAL
        )

    # -- what follows from the rows -----------------------------------------------------------------

    @cached_property
    def launches(self) -> Mapping[LaunchId, Launch]:
        """Every launch of the campaigns in the schedule, by campaign and wave or account."""
        return {launch.id: launch for name in self.campaign_of for launch in self._launches_of(name)}

    def _launches_of(self, name: str) -> Iterable[Launch]:
        campaign, rows = self.campaign_of[name], self.audience_of[name]
        wish = campaign.requested_start
        if campaign.launch is LaunchBy.TOGETHER:
            yield Launch(LaunchId(name), campaign, wish, rows)
        elif campaign.launch is LaunchBy.PER_ACCOUNT:
            for row in rows:
                yield Launch(LaunchId(name, row.account_id), campaign, wish, (row,))
        else:
            for wave in sorted({row.wave for row in rows}):
                later = timedelta(days=(wave - 1) * campaign.wave_gap_days)
                part = tuple(row for row in rows if row.wave == wave)
                yield Launch(LaunchId(name, str(wave)), campaign, wish and wish + later, part)

    @cached_property
    def launches_of(self) -> Mapping[str, tuple[Launch, ...]]:
        """Each campaign's launches, waves in order."""
        parts: dict[str, list[Launch]] = {name: [] for name in self.campaign_of}
        for launch in self.launches.values():
            parts[launch.id.campaign_id].append(launch)
        return {name: tuple(part) for name, part in parts.items()}

    @cached_property
    def published_of(self) -> Mapping[LaunchId, PublishedLaunch]:
        """What was published of the launches that there are; of several starts the earliest counts."""
        starts = {(row.campaign_id, row.account_id): row.start for row in self.published}
        found: dict[LaunchId, PublishedLaunch] = {}
        for launch in self.launches.values():
            keys = [(row.campaign_id, row.account_id) for row in launch.audience]
            kept = {key[1]: starts[key] for key in keys if key in starts}
            if kept:
                found[launch.id] = PublishedLaunch(min(kept.values()), tuple(kept))
        return found

    @cached_property
    def tier_of(self) -> Mapping[str, Tier]:
        """Each account's tier: the table's, or by how many BUs ask for it."""
        asking: dict[str, set[str]] = defaultdict(set)
        for name, campaign in self.campaign_of.items():
            for row in self.audience_of[name]:
                asking[row.account_id].add(campaign.bu_id)
        return {
            row.account_id: row.tier or (Tier.MULTI_BU if len(asking[row.account_id]) > 1 else Tier.SINGLE_BU)
            for row in self.accounts
        }

    @cached_property
    def calendar_of(self) -> Mapping[str, WorkCalendar]:
        """Each BU's working days."""
        shared: dict[tuple[str | None, str | None], WorkCalendar] = {}
        places = {row.bu_id: (row.country or self.country, row.subdivision) for row in self.business_units}
        for place in places.values():
            shared.setdefault(place, WorkCalendar(self.working_days, *place))
        return {name: shared[place] for name, place in places.items()}

    @cached_property
    def last_day(self) -> date:
        """The last day that a flight may reach."""
        return self.end + timedelta(days=self.overrun_days)

    @cached_property
    def settled(self) -> tuple[Decision, ...]:
        """The decisions in force: decided, and not expired at ``as_of``."""
        return tuple(
            row
            for row in self.decisions
            if row.status is DecisionStatus.DECIDED
            and (row.expires_on is None or row.expires_on >= self.as_of)
        )

    def decided(self, action: Action) -> tuple[Decision, ...]:
        """Give the decisions in force that take this action."""
        return tuple(row for row in self.settled if row.action is action)

    def country_of(self, account_id: str) -> str | None:
        """Give the account's country, the scenario's if it names none."""
        return self.account_of[account_id].country or self.country

    def place_of(self, account_id: str) -> tuple[str | None, str | None]:
        """Give the country and subdivision whose public holidays are the account's."""
        return self.country_of(account_id), self.account_of[account_id].subdivision
