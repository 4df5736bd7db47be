"""Remarks on a policy: a code, a severity and a sentence each, in English and French."""

from collections.abc import Iterable
from dataclasses import dataclass

from ...constraints.charter.case import Case
from ...constraints.charter.finding import listed
from .codes import CODES, Severity

#: How many names a sentence lists.
MOST = 4


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that the lint has to say.

    Attributes
    ----------
    code
        A key of ``CODES``.
    rules, campaigns, accounts
        The ids of what it is about.
    text
        A sentence in the scenario's language.
    """

    code: str
    rules: tuple[str, ...]
    campaigns: tuple[str, ...]
    accounts: tuple[str, ...]
    text: str

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return CODES[self.code][0]


def remark(
    case: Case,
    code: str,
    *,
    rules: Iterable[str] = (),
    campaigns: Iterable[str] = (),
    accounts: Iterable[str] = (),
    units: Iterable[str] = (),
    **parts: object,
) -> Remark:
    """Make a remark about rules, campaigns, accounts and BUs, given by id; other parts are words."""
    language, scenario = case.scenario.language, case.scenario
    rule_ids, campaign_ids, account_ids = tuple(rules), tuple(sorted(campaigns)), tuple(sorted(accounts))
    text = CODES[code][("en", "fr").index(language) + 1].format(
        rules=listed(rule_ids, language),
        campaigns=_some((scenario.campaign_of[name].name for name in campaign_ids), language),
        accounts=_some((scenario.account_of[name].name for name in account_ids), language),
        units=listed((scenario.unit_of[name].name for name in units), language),
        **parts,
    )
    return Remark(code, rule_ids, campaign_ids, account_ids, text)


def _some(names: Iterable[str], language: str) -> str:
    """List names, the first ones only of many."""
    found = list(names)
    if len(found) <= MOST:
        return listed(found, language)
    more = {"en": "{} more", "fr": "{} autres"}[language].format(len(found) - MOST + 1)
    return listed([*found[: MOST - 1], more], language)
