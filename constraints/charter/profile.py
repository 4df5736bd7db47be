"""A profile: what a run weighs more, and what less, than the score does."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, SerializeAsAny, model_validator

from .registry import ByKind
from .rule import Hundredths, Level, Part, Rule

#: The parameters of rules that are in points.
IN_POINTS = frozenset({"weight", "reward", "change_weight"})
Percent = Annotated[int, Field(ge=0, le=1000, strict=True)]


class Said(Part):
    """A text in English and French; given as one text, it stands for both."""

    en: str = Field(min_length=1)
    fr: str = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _one_for_both(cls, value: Any) -> Any:
        return {"en": value, "fr": value} if isinstance(value, str) else value

    def in_(self, language: str) -> str:
        """Give the text in a language."""
        return self.fr if language == "fr" else self.en


def _priced(rule: Rule) -> Rule:
    """Let only prices through: what a calendar may not do is the charter's to say."""
    if rule.level is not Level.SOFT:
        raise ValueError(f"rule '{rule.id}' of a profile is {rule.level}; set its level to soft")
    return rule


OwnRule = SerializeAsAny[Annotated[Rule, ByKind(), AfterValidator(_priced)]]


class Profile(Part):
    """The percents at which the four parts of a score count in a run's objective, and rules of its own.

    Attributes
    ----------
    value, moves, penalties, rewards
        Whole percents of the parts, as the charter prices them.
    trades
        What the profile trades for what.
    rules
        Soft rules that count in the objective only, at their own weights.
    weights_for
        The points asked for, for which those weights, rewards and prices are made; they grow and shrink
        with what a scenario asks for. As written where this is left out.
    weights_by
        Whether these are the points of all placements, as suits a measure of the whole calendar, or of
        one on average, as suits one that adds up over placements.
    """

    value: Percent = 100
    moves: Percent = 100
    penalties: Percent = 100
    rewards: Percent = 100
    trades: Said | None = None
    rules: tuple[OwnRule, ...] = ()
    weights_for: Annotated[Hundredths, Field(gt=0)] | None = None
    weights_by: Literal["all", "placement"] = "all"

    @model_validator(mode="after")
    def _ids_once(self) -> Self:
        names = [rule.id for rule in self.rules]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"the profile has two rules '{name}'; rename one")
        return self

    @property
    def is_plain(self) -> bool:
        """Whether the objective is the score itself."""
        return not self.rules and {self.value, self.moves, self.penalties, self.rewards} == {100}

    def rules_for(self, values: Collection[int]) -> tuple[Rule, ...]:
        """Give the own rules, weighted for a scenario whose placements have these values, in hundredths."""
        if self.weights_for is None:
            return self.rules
        asked = Fraction(sum(values), 100)
        if self.weights_by == "placement":
            asked /= max(1, len(values))
        return tuple(_reweighted(rule, asked / Fraction(self.weights_for)) for rule in self.rules)

    def owns(self, rule: Rule) -> bool:
        """Whether a rule (in whichever form an exception gives it) is one of the profile's own."""
        return any(rule.id == own.id for own in self.rules)

    def percent(self, rule: Rule, *, earned: bool) -> int:
        """Give the percent at which what a rule earns, or costs, counts; an own rule counts in full."""
        if self.owns(rule):
            return 100
        return self.rewards if earned else self.penalties


def _reweighted(rule: Rule, scale: Fraction) -> Rule:
    """Give a rule, and each form that its exceptions give it, at a multiple of its points."""
    own = {"weight": rule.weight} | {name: getattr(rule, name) for name in rule.model_fields_set}
    spans = [_scaled(span.model_dump(by_alias=True), scale) for span in rule.exceptions]
    return type(rule).model_validate({**_scaled(own, scale), "exceptions": spans})


def _scaled(parameters: Mapping[str, Any], scale: Fraction) -> dict[str, Any]:
    """Give parameters with those in points at a multiple, rounded to hundredths; none vanishes."""
    return {
        name: _multiple(value, scale) if name in IN_POINTS else value for name, value in parameters.items()
    }


def _multiple(points: Any, scale: Fraction) -> Decimal:
    exact = Decimal(round(100 * Fraction(str(points)) * scale)) / 100
    return max(exact, min(Decimal(str(points)), Decimal("0.01")))
