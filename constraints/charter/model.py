"""The charter: the group's rules of engagement and what they are weighed by."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import Field, GetCoreSchemaHandler, SerializeAsAny, model_validator
from pydantic_core import CoreSchema, core_schema

from ...scheduler.choices import Tier
from .registry import KINDS
from .rule import Count, Hundredths, Part, Rule


class _ByKind:
    """Reads a rule as the class that its ``kind`` names."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        choices = {name: handler.generate_schema(kind) for name, kind in KINDS.items()}
        return core_schema.tagged_union_schema(choices, discriminator="kind")


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

    The keys typed as free mappings are kept for what reads them (visibility, attribution, authority
    and the like) and weigh on no schedule.
    """

    rules: tuple[SerializeAsAny[Annotated[Rule, _ByKind()]], ...] = ()
    arbitration: Arbitration = Arbitration()
    values: Values = Values()
    tiers: Mapping[Tier, TierPolicy] = Field(default_factory=dict)
    visibility: Mapping[str, Any] = Field(default_factory=dict)
    attribution: Mapping[str, Any] = Field(default_factory=dict)
    coordination_costs: Mapping[str, Any] = Field(default_factory=dict)
    authority: Mapping[str, Any] = Field(default_factory=dict)
    profiles: Mapping[str, Any] = Field(default_factory=dict)
    collision_days: Count = 7
    over_contact_per_week: Count = 3
    slip_days: Count = 30
    euros_per_point: Hundredths | None = None

    def plans(self, tier: Tier) -> bool:
        """Whether accounts of a tier are planned, or served on request only."""
        return tier not in self.tiers or self.tiers[tier].planned

    def rule(self, rule_id: str) -> Rule:
        """Give a rule by its id.

        Raises
        ------
        KeyError
            If there is none.
        """
        return next((rule for rule in self.rules if rule.id == rule_id), None) or _unknown(rule_id)


def _unknown(rule_id: str) -> Rule:
    raise KeyError(rule_id)
