"""What the lint says of rules is true of calendars: cases tried plan by plan, or drawn at random."""

from collections.abc import Iterator
from itertools import islice
from random import Random

import pytest

from counterpoint.constraints.charter.case import Case
from counterpoint.constraints.charter.checker import Verdict, check
from counterpoint.scenarios.lint.lint import lint
from counterpoint.scheduler.schedule import Schedule
from tests.drawn import draw_case, draw_schedule
from tests.test_metamorphic import shuffled
from tests.tiny.every import TINY

#: Plans that are looked at, of each case.
PLANS = 2000


def schedules(which: str | int) -> tuple[Case, Iterator[Schedule]]:
    if isinstance(which, str):
        tiny = TINY[which]()
        return tiny.case, islice(tiny.schedules(), PLANS)
    random = Random(which)
    case = draw_case(random)
    return case, (draw_schedule(random, case) for _ in range(40))


def broken(verdict: Verdict) -> set[str]:
    """Give the rules that are broken on accounts that are not watched only."""
    case = verdict.case
    return {row.finding.rule_id for row in verdict.violations if not case.controls(row.finding.account_id)}


@pytest.mark.parametrize("which", [*TINY, *range(500, 560)])
def test_remarks_on_rules_are_true(which: str | int) -> None:
    case, plans = schedules(which)
    remarks = lint(case)
    idle = {row.rules[0] for row in remarks if row.code in ("never-binds", "matches-nothing", "out-of-days")}
    hidden = {row.rules[0] for row in remarks if row.code == "hidden"}
    hard = {rule.id for rule in case.charter.rules if rule.level == "hard"}
    barred = {
        (name, account)
        for row in remarks
        if row.code in ("no-day", "no-common-day", "too-heavy", "two-holders")
        for name in row.campaigns
        for account in row.accounts
        if set(row.rules) <= hard
    }
    for schedule in plans:
        verdict = check(case, schedule)
        if any(row.finding.rule_id.startswith("input:") for row in verdict.hard):
            continue
        found = broken(verdict)
        assert not found & idle
        # A rule that another one implies is not broken alone.
        assert not hidden & found or found & hard - hidden
        if not found & hard:
            kept = {key for key in schedule.kept if not case.controls(key[1])}
            assert not kept & barred


@pytest.mark.parametrize("which", [*TINY, *range(500, 520)])
def test_the_order_of_rows_does_not_matter(which: str | int) -> None:
    case, _ = schedules(which)
    assert set(lint(shuffled(case, Random(1)))) == set(lint(case))
