"""A pilot's folder: a scenario, and a README that says who begins, why, and what was cut."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ..scheduler.tables import TABLES, Campaign
from .atomic import whole_folder
from .cells import write_cell
from .pilot import Pilot, gains, introduction
from .write import write_scenario

#: The numbers of a campaign that shrink with its audience.
NUMBERS = ("min_accounts", "max_accounts", "move_cost")


def write_pilot(folder: Path, pilot: Pilot) -> None:
    """Write a pilot as a scenario folder with a README.

    Raises
    ------
    Occupied
        If the folder holds something.
    """
    scenario = replace(pilot.part.scenario, name=pilot.say("title", name=pilot.whole.scenario.name))
    with whole_folder(folder) as draft:
        write_scenario(scenario, pilot.part.charter, draft)
        (draft / "README.md").write_text(readme(pilot), encoding="utf-8")


def readme(pilot: Pilot) -> str:
    """Say who begins and why, how to go on, and all that was cut."""
    name = pilot.whole.scenario.name
    lines = [f"# {pilot.say('title', name=name)}", "", *introduction(pilot), ""]
    lines += [*_table(*gains(pilot)), "", pilot.say("measures")]
    lines += ["", f"## {pilot.say('next')}", "", pilot.say("commands")]
    lines += ["", f"## {pilot.say('cut')}", "", pilot.say("source", name=name), ""]
    lines += [f"- {line}" for line in (*_unseen(pilot), *_changed(pilot))]
    fewer = [row for row in pilot.part.scenario.campaign_of.values() if len(set(pilot.asked(row))) > 1]
    if fewer:
        lines += ["", f"### {pilot.say('audiences')}", "", pilot.say("numbers"), ""]
        lines += _table(
            [pilot.say("campaign"), "audiences", *NUMBERS], [_numbers(pilot, row) for row in fewer]
        )
    lines += ["", f"### {pilot.say('rows')}", ""]
    lines += _table([pilot.say(name) for name in ("table", "here", "in_whole")], _rows(pilot))
    return "\n".join(lines) + "\n"


def _unseen(pilot: Pilot) -> Iterator[str]:
    """Say what goes on beside the pilot."""
    whole, choice = pilot.whole.scenario, pilot.choice
    asked = [
        whole.campaign_of[name].bu_id
        for name, rows in whole.audience_of.items()
        for row in rows
        if row.account_id in choice.accounts and whole.campaign_of[name].bu_id not in choice.members
    ]
    past = [
        row.bu_id
        for row in whole.history
        if row.account_id in choice.accounts and row.bu_id not in choice.members
    ]
    if asked or past:
        yield pilot.say(
            "others",
            units=pilot.units(sorted({*asked, *past})),
            placements=pilot.count("placements", len(asked)),
            touches=pilot.count("touches", len(past)),
        )
    else:
        yield pilot.say("nobody")
    here = pilot.part.scenario.campaign_of
    elsewhere = [
        row.name
        for row in whole.campaign_of.values()
        if row.bu_id in choice.members and row.campaign_id not in here
    ]
    yield from _if_any(pilot, "elsewhere", elsewhere)
    yield pilot.say("whole")
    yield pilot.say("moves")


def _changed(pilot: Pilot) -> Iterator[str]:
    """Say what is not as it was in what is left."""
    whole, part = pilot.whole.scenario, pilot.part.scenario
    yield pilot.say("tiers")
    before = {row.account_id: row.lead_bu for row in whole.accounts}
    leads = [
        f"{row.name} ({before[row.account_id]})"
        for row in part.accounts
        if row.lead_bu != before[row.account_id]
    ]
    yield from _if_any(pilot, "leads", leads)
    partners = []
    for row in part.campaign_of.values():
        gone = [name for name in whole.campaign_of[row.campaign_id].partners if name not in row.partners]
        if gone:
            partners.append(f"{row.name} ({', '.join(gone)})")
    yield from _if_any(pilot, "partners", partners)
    parents = [row.name for row in part.accounts if row.account_id not in pilot.choice.accounts]
    yield from _if_any(pilot, "parents", parents)
    left = {rule.id: rule for rule in pilot.part.charter.rules}
    rules = pilot.whole.charter.rules
    yield from _if_any(pilot, "rules_gone", [rule.id for rule in rules if rule.id not in left])
    yield from _if_any(pilot, "rules_less", [rule.id for rule in rules if left.get(rule.id, rule) != rule])
    settled = {row.decision_id for row in part.decisions}
    decisions = [row.decision_id for row in whole.decisions if row.decision_id not in settled]
    yield from _if_any(pilot, "decisions", decisions)


def _numbers(pilot: Pilot, row: Campaign) -> list[str]:
    """Give the numbers of a campaign, here and in the whole."""
    before = pilot.whole.scenario.campaign_of[row.campaign_id]
    here, whole = pilot.asked(row)
    pairs = [(str(here), str(whole))]
    pairs += [(write_cell(getattr(row, name)), write_cell(getattr(before, name))) for name in NUMBERS]
    return [
        row.name,
        *(one if one == other else pilot.say("of", here=one, whole=other) for one, other in pairs),
    ]


def _rows(pilot: Pilot) -> Iterator[list[str]]:
    """Count the rows of each table, here and in the whole."""
    for name in TABLES:
        here, whole = (getattr(case.scenario, name) for case in (pilot.part, pilot.whole))
        if whole:
            yield [name, str(len(here)), str(len(whole))]


def _if_any(pilot: Pilot, key: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield pilot.say(key, names=pilot.list(names))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write a table of Markdown."""
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
