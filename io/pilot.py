"""A pilot: the part of a scenario that is to begin, and what is said of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..constraints.charter.case import Case
from ..constraints.charter.finding import counted, figure, listed
from ..scenarios.gains import Choice
from ..scenarios.results import points
from ..scheduler.tables import Account, Campaign
from .pilot_words import COUNTED, WORDS
from .summary import table


@dataclass(frozen=True)
class Pilot:
    """A part of a case, and why it was chosen."""

    whole: Case
    part: Case
    choice: Choice

    def say(self, key: str, **parts: object) -> str:
        """Say something in the scenario's language."""
        return WORDS[key][("en", "fr").index(self.whole.scenario.language)].format(**parts)

    def list(self, names: Iterable[str]) -> str:
        """Write some names as a list."""
        return listed(names, self.whole.scenario.language)

    def count(self, key: str, number: int) -> str:
        """Say a number of things."""
        return counted(Decimal(number), *COUNTED[key], self.whole.scenario.language)

    def units(self, ids: Iterable[str]) -> str:
        """List some BUs by name."""
        return self.list(self.whole.scenario.unit_of[bu_id].name for bu_id in ids)

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts, as they stand in the part, the most to gain first."""
        return tuple(self.part.scenario.account_of[row.account_id] for row in self.choice.gains)

    def asked(self, row: Campaign) -> tuple[int, int]:
        """Give how many accounts a campaign asks for, in the part and in the whole."""
        here, whole = self.part.scenario.audience_of, self.whole.scenario.audience_of
        return len(here[row.campaign_id]), len(whole[row.campaign_id])


def pilot_summary(pilot: Pilot) -> Iterator[str]:
    """Say who begins, on which accounts, and what they have to gain."""
    yield pilot.say("title", name=pilot.whole.scenario.name)
    yield ""
    yield from introduction(pilot)
    yield ""
    yield from table(*gains(pilot))
    yield ""
    yield pilot.say("measures")


def introduction(pilot: Pilot) -> Iterator[str]:
    """Name the BUs."""
    choice, name = pilot.choice, pilot.whole.scenario.name
    accounts = pilot.count("accounts", len(choice.gains))
    yield pilot.say("who", units=pilot.units(choice.units), accounts=accounts, name=name)
    if choice.corporate:
        yield pilot.say("corporate", units=pilot.units(choice.corporate))


def gains(pilot: Pilot) -> tuple[list[str], list[list[str]]]:
    """Give a table of the accounts: its head and its rows."""
    head = ("account", "tier", "lead", "collisions", "over_contact", "stake")
    return [pilot.say(name) for name in head], [
        [
            account.name,
            str(account.tier),
            account.lead_bu or "-",
            str(gain.collisions),
            str(gain.over_contact),
            figure(points(gain.stake), pilot.whole.scenario.language),
        ]
        for account, gain in zip(pilot.accounts, pilot.choice.gains, strict=True)
    ]


def pilot_facts(pilot: Pilot, folder: Path) -> dict[str, Any]:
    """Give the same for programs."""
    return {
        "folder": str(folder),
        "business_units": list(pilot.choice.units),
        "corporate": list(pilot.choice.corporate),
        "accounts": [
            {
                "account_id": account.account_id,
                "tier": account.tier,
                "lead_bu": account.lead_bu,
                "collisions": gain.collisions,
                "over_contact": gain.over_contact,
                "stake": float(points(gain.stake)),
                "asked": float(points(gain.asked)),
            }
            for account, gain in zip(pilot.accounts, pilot.choice.gains, strict=True)
        ],
    }
