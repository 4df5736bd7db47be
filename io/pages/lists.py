"""The report's long tables: launches, dropped placements, the charter's rules."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ...constraints.charter.rule import Level, Rule
from ...scenarios.results import LaunchRow, Results
from ...scheduler.scenario import Launch, LaunchId
from .table import MOST_ROWS, Cell, Column, Table, colors, table
from .words import Words


def launch_table(results: Results, words: Words) -> Table:
    """List launches by BU and day: what was asked, what is planned, and why."""
    columns = [
        Column(words("launch"), wide=True),
        Column(words("requested_start"), day=True),
        Column(words("start"), day=True),
        Column(words("moved"), numeric=True),
        Column(words("kept"), numeric=True),
        Column(words("dropped"), numeric=True),
        Column(words("value_kept"), numeric=True),
        Column(words("reason"), wide=True),
    ]
    ordered = list(by_unit(results))
    rows: list[list[Cell | str]] = [
        _launch(results, words, launch, row) for launch, row in ordered[:MOST_ROWS]
    ]
    note = more(words, len(ordered), "schedule.csv")
    return table(words("launches_caption"), columns, rows, note)


def by_unit(results: Results) -> Iterator[tuple[Launch, LaunchRow]]:
    """Give launches with their rows by BU, then by day, those without a day last."""
    launches = results.case.scenario.launches
    pairs = [(launches[LaunchId(row.campaign_id, row.launch)], row) for row in results.launches]

    def order(pair: tuple[Launch, LaunchRow]) -> tuple[object, ...]:
        launch, row = pair
        day = row.start or row.requested_start
        return (row.bu_id, day is None, day or results.case.scenario.start, launch.id)

    yield from sorted(pairs, key=order)


def _launch(results: Results, words: Words, launch: Launch, row: LaunchRow) -> list[Cell | str]:
    scenario = results.case.scenario
    unit = scenario.unit_of[row.bu_id]
    moved = (row.start - row.requested_start).days if row.start and row.requested_start else None
    return [
        Cell(words.launch(scenario, launch), unit.name, colors(scenario)[row.bu_id]),
        words.day(row.requested_start) or words("none"),
        words.day(row.start) or words("unscheduled"),
        "" if moved is None else words.signed(moved),
        str(row.kept),
        str(row.dropped),
        words.number(row.value_kept, ".00"),
        row.reason,
    ]


def drop_table(results: Results, words: Words) -> Table:
    """List dropped placements, the most valuable first, with what stands against each."""
    scenario = results.case.scenario
    dropped = [row for row in results.placements if row.status == "dropped"]
    dropped.sort(key=lambda row: (-row.value, row.campaign_id, row.account_id))
    columns = [
        Column(words("campaign"), wide=True),
        Column(words("account")),
        Column(words("value"), numeric=True),
        Column(words("reason"), wide=True),
    ]
    rows: list[list[Cell | str]] = []
    for row in dropped[:MOST_ROWS]:
        campaign = scenario.campaign_of[row.campaign_id]
        unit = scenario.unit_of[campaign.bu_id]
        name = Cell(campaign.name, unit.name, colors(scenario)[unit.bu_id])
        account = scenario.account_of[row.account_id].name
        rows.append([name, account, words.number(row.value, ".00"), row.reason])
    caption = words(
        "drops_caption",
        n=len(dropped),
        all=len(results.placements),
        points=words.number(sum((row.value for row in dropped), Decimal(0)), ".00"),
    )
    return table(caption, columns, rows, more(words, len(dropped), "placements.csv"))


def rule_table(results: Results, words: Words) -> Table:
    """List the charter's rules in the group's own words."""
    columns = [
        Column(words("rule")),
        Column(words("level")),
        Column(words("note"), wide=True),
        Column(words("owner")),
    ]
    rules = results.case.rules
    rows: list[list[Cell | str]] = [
        [Cell(rule.id, rule.kind), _level(rule, words), rule.note or "", rule.owner or ""]
        for rule in rules[:MOST_ROWS]
    ]
    return table(words("charter_caption"), columns, rows, more(words, len(rules), "charter.yaml"))


def gap_table(results: Results, words: Words) -> Table:
    """List what arbitration assumes where the fit table says nothing."""
    scenario, assumed = results.case.scenario, results.case.arbiter.assumed
    names = list(results.case.charter.arbitration.weights)
    columns = [Column(words("account")), Column(words("bu"))]
    columns += (Column(words(name), numeric=True) for name in names)
    rows: list[list[Cell | str]] = [
        [
            scenario.account_of[account_id].name,
            Cell(scenario.unit_of[bu_id].name, color=colors(scenario)[bu_id]),
            *(words.number(found[name], ".00") if name in found else "" for name in names),
        ]
        for (account_id, bu_id), found in list(assumed.items())[:MOST_ROWS]
    ]
    return table(words("gaps_caption"), columns, rows, more(words, len(assumed), "run.json"))


def _level(rule: Rule, words: Words) -> Cell:
    level = words(f"level_{rule.level}")
    if rule.level is not Level.SOFT:
        return Cell(level)
    return Cell(level, words("weighs", n=words.number(rule.weight), plural=Fraction(rule.weight)))


def more(words: Words, number: int, file: str) -> str:
    """Say where the rows are that a long table leaves out; nothing if it leaves out none."""
    if number <= MOST_ROWS:
        return ""
    return words("rows_more", n=MOST_ROWS, all=words.number(number), file=file)
