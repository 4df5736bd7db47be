"""An explanation as facts for programs."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ...constraints.charter.case import Case
from ...constraints.charter.checker import Judged, explain
from ...constraints.charter.presence import DEMANDS
from ...scenarios.changes import changes
from ...scenarios.contest import Contest, Side
from ...scenarios.explained import Day, Dropped, Explained
from ...scenarios.prospects import Prospect
from ...scenarios.what_if import Difference
from ...scheduler.problem.demands import Demand
from ...scheduler.schedule import Schedule
from ..conflict import demand_facts


def explanation_facts(case: Case, here: Schedule, views: Sequence[Explained]) -> dict[str, Any]:
    """Give an explanation's facts, points being points of the objective."""
    facts = _Facts(case, here)
    return {"unit": "points", "launches": [facts.launch(view) for view in views]}


class _Facts:
    """Facts about one calendar of a case."""

    def __init__(self, case: Case, here: Schedule) -> None:
        self._case = case
        self._here = here

    def launch(self, view: Explained) -> dict[str, Any]:
        return {
            "campaign_id": view.launch.id.campaign_id,
            "launch": view.launch.id.key,
            "bu_id": view.launch.campaign.bu_id,
            "requested_start": _text(view.launch.wish),
            "start": _text(view.start),
            "reason_code": view.reason.code,
            "reason": view.reason.text,
            "cost_of_move": _points(view.cost_of_move),
            "penalties": self.findings(view.paid),
            "rewards": self.findings(view.earned),
            "rewards_missed": self.findings(view.missed),
            "dropped": [self.dropped(row) for row in view.dropped],
            "requested": self.day(view.wish) if view.wish else None,
            "scheduled_at_all": self.prospect(view.anywhere),
            "days": [self.day(day) for day in view.days],
        }

    def day(self, day: Day) -> dict[str, Any]:
        return {
            "day": day.day.isoformat(),
            "stand": str(day.stand),
            "objections": list(day.objections),
            "decisions": [row.decision_id for row in day.decisions],
            "as_things_stand": self.difference(day.now),
            "best_calendar": self.prospect(day.prospect),
            "contests": [self.contest(row) for row in day.contests],
        }

    def demands(self, rows: Sequence[Demand] | None) -> list[dict[str, Any]] | None:
        return None if rows is None else [demand_facts(self._case, row) for row in rows]

    def difference(self, row: Difference | None) -> dict[str, Any]:
        if row is None:
            return {}
        return {
            "points": _points(row.points),
            "breaks": self.findings(row.broken),
            "by_rule": {name: _points(worth) for name, worth in row.by_rule.items()},
        }

    def prospect(self, prospect: Prospect | None) -> dict[str, Any] | None:
        if prospect is None:
            return None
        price = prospect.price
        there = prospect.schedule
        return {
            "status": str(prospect.status),
            "cost_least": _points(price.least) if price else None,
            "cost_most": None if price is None or price.most is None else _points(price.most),
            "no_preference": price.no_preference if price else None,
            "conflict": self.demands(prospect.conflict),
            "changes": [
                {
                    "campaign_id": row.launch.id.campaign_id,
                    "launch": row.launch.id.key,
                    "from": _text(row.before),
                    "to": _text(row.after),
                    "loses": list(row.lost),
                    "keeps": list(row.won),
                }
                for row in (changes(self._case.scenario, self._here, there) if there else ())
            ],
        }

    def dropped(self, view: Dropped) -> dict[str, Any]:
        return {
            "account_id": view.row.account_id,
            "value": _points(view.value),
            "reason_code": view.reason.code,
            "reason": view.reason.text,
            "as_things_stand": self.difference(view.now),
            "held_by": [
                {
                    "campaign_id": row.campaign_id,
                    "account_id": row.account_id,
                    "value": _points(self._case.value_of[row.campaign_id, row.account_id]),
                    "rules": list(row.rules),
                }
                for row in view.holders
            ],
            "best_calendar": self.prospect(view.prospect),
            "contests": [self.contest(row) for row in view.contests],
        }

    def contest(self, contest: Contest) -> dict[str, Any]:
        return {
            "account_id": contest.account_id,
            "rules": list(contest.rules),
            "asking": self.side(contest.asking),
            "holding": self.side(contest.holding),
            "margin": None if contest.margin is None else _points(contest.margin),
            "barred": contest.barred,
            "flips": [
                {
                    "bu_id": flip.bu_id,
                    "criterion": flip.criterion,
                    "at": None if flip.at is None else float(flip.at),
                    "or": None if flip.at is None else "more" if flip.upward else "less",
                }
                for flip in contest.flips
            ],
        }

    def side(self, side: Side) -> dict[str, Any]:
        return {
            "bu_id": side.bu_id,
            "campaigns": list(side.campaigns),
            "value": _points(side.value),
            "arbitration": round(float(side.weight), 4),
            "criteria": {
                row.name: {
                    "weight": float(row.weight),
                    "value": round(float(row.value), 4),
                    "assumed": row.assumed,
                }
                for row in side.criteria
            },
        }

    def findings(self, rows: Iterable[Judged]) -> list[dict[str, Any]]:
        return [
            {
                **self.rule(row.finding.rule_id),
                "measure": float(row.finding.measure),
                "points": _points(row.weighed),
                "text": explain(self._case, row.finding),
            }
            for row in rows
        ]

    def rule(self, rule_id: str) -> dict[str, Any]:
        note = None if rule_id in DEMANDS else self._case.rule(rule_id).note
        return {"rule_id": rule_id, "note": note}


def _points(hundredths: int | Decimal | Fraction) -> float:
    # Adding 0 turns -0.0 into 0.0.
    return round(float(hundredths) / 100, 4) + 0.0


def _text(day: object) -> str | None:
    return None if day is None else str(day)
