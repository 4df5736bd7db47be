"""The rows of a scenario's tables, one class a table, a field a column.

A field without a default is a required column; a trailing underscore (``from_``, ``date_``) is no
part of the column's name. Days are local dates, numbers have at most two decimals, ids are text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import ceil

from .choices import (
    Action,
    AnswerKind,
    Commitment,
    DealStatus,
    DecisionStatus,
    DependencyType,
    IfAbsent,
    LaunchBy,
    Presence,
    Status,
    Tier,
    Weekday,
)

ONE = Decimal(1)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of accounts, or a share of those asked for (``25%``)."""

    number: Decimal
    percent: bool = False

    def of(self, total: int) -> int:
        """Give the number of accounts out of ``total``, a share being rounded up."""
        if not self.percent:
            return int(self.number)
        # Floor division would not do: on decimals it rounds towards zero.
        return ceil(self.number * total / 100)

    def __str__(self) -> str:
        return f"{self.number}%" if self.percent else str(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of any table.

    Attributes
    ----------
    line
        Where it was read, 0 if nowhere.
    extra
        The names and texts of the columns that Counterpoint does not know.
    """

    line: int = field(default=0, compare=False, repr=False)
    extra: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessUnit(Row):
    """A division of the group."""

    bu_id: str
    name: str
    country: str | None = None
    subdivision: str | None = None
    language: str | None = None
    sales_cycle_months: Decimal | None = None
    corporate: bool = False
    color: str | None = None
    contact_email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Row):
    """A company that one or several BUs contact."""

    account_id: str
    name: str
    tier: Tier | None = None
    lead_bu: str | None = None
    parent_id: str | None = None
    country: str | None = None
    subdivision: str | None = None
    manager: str | None = None
    strategic_weight: Decimal | None = None
    complexity: Decimal | None = None
    control: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign(Row):
    """A BU's planned action on an audience of accounts."""

    campaign_id: str
    bu_id: str
    name: str
    stage: int
    requested_start: date | None = None
    earliest_start: date | None = None
    latest_start: date | None = None
    start_days: tuple[Weekday, ...] = ()
    duration_days: int = 1
    presence: Presence = Presence.CONTINUOUS
    channel: str = "email"
    commitment: Commitment = Commitment.OPTIONAL
    status: Status = Status.PLANNED
    launch: LaunchBy = LaunchBy.TOGETHER
    min_accounts: Amount = Amount(ONE)
    max_accounts: Amount | None = None
    wave_gap_days: int = 14
    value: Decimal = ONE
    move_cost: Decimal | None = None
    cost: Decimal = ZERO
    cost_per_account: Decimal = ZERO
    group_share: Decimal = ZERO
    partners: tuple[str, ...] = ()
    offer: str | None = None
    journey: str | None = None
    bundle: str | None = None
    tags: tuple[str, ...] = ()
    owner: str | None = None
    description: str | None = None
    url: str | None = None

    @property
    def units(self) -> frozenset[str]:
        """The BUs whose action this is: its own and its partners."""
        return frozenset((self.bu_id, *self.partners))

    @property
    def planned(self) -> bool:
        """Whether the campaign is in the schedule at all."""
        return self.status in (Status.PLANNED, Status.APPROVED, Status.RUNNING)

    @property
    def immovable(self) -> bool:
        """Whether every launch starts on its wish, whatever the calendar says."""
        return self.commitment is Commitment.FIXED or self.status is Status.RUNNING


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchStep(Row):
    """One step of a campaign's touch plan."""

    campaign_id: str
    step: int
    offset_days: int
    channel: str | None = None
    personas: tuple[str, ...] = ()
    pressure: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel(Row):
    """A way to reach an account."""

    channel: str
    name: str | None = None
    pressure: Decimal = ONE
    send_days: tuple[Weekday, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience(Row):
    """An account that a campaign asks for."""

    campaign_id: str
    account_id: str
    wave: int = 1
    value: Decimal | None = None
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit(Row):
    """How well a BU and an account go together, by the four criteria of arbitration."""

    bu_id: str
    account_id: str
    relationship: Decimal | None = None
    strategic_fit: Decimal | None = None
    capacity: Decimal | None = None
    revenue_potential: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity(Row):
    """A deal of a BU with an account."""

    opportunity_id: str
    bu_id: str
    account_id: str
    deal_stage: str
    status: DealStatus = DealStatus.OPEN
    opened_on: date | None = None
    expected_close: date | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement(Row):
    """The stage at which an account already stands with a BU."""

    account_id: str
    bu_id: str
    stage: int
    date_: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryTouch(Row):
    """A touch made, or promised."""

    date_: date
    account_id: str
    bu_id: str
    campaign_id: str | None = None
    channel: str | None = None
    persona: str | None = None
    pressure: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency(Row):
    """A lag between two campaigns."""

    predecessor: str
    successor: str
    type: DependencyType = DependencyType.END_TO_START
    min_lag_days: int = 0
    max_lag_days: int | None = None
    if_absent: IfAbsent = IfAbsent.FREE


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource(Row):
    """A team, a kit or a room of limited capacity."""

    resource_id: str
    capacity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignResource(Row):
    """What each launch of a campaign takes of a resource while it runs."""

    campaign_id: str
    resource_id: str
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget(Row):
    """What a payer may spend in a period."""

    payer: str
    period_start: date
    period_end: date
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Content(Row):
    """A piece of content and the day it is ready."""

    content_id: str
    ready_on: date
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignContent(Row):
    """A campaign's need of a piece of content."""

    campaign_id: str
    content_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Blackout(Row):
    """A span of days without touches, for all or for those that its cells name.

    One that comes from a calendar counts for the rules that name that calendar, any other for all.
    """

    from_: date
    until: date | None = None
    account_id: str | None = None
    tier: Tier | None = None
    bu_id: str | None = None
    country: str | None = None
    channel: str | None = None
    persona: str | None = None
    reason: str | None = None
    calendar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Row):
    """A BU's answer to its part of the calendar."""

    bu_id: str
    campaign_id: str
    answer: AnswerKind
    answered_on: date
    account_id: str | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Row):
    """What the committee has settled."""

    decision_id: str
    action: Action
    decided_by: str
    decided_on: date
    reason: str
    campaign_id: str | None = None
    wave: int | None = None
    account_id: str | None = None
    bu_id: str | None = None
    rule_id: str | None = None
    from_: date | None = None
    until: date | None = None
    status: DecisionStatus = DecisionStatus.DECIDED
    expires_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published(Row):
    """A placement that the published schedule keeps, with its start."""

    campaign_id: str
    account_id: str
    start: date


