"""What a change would break or cost: the same as the whole checker says of the two schedules."""

from collections import Counter
from random import Random

import pytest

from counterpoint.constraints.charter.checker import check
from counterpoint.scenarios.what_if import WhatIf
from counterpoint.scheduler.scenario import LaunchId
from counterpoint.scheduler.starts import allowed_starts
from tests.cases import make_case, make_schedule
from tests.drawn import draw_case, draw_schedule

CAMPAIGNS = """
    campaign_id, bu_id, name, stage, requested_start, value, max_accounts, move_cost
    one, a, One, 1, 2027-03-03, 10, 1, 2
"""
AUDIENCES = """
    campaign_id, account_id, value
    one, x, 4
    one, y, 7
"""


@pytest.mark.parametrize("seed", range(40))
def test_a_change_is_the_difference_of_two_verdicts(seed: int) -> None:
    random = Random(seed)
    case = draw_case(random)
    schedule = draw_schedule(random, case)
    before, what_if = check(case, schedule), WhatIf(case, schedule)
    for launch in case.scenario.launches.values():
        changes = [what_if.start(launch, day) for day in allowed_starts(case.scenario, launch)]
        changes += [what_if.keep(launch, row) for row in launch.audience if schedule.start_of(launch)]
        changes.append(what_if.change(launch, None, ()))
        for difference in changes:
            after = check(case, difference.schedule)
            assert difference.points == after.weighed - before.weighed
            assert difference.score == after.exact - before.exact
            hard = Counter(after.hard) - Counter(before.hard)
            assert Counter(difference.broken) == hard


def test_an_unscheduled_launch_is_taken_with_the_best_of_what_it_may_keep() -> None:
    case = make_case(campaigns=CAMPAIGNS, audiences=AUDIENCES)
    launch = case.scenario.launches[LaunchId("one")]
    difference = WhatIf(case, make_schedule({"one": None}, [])).start(
        launch, launch.wish or case.scenario.start
    )
    assert difference.schedule.kept == {("one", "y")}
    assert difference.points == 700
    assert not difference.broken


def test_what_the_campaign_itself_demands_is_broken_too() -> None:
    case = make_case(campaigns=CAMPAIGNS, audiences=AUDIENCES)
    launch = case.scenario.launches[LaunchId("one")]
    what_if = WhatIf(case, make_schedule({"one": "2027-03-04"}, ["one/y"]))
    difference = what_if.keep(launch, launch.audience[0])
    assert [row.finding.rule_id for row in difference.broken] == ["input:accounts"]
    assert what_if.start(launch, launch.wish or case.scenario.start).points == 200
