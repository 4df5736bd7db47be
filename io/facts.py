"""``run.json``: what was solved, how, and what came of it."""

import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from fractions import Fraction
from importlib.metadata import version
from typing import Any

from .. import __version__
from ..constraints.charter.case import Case
from ..constraints.charter.checker import Judged, Verdict, explain, natural
from ..constraints.charter.natural import said
from ..constraints.charter.profile import Profile
from ..scenarios.figures import Figures
from ..scenarios.results import Results, points
from ..scenarios.solving import Solved, gap
from ..scheduler.outcome import Limits
from ..scheduler.problem.problem import UNITS
from .conflict import conflict_facts

#: The packages whose versions decide a run's bytes.
PACKAGES = ("holidays", "icalendar", "numpy", "ortools", "recurring-ical-events")


def run_facts(
    solved: Solved, results: Results | None, limits: Limits, scenario_hash: str, command: str
) -> dict[str, Any]:
    """Gather the facts of a run, points being points and shares being percent.

    Score, parts and worths are the unscaled ones; objective, bound, gap and trajectory are in the
    profile's units.
    """
    outcome = solved.outcome
    share = solved.gap
    facts: dict[str, Any] = {
        "scenario": {"name": solved.case.scenario.name, "hash": scenario_hash},
        "versions": {
            "counterpoint": __version__,
            "python": sys.version.split()[0],
            **{name: version(name) for name in PACKAGES},
        },
        "command": command,
        "profile": solved.case.scenario.profile,
        "percents": percents(solved.case.profile),
        "seed": limits.seed,
        "effort": limits.effort,
        "time_limit": limits.seconds,
        "status": str(outcome.status),
        "cut_short": None if outcome.cut_short is None else str(outcome.cut_short),
        "notes": list(outcome.notes),
        "conflict": conflict_facts(solved.case, solved.conflict),
        "unit": "points",
        "score": None,
        "objective": _points(outcome.objective),
        "bound": _points(outcome.bound),
        "gap": None if share is None else float(share),
        "seconds": round(outcome.seconds, 3),
        "trajectory": [
            {
                "seconds": round(point.seconds, 3),
                "objective": _points(point.objective),
                "bound": _points(point.bound),
                "gap": _share(gap(point.objective, point.bound)),
            }
            for point in outcome.trajectory
        ],
    }
    if results is None:
        return facts
    verdict = results.verdict
    return facts | {
        "score": _number(points(verdict.score)),
        "parts": parts(verdict),
        "by_rule": by_rule(verdict),
        "by_bu": by_bu(verdict),
        "figures": figure_facts(results.figures),
        "figures_as_asked": figure_facts(results.figures_asked),
        "arbitration_gaps": gap_facts(solved.case),
    }


def gap_facts(case: Case) -> list[dict[str, Any]]:
    """Give the criteria that the fit table lacks, with what is assumed of each."""
    return [
        {"bu_id": bu_id, "account_id": account_id, "criterion": name, "assumed": _number(value)}
        for (bu_id, account_id, name), value in sorted(case.arbiter.gaps.items())
    ]


def percents(profile: Profile) -> dict[str, int]:
    """Give the percents at which a profile weighs the four parts of a score."""
    return {name: getattr(profile, name) for name in ("value", "moves", "penalties", "rewards")}


def parts(verdict: Verdict) -> dict[str, float]:
    """Give the four parts of a score, in points."""
    return {
        "value": _number(points(sum(verdict.value.values()))),
        "moves": -_number(points(sum(verdict.moves.values()))),
        "penalties": -_number(sum(verdict.penalties.values(), Decimal(0)) / 100),
        "rewards": _number(sum(verdict.rewards.values(), Decimal(0)) / 100),
    }


def by_rule(verdict: Verdict) -> dict[str, Any]:
    """Give each rule's level, what is broken of it in its measure and in natural units, and its worth.

    ``objective`` is what it adds to the objective; a rule of the profile's own has no other worth.
    """
    weighed: dict[str, Decimal] = defaultdict(Decimal)
    broken: dict[str, list[Judged]] = defaultdict(list)
    for row in verdict.judged:
        weighed[row.finding.rule_id] += row.weighed
    for row in verdict.violations:
        broken[row.finding.rule_id].append(row)
    return {
        rule.id: {
            "kind": rule.kind,
            "level": str(rule.level),
            "measure": _number(verdict.measures.get(rule.id, Decimal(0))),
            "findings": len(broken[rule.id]),
            **_natural(verdict, broken[rule.id]),
            "penalty": -_number(verdict.penalties.get(rule.id, Decimal(0)) / 100),
            "reward": _number(verdict.rewards.get(rule.id, Decimal(0)) / 100),
            "objective": _number(weighed[rule.id] / 100),
        }
        for rule in verdict.case.rules
    }


def _natural(verdict: Verdict, rows: list[Judged]) -> dict[str, Any]:
    """Give what is broken of a rule in natural units, as numbers and in words, and the worst of it."""
    if not rows:
        return {"natural": {}, "in_words": "", "worst": ""}
    amounts = natural(verdict, rows)
    worst = max(rows, key=lambda row: row.finding.measure)
    return {
        "natural": {amount.name: _plain(Decimal(amount.number)) for amount in amounts},
        "in_words": said(amounts, verdict.case.scenario.language),
        "worst": explain(verdict.case, worst.finding),
    }


def by_bu(verdict: Verdict) -> dict[str, Any]:
    """Give each BU's value kept and cost of moves, in points."""
    return {
        name: {"value": _number(points(verdict.value[name])), "moves": -_number(points(verdict.moves[name]))}
        for name in sorted(verdict.value)
    }


def figure_facts(figures: Figures) -> dict[str, Any]:
    """Give the figures as numbers, shares to two decimals."""
    return {name: _plain(value) for name, value in asdict(figures).items()}


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    return _number(value) if isinstance(value, Decimal | Fraction) else value


def _number(value: Decimal | Fraction) -> float:
    # Adding 0 turns -0.0 into 0.0.
    return round(float(value), 2) + 0.0


def _points(units: int | None) -> float | None:
    return None if units is None else float(Fraction(units, UNITS * 100))


def _share(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