#: A shipped channel each, with its pressure; ``internal`` is a BU's own task and no contact.
SHIPPED_CHANNELS: Mapping[str, Channel] = {
    name: Channel(channel=name, pressure=Decimal(pressure))
    for name, pressure in {
        "ad": "0.2",
        "email": "1",
        "mail": "1",
        "call": "2",
        "event": "3",
        "internal": "0",
    }.items()
}
INTERNAL = "internal"
#: Who pays beside the BUs.
GROUP = "group"

#: Every table by its name: the class of its rows and the columns that tell them apart.
TABLES: Mapping[str, tuple[type[Row], tuple[str, ...]]] = {
    "business_units": (BusinessUnit, ("bu_id",)),
    "accounts": (Account, ("account_id",)),
    "campaigns": (Campaign, ("campaign_id",)),
    "touches": (TouchStep, ("campaign_id", "step")),
    "channels": (Channel, ("channel",)),
    "audiences": (Audience, ("campaign_id", "account_id")),
    "fit": (Fit, ("bu_id", "account_id")),
    "opportunities": (Opportunity, ("opportunity_id",)),
    "engagement": (Engagement, ("account_id", "bu_id", "stage", "date_")),
    "history": (HistoryTouch, ()),
    "dependencies": (Dependency, ()),
    "resources": (Resource, ("resource_id",)),
    "campaign_resources": (CampaignResource, ("campaign_id", "resource_id")),
    "budgets": (Budget, ("payer", "period_start", "period_end")),
    "content": (Content, ("content_id",)),
    "campaign_content": (CampaignContent, ("campaign_id", "content_id")),
    "blackouts": (Blackout, ()),
    "answers": (Answer, ("bu_id", "campaign_id", "account_id", "answered_on")),
    "decisions": (Decision, ("decision_id",)),
    "published": (Published, ("campaign_id", "account_id")),
}
