"""What a check finds, and how it is said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a calendar breaks a rule, earns its reward, or pays a price of its own.

    Attributes
    ----------
    rule_id
        The rule, or the name of the input's own demand.
    measure
        How much, in the rule's measure; never 0.
    account_id
        The account, where the finding is on one: on a control account it is only reported.
    campaigns
        The campaigns involved.
    first, last
        The days concerned.
    limit
        The limit that is passed, where there is one.
    amount
        What stands against the limit.
    subject
        What else names the place: a persona, a resource, a BU, a channel.
    reward
        Points per unit of the measure that are earned, or paid if below 0, at hard and soft levels
        alike; None if it is a violation, which the rule's level and weight judge.
    """

    rule_id: str
    measure: Decimal
    account_id: str | None = None
    campaigns: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    limit: Decimal | None = None
    amount: Decimal | None = None
    subject: str = ""
    reward: Decimal | None = None

    @property
    def violates(self) -> bool:
        """Whether it breaks the rule."""
        return self.reward is None


def written(day: date | None, language: str) -> str:
    """Write a day out: ``10 March 2027``, ``10 mars 2027``."""
    return format_date(day, "d MMMM y", locale=language) if day else ""


def listed(names: Iterable[str], language: str) -> str:
    """Write some names as a list: ``A, B and C``."""
    *most, last = list(names) or [""]
    word = {"en": "and", "fr": "et"}[language]
    return f"{', '.join(most)} {word} {last}" if most else last


def figure(number: Decimal | None, language: str) -> str:
    """Write a number: ``2.5``, ``2,5``."""
    return "" if number is None else format_decimal(number, locale=language)


def counted(number: Decimal | None, english: tuple[str, str], french: tuple[str, str], language: str) -> str:
    """Write a number of things, whose name for one and for many is given: ``1 day``, ``3 days``."""
    one, many = {"en": english, "fr": french}[language]
    single = number == 1 or (language == "fr" and number is not None and abs(number) < 2)
    return f"{figure(number, language)} {one if single else many}"


def in_days(number: Decimal | None, language: str) -> str:
    """Write a number of days."""
    return counted(number, ("day", "days"), ("jour", "jours"), language)
