"""How an explanation names things: rules by their id and note, days, points, accounts, launches."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ...constraints.charter.case import Case
from ...constraints.charter.checker import Judged, explain
from ...constraints.charter.finding import listed
from ...constraints.charter.presence import DEMANDS
from ...scenarios.demand_words import DemandWords
from ...scheduler.problem.demands import Demand
from ...scheduler.scenario import Launch
from ..pages.words import Words
from .labels import LABELS

#: How many lines of a kind are told.
MOST = 6


class Telling:
    """Tells things of one case in its language.

    A rule is quoted with its note the first time that it is named in a sentence; those named in tables
    alone are quoted at the end.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self.words = Words(case.scenario.language, LABELS)
        self._quoted: set[str] = set()
        self._named: list[str] = []
        self._demands = DemandWords(case, self._quoted)

    # -- rules and findings -------------------------------------------------------------------------

    def rule(self, rule_id: str) -> str:
        """Name a rule, with its note the first time; a demand of the input by what it is."""
        if rule_id in DEMANDS or rule_id in self._quoted:
            return self.named(rule_id)
        self._quoted.add(rule_id)
        note = self.case.rule(rule_id).note
        return self.words("quoted", id=rule_id, note=note.rstrip(".")) if note else rule_id

    def named(self, rule_id: str) -> str:
        """Name a rule by its id alone; its note is then told at the end, if nowhere else."""
        if rule_id in DEMANDS:
            return self.words(rule_id)
        if rule_id not in self._named:
            self._named.append(rule_id)
        return rule_id

    def listed(self, rules: Iterable[str]) -> str:
        """Name some rules by their ids."""
        return ", ".join(self.named(rule_id) for rule_id in rules)

    def legend(self) -> Iterator[str]:
        """Quote the rules that were named and never quoted."""
        rules = [self.case.rule(rule_id) for rule_id in self._named if rule_id not in self._quoted]
        noted = [rule for rule in rules if rule.note]
        if noted:
            yield ""
            yield self.words("rules_named")
            yield from (f"  {rule.id}{self.colon} {rule.note}" for rule in noted)

    def finding(self, row: Judged) -> str:
        """Say a finding, its rule named."""
        said = explain(self.case, row.finding)
        return (
            said if row.finding.rule_id in DEMANDS else f"{self.rule(row.finding.rule_id)}{self.colon} {said}"
        )

    def demand(self, row: Demand) -> str:
        """Say what a demand asks for, its rule quoted as any."""
        return self._demands.say(row)

    @property
    def colon(self) -> str:
        """The language's colon."""
        return " :" if self.words.language == "fr" else ":"

    # -- names and numbers --------------------------------------------------------------------------

    def launch(self, launch: Launch) -> str:
        """Name a launch."""
        return self.words.launch(self.case.scenario, launch)

    def campaign(self, campaign_id: str) -> str:
        """Name a campaign."""
        return self.case.scenario.campaign_of[campaign_id].name

    def unit(self, bu_id: str) -> str:
        """Name a BU."""
        return self.case.scenario.unit_of[bu_id].name

    def accounts(self, accounts: Iterable[str]) -> str:
        """Name some accounts."""
        return listed((self.case.scenario.account_of[name].name for name in accounts), self.words.language)

    def day(self, day: date) -> str:
        """Write a day out."""
        return self.words.long_day(day)

    def points(self, hundredths: int | Decimal | Fraction) -> str:
        """Write hundredths of a point as points."""
        return self.words.points(hundredths)


def bullets(lines: Iterable[str]) -> Iterator[str]:
    """Set lines as a list, the first few of them."""
    rows = list(lines)
    yield from (f"  - {row}" for row in rows[:MOST])
    if len(rows) > MOST:
        yield f"  - … (+{len(rows) - MOST})"
