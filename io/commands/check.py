"""``check``: the inputs and the calendar as asked, or a schedule of any origin, without the solver."""

import json
from pathlib import Path
from typing import Any

from ...constraints.charter.case import Case
from ...constraints.charter.checker import Verdict
from ...constraints.charter.checker import check as judge
from ...scenarios.figures import figures
from ...scenarios.lint.lint import lint
from ...scenarios.rates import rates
from ...scenarios.results import points
from ...scenarios.silo import as_asked, collisions
from ..facts import by_bu, by_rule, figure_facts, gap_facts, parts
from ..lint import lint_facts, lint_summary
from ..overrides import under_profile
from ..scenario import read_scenario
from ..schedule import read_schedule
from ..shipped import scenario_folder
from ..summary import (
    collision_summary,
    figure_table,
    gap_summary,
    rate_summary,
    score_table,
    violation_summary,
)
from .exits import Exit, ending, tell


def check(scenario: str, schedule: Path | None, *, profile: str | None = None, as_json: bool) -> Exit:
    """Judge the inputs, and list the collisions as asked; or judge a schedule."""
    return ending(lambda: _check(scenario, schedule, profile, as_json))


def _check(scenario: str, schedule: Path | None, profile: str | None, as_json: bool) -> Exit:
    with scenario_folder(scenario) as source:
        reading = read_scenario(source)
    tell(reading.notes)
    case = Case(under_profile(reading.scenario, reading.charter, profile), reading.charter)
    asked = judge(case, as_asked(case.scenario))
    if schedule is None:
        _show(case, "as asked", asked, asked, as_json)
        return Exit.DONE
    given = read_schedule(schedule, case.scenario)
    tell(given.notes)
    verdict = judge(case, given.schedule)
    _show(case, "this schedule", verdict, asked, as_json)
    return Exit.DONE if verdict.feasible else Exit.BROKEN


def _show(case: Case, name: str, verdict: Verdict, asked: Verdict, as_json: bool) -> None:
    """Print what a schedule breaks and scores, beside the calendar as asked."""
    if as_json:
        print(json.dumps(_facts(case, verdict, asked), indent=2, ensure_ascii=False))
        return
    columns = {"as asked": figures(case, asked)}
    columns[name] = figures(case, verdict)
    print(f"{case.scenario.name}, {name}")
    print()
    print("\n".join(collision_summary(case, collisions(case, verdict.calendar))))
    print()
    print("\n".join(violation_summary(case, verdict)))
    print()
    print("\n".join(figure_table(columns)))
    print()
    print("\n".join([*score_table(verdict), *gap_summary(case)]))
    if verdict is asked:
        print()
        print("\n".join(rate_summary(case)))
        print()
        print("\n".join(lint_summary(lint(case))))
    if verdict.hard:
        print()
        print(
            "the calendar as asked breaks hard rules"
            if verdict is asked
            else "this schedule breaks hard rules"
        )


def _facts(case: Case, verdict: Verdict, asked: Verdict) -> dict[str, Any]:
    """Give the same for programs."""
    return {
        "feasible": verdict.feasible,
        "unit": "points",
        "score": float(points(verdict.score)),
        "parts": parts(verdict),
        "by_rule": by_rule(verdict),
        "by_bu": by_bu(verdict),
        "figures": figure_facts(figures(case, verdict)),
        "figures_as_asked": figure_facts(figures(case, asked)),
        "exchange_rates": [
            {
                "of": rate.code,
                "id": rate.name,
                "points": float(rate.points),
                "in_words": rate.text,
                "warning": rate.warning,
            }
            for rate in rates(case)
        ],
        "arbitration_gaps": gap_facts(case),
        "lint": lint_facts(lint(case)),
        "collisions": [
            {
                "account_id": row.account_id,
                "week": row.week,
                "day": row.day.isoformat(),
                "bus": list(row.units),
                "campaigns": [row.one.campaign.campaign_id, row.other.campaign.campaign_id],
                "gap": row.gap,
            }
            for row in collisions(case, verdict.calendar)
        ],
    }
