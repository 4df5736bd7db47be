"""What is not known of the days off that blackouts ask for: told, so that no day is free by silence."""

from collections.abc import Iterator, Sequence

from ..constraints.blackout import Blackout
from ..constraints.charter.model import Charter
from ..constraints.charter.rule import Rule
from ..scheduler.days_off import SCHOOL_COUNTRIES, SCHOOL_DAYS, public_holidays
from ..scheduler.scenario import Scenario
from .faults import Log
from .yaml import Document

#: More accounts than this are not named one by one.
MOST = 5


def check_days_off(scenario: Scenario, charter: Charter, rules: Document, log: Log) -> None:
    """Note what a sound scenario leaves unknown of holidays, at the key of the charter that asks for them."""
    groups: list[tuple[tuple[object, ...], Sequence[Rule]]] = [(("rules",), charter.rules)]
    groups += [(("profiles", name, "rules"), profile.rules) for name, profile in charter.profiles.items()]
    for path, group in groups:
        for at, rule in enumerate(group):
            if isinstance(rule, Blackout):
                for key, message in _unknown(scenario, rule):
                    log.note(rules.entry((*path, at, key)), message)


def _unknown(scenario: Scenario, rule: Blackout) -> Iterator[tuple[str, str]]:
    """Give each key of a rule that asks for more than is known, with a message."""
    accounts = [
        row.account_id
        for row in scenario.accounts
        if rule.covers_account(row, scenario.tier_of[row.account_id], scenario.country_of(row.account_id))
    ]
    asking = [key for key in ("account_holidays", "bridges") if getattr(rule, key)]
    if asking:
        nowhere = [name for name in accounts if scenario.country_of(name) is None]
        if nowhere:
            some = ", ".join(nowhere[:MOST]) + (", …" if len(nowhere) > MOST else "")
            yield asking[0], f"accounts without a country have no public holidays: {some}"
        for country, subdivision in sorted({scenario.place_of(name) for name in accounts}, key=str):
            for year in range(scenario.start.year, scenario.last_day.year + 1):
                if country is not None and not public_holidays(country, subdivision, year):
                    yield asking[0], f"no public holidays of {country} are known in {year}"
    if rule.bridges and scenario.working_days is None:
        yield "bridges", "there are no bridges where every day is a working day"
    if rule.school_holidays:
        yield from _school(scenario, accounts)


def _school(scenario: Scenario, accounts: list[str]) -> Iterator[tuple[str, str]]:
    """Tell where French school holidays are not known, or are no account's."""
    key = "school_holidays"
    first, last = SCHOOL_DAYS
    if not any(scenario.country_of(name) in SCHOOL_COUNTRIES for name in accounts):
        yield key, "none of the accounts is in France, so these school holidays bar no day"
    if scenario.start < first:
        yield key, f"no school holidays are known before {first}"
    if scenario.last_day > last:
        yield (
            key,
            f"school holidays after {last} are reckoned from those before: "
            "put decreed ones into a calendar, or the table blackouts",
        )
