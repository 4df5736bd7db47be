"""Natural units: what a rule's findings come to, counted in the things that people count."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ...scheduler.schedule import GroupCalendar
from .finding import Finding, counted

if TYPE_CHECKING:
    from .case import Case


class Amount(NamedTuple):
    """An amount in natural units.

    Attributes
    ----------
    name
        The thing's name for programs.
    number
        How many of it, or how much.
    english, french
        What it is called; ``one|many`` where that differs.
    """

    name: str
    number: Decimal | int
    english: str
    french: str

    def said(self, language: str) -> str:
        """Write the amount: ``3 accounts``, ``3 comptes``."""
        english, french = (
            (one, many or one)
            for one, _, many in (word.partition("|") for word in (self.english, self.french))
        )
        return counted(Decimal(self.number), english, french, language)


def said(amounts: Iterable[Amount], language: str) -> str:
    """Write amounts one after another: ``3 accounts, 4 days missing``."""
    return ", ".join(amount.said(language) for amount in amounts)


@dataclass(frozen=True)
class Broken:
    """What a calendar breaks of one rule: some of its findings, never none."""

    case: "Case"
    calendar: GroupCalendar
    findings: tuple[Finding, ...]

    @property
    def accounts(self) -> Amount:
        """The accounts that the findings are on."""
        names = {row.account_id for row in self.findings if row.account_id is not None}
        return Amount("accounts", len(names), "account|accounts", "compte|comptes")

    @property
    def campaigns(self) -> Amount:
        """The campaigns that the findings involve."""
        names = {name for row in self.findings for name in row.campaigns}
        return Amount("campaigns", len(names), "campaign|campaigns", "campagne|campagnes")

    def number(self, name: str, english: str, french: str) -> Amount:
        """Count the findings themselves, each being one of a thing."""
        return Amount(name, len(self.findings), english, french)

    @property
    def touches(self) -> Amount:
        """The findings themselves, each being a touch."""
        return self.number("touches", "touch|touches", "point de contact|points de contact")

    @property
    def worst(self) -> Decimal:
        """The greatest measure of one finding."""
        return max(row.measure for row in self.findings)


def days_missing(number: Decimal | int) -> Amount:
    """Say how many days are missing to what is wanted."""
    return Amount("days_missing", number, "day missing|days missing", "jour manquant|jours manquants")
