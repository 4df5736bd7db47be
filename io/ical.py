"""The calendars of a run: the group's, and one for each BU that holds nothing of the others'."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from unicodedata import combining, normalize

from ..scenarios.results import Results
from ..scheduler.scenario import LaunchId, Scenario
from ..scheduler.tables import BusinessUnit
from .calendar_words import Words
from .clean_text import safe_name
from .events import Dated, Telling
from .feed import Feed, make_uid, write_feed


def calendars(results: Results) -> Mapping[str, bytes]:
    """Write the calendars of a run, each under its file's name.

    Returns
    -------
    Mapping[str, bytes]
        ``group.ics``, and ``bu-<bu_id>.ics`` for each BU that has, or shares as a partner, a scheduled
        launch. Nothing where no launch is scheduled: an empty calendar is a fault.
    """
    scenario = results.case.scenario
    dated = _dated(results)
    if not dated:
        return {}
    files = {"group.ics": write_feed(group_feed(scenario, dated))}
    for unit in scenario.business_units:
        own = [row for row in dated if unit.bu_id in row.launch.campaign.units]
        if own:
            files[f"bu-{safe_name(unit.bu_id)}.ics"] = write_feed(unit_feed(scenario, unit, own))
    return files


def _dated(results: Results) -> list[Dated]:
    """Give the scheduled launches, by campaign and launch."""
    scenario, calendar = results.case.scenario, results.verdict.calendar
    names: dict[LaunchId, list[str]] = defaultdict(list)
    for placement in calendar.placements:
        names[placement.launch.id].append(scenario.account_of[placement.account_id].name)
    return [
        Dated(launch, calendar.flights[launch.id], tuple(sorted(names[launch.id], key=_without_accents)))
        for launch in scenario.launches.values()
        if launch.id in calendar.flights
    ]


def _without_accents(name: str) -> tuple[str, str]:
    """Sort names as a directory does: ``Écluses`` among the E's."""
    letters = (letter for letter in normalize("NFKD", name.casefold()) if not combining(letter))
    return "".join(letters), name


def group_feed(scenario: Scenario, dated: Sequence[Dated]) -> Feed:
    """Lay out the group's calendar: each launch's flight as a banner."""
    telling = Telling(scenario, Words(scenario.language))
    return Feed(
        uid=make_uid("group"),
        name=telling.words.say("group", scenario=scenario.name),
        as_of=scenario.as_of,
        events=[telling.banner(row) for row in dated],
    )


def unit_feed(scenario: Scenario, unit: BusinessUnit, own: Sequence[Dated]) -> Feed:
    """Lay out a BU's calendar: its launches, their last days, and every step on its day."""
    telling = Telling(scenario, Words(unit.language or scenario.language), unit.bu_id)
    return Feed(
        uid=make_uid("unit", unit.bu_id),
        name=telling.words.say("unit", unit=unit.name),
        as_of=scenario.as_of,
        events=[event for row in own for event in telling.work(row)],
        color=unit.color,
    )
