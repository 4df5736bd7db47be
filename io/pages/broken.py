"""What a calendar still breaks: rule by rule, and the worst cases in words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ...constraints.charter.checker import Judged, explain, natural
from ...constraints.charter.natural import said
from ...constraints.charter.rule import Level
from ...scenarios.results import Results
from .table import Cell, Column, Table, table
from .words import Words, sentence

#: How many cases are said in words.
WORST = 10


@dataclass(frozen=True)
class Breach:
    """Findings that belong together: of one rule at one level, or of one place of it.

    Attributes
    ----------
    cost
        What they cost, in hundredths of a point; 0 where they are only reported.
    """

    rule_id: str
    level: Level
    findings: tuple[Judged, ...]

    @property
    def cost(self) -> Decimal:
        """What they cost, in hundredths of a point; 0 where they are only reported."""
        return -sum((row.worth for row in self.findings), Decimal(0))

    @property
    def measure(self) -> Decimal:
        """How much is broken, in the rule's measure."""
        return sum((row.finding.measure for row in self.findings), Decimal(0))

    def natural(self, results: Results) -> str:
        """Say how much is broken in natural units."""
        return said(natural(results.verdict, self.findings), results.case.scenario.language)

    def in_words(self, results: Results) -> str:
        """Say the worst of the findings."""
        worst = max(self.findings, key=lambda row: row.finding.measure)
        return sentence(explain(results.case, worst.finding))


def by_rule(results: Results) -> list[Breach]:
    """Gather what is broken by rule and level, the costliest first."""
    found: dict[tuple[str, Level], list[Judged]] = defaultdict(list)
    for row in results.verdict.violations:
        found[row.finding.rule_id, row.level].append(row)
    return _worst_first(Breach(*key, tuple(rows)) for key, rows in found.items())


def by_place(results: Results) -> list[Breach]:
    """Gather what is broken by rule and place: windows that overlap on an account are one case."""
    found: dict[tuple[object, ...], list[Judged]] = defaultdict(list)
    for row in results.verdict.violations:
        finding = row.finding
        place = (finding.rule_id, row.level, finding.account_id, finding.campaigns, finding.subject)
        found[place].append(row)
    return _worst_first(
        Breach(rows[0].finding.rule_id, rows[0].level, tuple(rows)) for rows in found.values()
    )


def _worst_first(breaches: Iterable[Breach]) -> list[Breach]:
    return sorted(breaches, key=lambda row: (row.level is not Level.HARD, -row.cost, -row.measure))


def broken_table(results: Results, words: Words) -> Table:
    """List the rules that are not kept, each with its worst case in words."""
    columns = [
        Column(words("rule")),
        Column(words("level")),
        Column(words("findings"), numeric=True),
        Column(words("measure"), numeric=True),
        Column(words("natural"), wide=True),
        Column(words("points"), numeric=True),
        Column(words("worst_case"), wide=True),
    ]
    rows: list[list[Cell | str]] = [
        [
            Cell(breach.rule_id),
            words(f"level_{breach.level}"),
            words.number(len(breach.findings)),
            words.number(breach.measure),
            breach.natural(results),
            words.points(-breach.cost) if breach.cost else "",
            breach.in_words(results),
        ]
        for breach in by_rule(results)
    ]
    return table(words("broken_caption"), columns, rows)


def worst_cases(results: Results, words: Words) -> list[Cell]:
    """Say the worst cases of all rules: a sentence each, and what it costs."""
    return [Cell(breach.in_words(results), _price(breach, words)) for breach in by_place(results)[:WORST]]


def _price(breach: Breach, words: Words) -> str:
    if not breach.cost:
        return f"{breach.rule_id}, {words(f'level_{breach.level}')}"
    return f"{breach.rule_id}, {words('points_of', n=words.points(-breach.cost))}"
