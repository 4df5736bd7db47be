"""The charter: the group's rules of engagement and what they are weighed by."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import Field, SerializeAsAny, model_validator

from ...scheduler.choices import Tier
from .authority import Authority
from .profile import Profile
from .profiles import SHIPPED
from .registry import ByKind
from .rule import Count, Hundredths, Part, Rule


class Arbitration(Part):
    """The weights of the four fit criteria."""

    relationship: Hundredths = Decimal(1)
    strategic_fit: Hundredths = Decimal(1)
    capacity: Hundredths = Decimal(1)
    revenue_potential: Hundredths = Decimal(1)

    @model_validator(mode="after")
    def _some_weight(self) -> Self:
        if not any(self.weights.values()):
            raise ValueError("at least one weight must be above 0")
        return self

    @property
    def weights(self) -> Mapping[str, Decimal]:
        """Each criterion's weight."""
        return {name: getattr(self, name) for name in type(self).model_fields}


class Values(Part):
    """Whether each BU gets the same points to spread over its placements."""

    normalise: Literal["none", "per_bu"] = "none"
    points: Hundredths = Decimal(1000)


class TierPolicy(Part):
    """How the accounts of a tier are coordinated."""

    planned: bool = True


class Charter(Part):
    """The rules, the arbitration between BUs, and the group's other settings.

    The keys typed as free mappings are kept for what reads them (visibility, attribution and the like)
    and weigh on no schedule; so does ``authority``, which only the lint asks.
    """

    rules: tuple[SerializeAsAny[Annotated[Rule, ByKind()]], ...] = ()
    arbitration: Arbitration = Arbitration()
    values: Values = Values()
    tiers: Mapping[Tier, TierPolicy] = Field(default_factory=dict)
    visibility: Mapping[str, Any] = Field(default_factory=dict)
    attribution: Mapping[str, Any] = Field(default_factory=dict)
    coordination_costs: Mapping[str, Any] = Field(default_factory=dict)
    authority: Authority = Field(default_factory=dict)
    profiles: Mapping[str, Profile] = Field(default_factory=dict)
    collision_days: Count = 7
    over_contact_per_week: Count = 3
    slip_days: Annotated[int, Field(ge=0, le=3660, strict=True)] = 30
    euros_per_point: Hundredths | None = None

    @property
    def rule_ids(self) -> frozenset[str]:
        """The ids of its rules and of those that any profile has of its own."""
        own = (rule for profile in {**SHIPPED, **self.profiles}.values() for rule in profile.rules)
        return frozenset(rule.id for rule in (*self.rules, *own))

    def plans(self, tier: Tier) -> bool:
        """Whether accounts of a tier are planned, or served on request only."""
        return tier not in self.tiers or self.tiers[tier].planned

    def profile(self, name: str) -> Profile:
        """Give a profile by its name: the charter's own, else the shipped one.

        Raises
        ------
        KeyError
            If there is none.
        """
        return self.profiles[name] if name in self.profiles else SHIPPED[name]
