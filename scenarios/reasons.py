"""Why a launch starts where it does and why a placement is dropped, in codes and sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.numbers import format_decimal

from ..constraints.charter.case import Case
from ..constraints.charter.checker import explain
from ..constraints.charter.finding import Finding, written
from ..constraints.charter.presence import DEMANDS, OBJECTIONS
from ..scheduler.choices import Action
from ..scheduler.scenario import Launch, LaunchId
from ..scheduler.schedule import Schedule
from ..scheduler.starts import concerns, objections, settled_objections
from ..scheduler.tables import Audience, Decision
from .what_if import Difference, WhatIf

#: What each code says, in English and French; rules' findings and decisions follow the colon.
SENTENCES = {
    "asked": ("on its requested start", "à la date demandée"),
    "no_wish": ("no start was asked for", "aucune date demandée"),
    "decision": ("decided: {detail}", "décidé : {detail}"),
    "on_request": (
        "served on request: accounts of its tier are not planned",
        "servi sur demande : les comptes de sa catégorie ne sont pas planifiés",
    ),
    "unscheduled": ("the launch is not scheduled", "le lancement n'est pas planifié"),
    "not_allowed": (
        "it may not start on {day} ({detail})",
        "elle ne peut pas commencer le {day} ({detail})",
    ),
    "rule": ("{subject} would break {detail}", "{subject} enfreindrait {detail}"),
    "demand": (
        "{subject} is against what the campaign demands: {detail}",
        "{subject} est contraire à ce que la campagne exige : {detail}",
    ),
    "cost": (
        "{subject} would lose {points} points, mostly to {detail}",
        "{subject} perdrait {points} points, surtout par {detail}",
    ),
    "balance": (
        "{subject} would change the score by {points} points",
        "{subject} changerait le score de {points} points",
    ),
    "profile_cost": (
        "{subject} would lose {points} points under profile {profile} ({score} in the score), mostly to "
        "{detail}",
        "{subject} perdrait {points} points sous le profil {profile} ({score} dans le score), surtout par "
        "{detail}",
    ),
    "profile_balance": (
        "{subject} would change the objective of profile {profile} by {points} points, the score by {score}",
        "{subject} changerait l'objectif du profil {profile} de {points} points, le score de {score}",
    ),
}

#: What keeping a placement is called, in English and French.
KEEPING = ("keeping it", "le garder")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is as it is.

    Attributes
    ----------
    code
        A key of ``SENTENCES``, or the id of the rule at work.
    text
        A sentence in the scenario's language.
    """

    code: str
    text: str


class Reasons:
    """The reasons of one schedule."""

    def __init__(self, case: Case, schedule: Schedule) -> None:
        self._case = case
        self._schedule = schedule
        self._what_if = WhatIf(case, schedule)
        self._launch: dict[LaunchId, Reason] = {}

    def launch(self, launch: Launch) -> Reason:
        """Say why a launch starts where it does, or not at all."""
        if launch.id not in self._launch:
            self._launch[launch.id] = self._of_launch(launch)
        return self._launch[launch.id]

    def _of_launch(self, launch: Launch) -> Reason:
        start = self._schedule.start_of(launch)
        if start is None and (decision := self._decision(launch, Action.UNSCHEDULE)):
            return self._decided(decision)
        if start is None and all(self._case.on_request(row.account_id) for row in launch.audience):
            return self._say("on_request")
        if launch.wish is None or start == launch.wish:
            return self._say("asked" if launch.wish else "no_wish")
        return self._of_move(launch, launch.wish)

    def _of_move(self, launch: Launch, wish: date) -> Reason:
        """Say what stands against a launch's wish."""
        scenario = self._case.scenario
        barred = [OBJECTIONS[code][self._column] for code in objections(scenario, launch, wish)]
        if barred:
            return self._say("not_allowed", day=self._day(launch), detail=", ".join(barred))
        for decision in settled_objections(scenario, launch, wish):
            return self._decided(decision)
        return self._weighed(self._what_if.start(launch, wish), self._day(launch))

    def placement(self, launch: Launch, row: Audience) -> Reason:
        """Say why a placement is dropped."""
        if self._case.on_request(row.account_id):
            return self._say("on_request")
        for decision in self._case.scenario.decided(Action.DROP):
            if concerns(decision, launch) and decision.account_id in (None, row.account_id):
                return self._decided(decision)
        if self._schedule.start_of(launch) is None:
            return self._say("unscheduled")
        return self._weighed(self._what_if.keep(launch, row), KEEPING[self._column])

    # -- saying -------------------------------------------------------------------------------------

    @property
    def _column(self) -> int:
        return ("en", "fr").index(self._case.scenario.language)

    def _say(self, sentence: str, code: str | None = None, **parts: str) -> Reason:
        text = SENTENCES[sentence][self._column].format(**parts)
        return Reason(code or sentence, text[:1].upper() + text[1:])

    def _weighed(self, difference: Difference, subject: str) -> Reason:
        """Say what stands against a change: a rule that it breaks, or what it costs."""
        if difference.broken:
            first = difference.broken[0].finding
            if first.rule_id in DEMANDS:
                code = first.rule_id.removeprefix("input:")
                return self._say("demand", code, subject=subject, detail=explain(self._case, first))
            return self._say("rule", first.rule_id, subject=subject, detail=self._detail(first))
        parts = {"subject": subject, "points": self._signed(difference.points)}
        prefix = ""
        if difference.score != difference.points:
            prefix = "profile_"
            profile = self._case.scenario.profile
            parts |= {"profile": profile, "score": self._signed(difference.score)}
        worst = next(difference.losses, None)
        if worst and difference.points < 0:
            parts |= {"points": parts["points"].lstrip("-"), "detail": self._detail(worst.finding)}
            return self._say(f"{prefix}cost", worst.finding.rule_id, **parts)
        return self._say(f"{prefix}balance", "balance", **parts)

    def _signed(self, hundredths: Decimal) -> str:
        """Write hundredths of a point as points with their sign, 0 without."""
        points = format_decimal(abs(hundredths) / 100, "#,##0.00", locale=self._case.scenario.language)
        sign = "+" if hundredths > 0 else "-" if hundredths < 0 else ""
        return f"{sign}{points}"

    def _detail(self, finding: Finding) -> str:
        """Name a rule by its id, and say the finding."""
        colon = (":", " :")[self._column]
        return f"{finding.rule_id}{colon} {explain(self._case, finding)}"

    def _decision(self, launch: Launch, action: Action) -> Decision | None:
        rows: Sequence[Decision] = self._case.scenario.decided(action)
        return next((row for row in rows if row.campaign_id == launch.id.campaign_id), None)

    def _decided(self, row: Decision) -> Reason:
        return self._say("decision", detail=f"{row.decision_id}, {row.reason} ({row.decided_by})")

    def _day(self, launch: Launch) -> str:
        return written(launch.wish, self._case.scenario.language)
