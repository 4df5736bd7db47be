"""A rule of the charter: its level and weight, whom it covers, on which days, with which exceptions."""

import re
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator

from ...scheduler.choices import Tier
from ...scheduler.problem.arrays import Days
from ...scheduler.problem.primitive import Primitive
from ...scheduler.schedule import GroupCalendar
from ...scheduler.tables import Account, Campaign

if TYPE_CHECKING:
    from .case import Case
    from .finding import Finding
    from .lowering import Lowering
    from .natural import Amount, Broken

#: A number of at most two decimals, never negative.
Hundredths = Annotated[Decimal, Field(ge=0, decimal_places=2, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0, strict=True)]


class Level(StrEnum):
    """What a broken rule means: no such calendar, a price, or a line in the report."""

    HARD = "hard"
    SOFT = "soft"
    REPORT = "report"


class Part(BaseModel):
    """A part of the charter: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class RuleException(BaseModel):
    """A span of dates (``MM-DD``: of every year) with other parameters, or none (``off``)."""

    model_config = ConfigDict(extra="allow", frozen=True, populate_by_name=True)

    from_: date | str = Field(alias="from")
    until: date | str
    off: bool = False

    @model_validator(mode="after")
    def _both_ends_alike(self) -> Self:
        ends = (self.from_, self.until)
        for end in ends:
            if isinstance(end, str):
                if not re.fullmatch(r"\d\d-\d\d", end):
                    raise ValueError(f"{end!r} is no date; write 2027-12-20, or 12-20 for every year")
                date.fromisoformat(f"2028-{end}")
        if isinstance(self.from_, str) != isinstance(self.until, str):
            raise ValueError("from and until must both be dates, or both MM-DD for every year")
        if isinstance(self.from_, date) and isinstance(self.until, date) and self.until < self.from_:
            raise ValueError(f"until {self.until} is before from {self.from_}")
        if self.off == bool(self.parameters):
            raise ValueError("give either other parameters or `off: true`")
        return self

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The parameters that the span changes."""
        return self.model_extra or {}

    def covers(self, day: date) -> bool:
        """Whether the day lies in the span."""
        if isinstance(self.from_, date) and isinstance(self.until, date):
            return self.from_ <= day <= self.until
        first, last, of_year = str(self.from_), str(self.until), f"{day:%m-%d}"
        if first <= last:
            return first <= of_year <= last
        return of_year >= first or of_year <= last


