"""Labels in the charter's terms: what the rows of a rule are about."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...scheduler.problem.labels import Label, Labels

if TYPE_CHECKING:
    from .lowering import Member


def label(sort: str, name: str) -> Label:
    """Label what is about one thing: an account, a BU, a resource and the like."""
    return ((sort, name),)


def labels(sort: str, names: Iterable[str]) -> Labels:
    """Label rows that are about one thing each."""
    return Labels.per_row(label(sort, name) for name in names)


def by_account(members: Iterable["Member"]) -> Labels:
    """Label rows by the account of a member of each."""
    return labels("account", (member.account_id for member in members))
