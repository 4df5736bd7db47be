"""A wide lowering demands in primitives what a narrow one builds in: both allow the same schedules."""

from dataclasses import replace
from random import Random

import pytest

from counterpoint.constraints.charter.case import Case
from counterpoint.constraints.charter.checker import check
from counterpoint.constraints.charter.lowering import Lowering
from counterpoint.scheduler.problem.primitive import Primitive
from counterpoint.scheduler.schedule import Schedule
from tests.cases import make_case, make_schedule
from tests.drawn import draw_case, draw_schedule
from tests.tiny.every import TINY


class Wide:
    """A case lowered wide."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.lowering = Lowering(case, wide=True)
        self.problem = self.lowering.problem()

    def agree(self, schedule: Schedule) -> bool:
        """Assert that the wide problem allows a schedule exactly if the checker does; give whether."""
        plan = self.lowering.plan(schedule)
        feasible = plan is not None and not self.problem.faults(plan)
        assert feasible == check(self.case, schedule).feasible, schedule
        return feasible

    def missed(self, schedule: Schedule) -> dict[str, int]:
        """Give what a schedule misses of each demand of the input, by what the demand is about."""
        plan = self.lowering.plan(schedule)
        assert plan is not None
        placed = self.problem.place(plan)
        return {
            " ".join(name for _, name in primitive.label(row)): int(measure)
            for primitive in self.problem.primitives
            for row, measure in enumerate(primitive.measures(placed))
            if measure and primitive.origin.startswith("input:")
        }


@pytest.mark.parametrize("name", TINY)
def test_schedules_of_a_tiny_case(name: str) -> None:
    tiny = TINY[name]()
    wide = Wide(tiny.case)
    agreed = [wide.agree(schedule) for schedule in tiny.schedules()]
    assert any(agreed) == (name != "impossible")


@pytest.mark.parametrize("seed", range(25))
def test_schedules_of_a_drawn_case(seed: int) -> None:
    random = Random(seed)
    wide = Wide(draw_case(random))
    for _ in range(20):
        wide.agree(draw_schedule(random, wide.case))


@pytest.mark.parametrize("name", TINY)
def test_every_hard_row_is_about_something(name: str) -> None:
    def whole(primitive: Primitive) -> bool:
        return primitive.price is None and primitive.about is None and bool(primitive.by_row)

    primitives = Lowering(TINY[name]().case, wide=True).problem().primitives
    assert not {part.origin for part in primitives if whole(part)}


def test_what_a_schedule_misses_of_the_demands_on_its_start() -> None:
    wide = Wide(
        make_case(
            campaigns="""
                campaign_id,bu_id,name,stage,requested_start,commitment,earliest_start,latest_start,start_days
                early, a, Early, 1, , , 2027-03-04, , fri
                late, a, Late, 1, , , , 2027-03-03, wed
                fixed, a, Fixed, 1, 2027-03-03, fixed, , ,
                pinned, b, Pinned, 1, , , , ,
                banned, b, Banned, 1, , , , , """,
            audiences="campaign_id, account_id\nearly, x\nlate, x\nfixed, x\npinned, x\nbanned, x",
            decisions="""
                decision_id, action, campaign_id, from, until, decided_by, decided_on, reason
                d1, pin, pinned, 2027-03-03, 2027-03-04, Committee, 2027-02-01, Asked
                d2, ban, banned, 2027-03-02, 2027-03-05, Committee, 2027-02-01, Asked
                d3, ban, banned, 2027-03-07, , Committee, 2027-02-01, Asked """,
        )
    )  # fmt: skip

    def missed(**days: int) -> dict[str, int]:
        kept = [f"{name}/x" for name in days]
        return wide.missed(make_schedule({name: f"2027-03-0{day}" for name, day in days.items()}, kept))

    met = {"early": 1, "late": 3, "fixed": 3, "pinned": 4, "banned": 1}
    assert missed(**{**met, "early": 4}) == {"early start_days": 1}
    assert missed(**met) == {"early earliest_start": 3, "early start_days": 1}
    met["early"] = 5
    assert missed(**met) == {}
    assert missed(**{**met, "early": 4, "late": 5, "fixed": 1}) == {
        "early start_days": 1,
        "late latest_start": 2,
        "late start_days": 1,
        "fixed requested_start": 2,
    }
    assert missed(**{**met, "pinned": 2})["d1"] == 1
    assert missed(**{**met, "pinned": 7})["d1"] == 3
    assert missed(**{**met, "banned": 3})["d2"] == 2
    assert missed(**{**met, "banned": 5})["d2"] == 1
    assert missed(**{**met, "banned": 7})["d3"] == 1
    del met["fixed"], met["pinned"]
    assert missed(**met) == {"fixed commitment": 1, "d1 presence": 1}


def test_what_a_schedule_misses_of_the_demands_on_placements() -> None:
    wide = Wide(
        make_case(
            campaigns="""
                campaign_id, bu_id, name, stage, commitment, launch, min_accounts, max_accounts
                some, a, Some, 1, mandatory, per_account, 2,
                few, a, Few, 1, , , , 1
                kept, b, Kept, 1, , , ,
                off, b, Off, 1, , , , """,
            audiences="""
                campaign_id, account_id, required
                some, x,
                some, y,
                few, x, yes
                few, y,
                kept, x,
                kept, y,
                off, x, """,
            decisions="""
                decision_id, action, campaign_id, account_id, decided_by, decided_on, reason
                d1, keep, kept, x, Committee, 2027-02-01, Asked
                d2, drop, kept, y, Committee, 2027-02-01, Asked
                d3, unschedule, off, , Committee, 2027-02-01, Asked """,
        )
    )
    nothing = make_schedule({}, [])
    assert wide.missed(nothing) == {"some commitment": 1, "d1": 1}
    day = "2027-03-01"
    assert wide.missed(make_schedule({"some/x": day, "kept": day}, ["some/x", "kept/x"])) == {
        "some min_accounts": 1,
    }
    assert wide.missed(
        make_schedule(
            {"some/x": day, "some/y": day, "few": day, "kept": day, "off": day},
            ["some/x", "some/y", "few/y", "kept/y", "off/x"],
        )
    ) == {"few x": 1, "d1": 1, "d2": 1, "d3": 1}
    assert wide.missed(
        make_schedule(
            {"some/x": day, "some/y": day, "few": day, "kept": day},
            ["some/x", "some/y", "few/x", "few/y", "kept/x"],
        )
    ) == {"few max_accounts": 1}


def test_a_drop_lifts_what_the_placement_is_asked_for() -> None:
    case = make_case(
        campaigns="campaign_id, bu_id, name, stage\none, a, One, 1",
        audiences="campaign_id, account_id\none, x\none, y",
        decisions="""
            decision_id, action, campaign_id, account_id, decided_by, decided_on, reason
            d1, drop, one, y, Committee, 2027-02-01, Asked""",
    )
    rows = tuple(replace(row, required=True) for row in case.scenario.audiences)
    wide = Wide(replace(case, scenario=replace(case.scenario, audiences=rows)))
    day = {"one": "2027-03-01"}
    assert wide.agree(make_schedule(day, ["one/x"]))
    assert wide.missed(make_schedule(day, ["one/y"])) == {"one x": 1, "d1": 1}