class Rule(Part):
    """A rule of engagement.

    A kind of rule is a subclass in a module of its own, which adds its parameters and says what the
    rule means to the engines (`lower`), to the checker (`check`) and to people (`explain`).
    """

    #: The parameters that an exception may change.
    varying: ClassVar[frozenset[str]] = frozenset()
    #: Whether the measure has two decimals (of pressure, of percentage points); else it is whole.
    two_decimals: ClassVar[bool] = False
    #: What one unit of the measure is, or one lot of units, in English and French.
    unit: ClassVar[tuple[str, str]]
    #: How many units people think of at once: a single euro is nothing to a budget.
    lot: ClassVar[int] = 1
    #: Whether an account's findings follow from what happens on it, and in its group of companies, alone.
    local: ClassVar[bool] = False
    #: Whether the rule is about days, so that `from`, `until` and exceptions mean something.
    dated: ClassVar[bool] = True

    id: str = Field(min_length=1)
    kind: str
    level: Level = Level.HARD
    weight: Hundredths = Decimal(1)
    owner: str | None = None
    note: str | None = None
    set_by: str | None = None
    set_on: date | None = None
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None
    exceptions: tuple[RuleException, ...] = ()
    bus: tuple[str, ...] | None = None
    not_bus: tuple[str, ...] = ()
    stages: tuple[int, ...] | None = None
    not_stages: tuple[int, ...] = ()
    campaigns: tuple[str, ...] | None = None
    not_campaigns: tuple[str, ...] = ()
    offers: tuple[str, ...] | None = None
    not_offers: tuple[str, ...] = ()
    tags: tuple[str, ...] | None = None
    not_tags: tuple[str, ...] = ()

    _variants: tuple[Self | None, ...] = PrivateAttr(default=())
    _on: dict[date, Self | None] = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def _days_where_they_mean_something(self) -> Self:
        if not self.dated and (self.from_ or self.until or self.exceptions):
            raise ValueError("this kind of rule has no days; leave out from, until and exceptions")
        return self

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if self.from_ and self.until and self.until < self.from_:
            raise ValueError(f"until {self.until} is before from {self.from_}")
        return self

    @model_validator(mode="after")
    def _read_exceptions(self) -> Self:
        """Make the rule that holds in each exception's span."""
        own = {name: getattr(self, name) for name in self.model_fields_set - {"exceptions"}}
        variants: list[Self | None] = []
        for span in self.exceptions:
            for name in span.parameters:
                if name not in self.varying:
                    known = ", ".join(sorted(self.varying)) or "only `off: true`"
                    raise ValueError(f"an exception cannot change {name!r}; it may change: {known}")
            changed = {**own, **span.parameters}
            variants.append(None if span.off else type(self).model_validate(changed))
        self._variants = tuple(variants)
        return self

    # -- whom and when ------------------------------------------------------------------------------

    def on(self, day: date) -> Self | None:
        """Give the rule as it stands on a day: itself, its exception, or None where it is off."""
        if (self.from_ and day < self.from_) or (self.until and day > self.until):
            return None
        return self._by_exception(day) if self.exceptions else self

    def _by_exception(self, day: date) -> Self | None:
        """Give the form of the first exception that holds on a day, itself where none does."""
        on = self._on
        if day not in on:
            found = (at for at, span in enumerate(self.exceptions) if span.covers(day))
            at = next(found, None)
            on[day] = self if at is None else self._variants[at]
        return on[day]

    def variants(self, days: Iterable[date]) -> Iterator[tuple[Self, Days]]:
        """Give each form that the rule takes on some days, with those of the days on which it does."""
        found: dict[int, tuple[Self, list[int]]] = {}
        for day in days:
            rule = self.on(day)
            if rule is not None:
                found.setdefault(id(rule), (rule, []))[1].append(day.toordinal())
        return ((rule, Days.of(numbers)) for rule, numbers in found.values())

    @property
    def forms(self) -> tuple[Self, ...]:
        """The rule as it is written and as each of its exceptions changes it."""
        return (self, *(form for form in self._variants if form is not None))

    def covers_campaign(self, campaign: Campaign) -> bool:
        """Whether the scope holds the campaign, waivers aside."""
        return (
            _chosen(campaign.units, self.bus, self.not_bus)
            and _chosen({campaign.stage}, self.stages, self.not_stages)
            and _chosen({campaign.campaign_id}, self.campaigns, self.not_campaigns)
            and _chosen({campaign.offer}, self.offers, self.not_offers)
            and _chosen(set(campaign.tags), self.tags, self.not_tags)
        )

    # -- what each kind says ------------------------------------------------------------------------

    @abstractmethod
    def lower(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Say the rule in primitives; called for hard and soft rules only."""

    @abstractmethod
    def check(self, case: "Case", calendar: GroupCalendar) -> Iterator["Finding"]:
        """Find where a calendar breaks the rule, and what it earns, from dates alone."""

    @abstractmethod
    def explain(self, case: "Case", finding: "Finding") -> str:
        """Say a finding of this rule in a sentence, in the scenario's language."""

    @abstractmethod
    def natural(self, broken: "Broken") -> Iterator["Amount"]:
        """Say what findings come to in natural units, whatever the measure counts."""


class AccountRule(Rule):
    """A rule on accounts: its scope may choose them."""

    local: ClassVar[bool] = True

    tiers: tuple[Tier, ...] | None = None
    not_tiers: tuple[Tier, ...] = ()
    accounts: tuple[str, ...] | None = None
    not_accounts: tuple[str, ...] = ()
    countries: tuple[str, ...] | None = None
    not_countries: tuple[str, ...] = ()

    def covers_account(self, account: Account, tier: Tier, country: str | None) -> bool:
        """Whether the scope holds the account, waivers aside."""
        return (
            _chosen({account.account_id}, self.accounts, self.not_accounts)
            and _chosen({tier}, self.tiers, self.not_tiers)
            and _chosen({country}, self.countries, self.not_countries)
        )


class TouchScope(Part):
    """The part of a scope that chooses touches."""

    channels: tuple[str, ...] | None = None
    not_channels: tuple[str, ...] = ()
    personas: tuple[str, ...] | None = None
    not_personas: tuple[str, ...] = ()

    def covers_touch(self, channel: str | None, personas: Iterable[str]) -> bool:
        """Whether the scope holds a touch on a channel, naming some personas."""
        return _chosen({channel}, self.channels, self.not_channels) and _chosen(
            set(personas), self.personas, self.not_personas
        )

    def covers_persona(self, persona: str) -> bool:
        """Whether the scope holds a persona."""
        return _chosen({persona}, self.personas, self.not_personas)


def _chosen(values: Iterable[object], wanted: tuple[object, ...] | None, refused: tuple[object, ...]) -> bool:
    """Whether one of the values is wanted (any will do if nothing is asked) and none refused."""
    return (wanted is None or any(value in wanted for value in values)) and not any(
        value in refused for value in values
    )
