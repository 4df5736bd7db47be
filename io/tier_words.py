"""What is said of proposed tiers and leads, in English and French."""

from decimal import Decimal
from fractions import Fraction
from math import floor

from ..constraints.charter.finding import figure, listed
from ..scenarios.classify import CRITERIA, SCALE, UNKNOWN, Candidate, Proposal
from ..scheduler.scenario import Scenario

#: What is said of accounts, in English and French.
WORDS = {
    "title": ("{name}: tiers and leads proposed", "{name} : catégories et BU pilotes proposées"),
    "account": ("account", "compte"),
    "score": ("score", "score"),
    "tier": ("tier", "catégorie"),
    "now": ("now", "actuel"),
    "proposed": ("proposed", "proposé"),
    "lead": ("lead", "pilote"),
    "different": ("* differs from the table", "* diffère de la table"),
    "default": ("( ) not in the table: by who asks for it", "( ) hors de la table : selon qui le demande"),
    "why": ("why:", "pourquoi :"),
    "same": ("nothing differs from the table", "rien ne diffère de la table"),
    "others": (
        "… and {number} others; --json and --out hold all of them",
        "… et {number} autres ; --json et --out les contiennent tous",
    ),
    "nobody": (
        "no BU asks for it, has an open deal or touched it in the last year",
        "aucune BU ne le demande, n'y a d'affaire ouverte ni ne l'a contacté depuis un an",
    ),
    "low": ("the score is below {limit}", "le score est inférieur à {limit}"),
    "high": ("the score is {limit} or more", "le score atteint {limit}"),
    "shared": ("{number} BUs are interested", "{number} BU sont intéressées"),
    "open": (
        "one BU is interested, and a second one could gain {potential} there",
        "une BU est intéressée, et une deuxième pourrait y gagner {potential}",
    ),
    "alone": ("one BU is interested", "une seule BU est intéressée"),
    "held": (
        "an open deal or a required placement keeps it planned",
        "une affaire ouverte ou un placement requis impose de le planifier",
    ),
    "reason": ("{tier}: {reason}", "{tier} : {reason}"),
    "criteria": ("score {score}: {criteria}", "score {score} : {criteria}"),
    "unknown": ("{name} not known, {value} assumed", "{name} inconnu, {value} supposé"),
    "interest": ("interest", "intérêt"),
    "potential": ("cross-BU potential", "potentiel inter-BU"),
    "complexity": ("complexity", "complexité"),
    "weight": ("strategic weight", "poids stratégique"),
    "leads": ("{name} leads with {score}{before}: {parts}", "{name} pilote avec {score}{before} : {parts}"),
    "before": (" before {name} ({score})", " devant {name} ({score})"),
    "claim": ("{share} in arbitration", "{share} à l'arbitrage"),
    "deals": ("{share} of the open deals", "{share} des affaires ouvertes"),
    "plans": ("{share} of the value asked for", "{share} de la valeur demandée"),
    "past": ("{share} of the touches", "{share} des contacts"),
}


class Words:
    """The words of one scenario, in its language."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._language = scenario.language

    def say(self, key: str, **parts: object) -> str:
        """Say something in the scenario's language."""
        return WORDS[key][("en", "fr").index(self._language)].format(**parts)

    def number(self, value: Decimal | Fraction) -> str:
        """Write a number with two decimals at most."""
        return figure(Decimal(round(100 * Fraction(value))).scaleb(-2).normalize(), self._language)

    def score(self, value: Fraction) -> str:
        """Write a score, rounded down so that it stands on the right side of every limit."""
        return self.number(Fraction(floor(100 * value), 100))

    def _name(self, bu_id: str) -> str:
        return self._scenario.unit_of[bu_id].name

    def _percent(self, share: Fraction) -> str:
        return f"{round(100 * share)} %"

    def tier_reason(self, row: Proposal) -> str:
        """Say why an account is of the tier proposed."""
        limits = {"low": SCALE.opportunistic, "high": SCALE.strategic}
        reason = self.say(
            row.because,
            limit=self.number(limits.get(row.because, UNKNOWN)),
            number=len(row.candidates),
            potential=self.number(row.criteria["potential"] or UNKNOWN),
        )
        if row.candidates and row.held and row.score < Fraction(SCALE.opportunistic):
            reason += f"; {self.say('held')}"
        return reason

    def criteria(self, row: Proposal) -> str:
        """Say what an account's score is made of."""
        parts = []
        for name in CRITERIA:
            value = row.criteria[name]
            if value is None:
                parts.append(self.say("unknown", name=self.say(name), value=self.number(UNKNOWN)))
            else:
                parts.append(f"{self.say(name)} {self.number(value)}")
        names = [self._name(part.bu_id) for part in row.candidates]
        if names:
            parts[0] += f" ({listed(names, self._language)})"
        return self.say("criteria", score=self.score(row.score), criteria=", ".join(parts))

    def lead_reason(self, row: Proposal) -> str:
        """Say why a BU is proposed to lead; nothing where nobody is interested."""
        if not row.candidates:
            return ""
        first, *others = row.candidates
        before = ""
        if others:
            before = self.say("before", name=self._name(others[0].bu_id), score=self.score(others[0].score))
        return self.say(
            "leads",
            name=self._name(first.bu_id),
            score=self.score(first.score),
            before=before,
            parts=", ".join(self._part(first, name) for name, share in first.parts.items() if share),
        )

    def _part(self, row: Candidate, name: str) -> str:
        share = row.parts[name]
        return self.say(name, share=self.number(share) if name == "claim" else self._percent(share))
