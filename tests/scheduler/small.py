"""Tiny problems for tests: written by hand, drawn at random, and every plan of one."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from operator import itemgetter
from random import Random

import numpy as np

from counterpoint.scheduler.problem.arrays import Days, Lists
from counterpoint.scheduler.problem.count import Count
from counterpoint.scheduler.problem.items import Items, Members
from counterpoint.scheduler.problem.labels import Labels
from counterpoint.scheduler.problem.load import ALONE, Load
from counterpoint.scheduler.problem.order import Order
from counterpoint.scheduler.problem.plan import Plan
from counterpoint.scheduler.problem.primitive import Primitive
from counterpoint.scheduler.problem.problem import Problem
from counterpoint.scheduler.problem.separation import Separation
from counterpoint.scheduler.problem.share import Share
from counterpoint.scheduler.problem.spread import Spread
from counterpoint.scheduler.problem.start_cost import StartCost
from counterpoint.scheduler.problem.succession import Succession
from counterpoint.scheduler.problem.sum_limit import SumLimit
from counterpoint.scheduler.problem.support import Support

#: The first day of tiny problems.
DAY = 740_000
ALWAYS = Days.of(range(DAY - 100, DAY + 400))


class Draft:
    """A problem being written: items, then members, then primitives."""

    def __init__(self) -> None:
        self._items: list[tuple[list[int], list[int], list[int], list[int], bool, bool, list[list[int]]]] = []
        self._members: list[tuple[int, int, int, bool]] = []

    def item(
        self,
        starts: Iterable[int],
        *,
        days: int = 1,
        cost: Sequence[int] | None = None,
        required: bool = False,
        continuous: bool = True,
        offsets: Sequence[int] = (0,),
        last: Sequence[int] | None = None,
        touches: Sequence[Sequence[int]] | None = None,
    ) -> int:
        """Add an item; days count from ``DAY``."""
        start = [DAY + day for day in starts]
        rows = [[DAY + day for day in row] for row in touches] if touches else []
        rows = rows or [[day + offset for offset in offsets] for day in start]
        lasts = [DAY + day for day in last] if last else [day + days - 1 for day in start]
        if not continuous:
            lasts = [max([end, *row]) for end, row in zip(lasts, rows, strict=True)]
        firsts = [min([day, *row]) for day, row in zip(start, rows, strict=True)]
        self._items.append((start, firsts, lasts, list(cost or [0] * len(start)), required, continuous, rows))
        return len(self._items) - 1

    def member(self, item: int, value: int = 0, *, required: bool = False, account: int = 0) -> int:
        """Add a member."""
        self._members.append((item, account, value, required))
        return len(self._members) - 1

    def problem(self, *primitives: Primitive) -> Problem:
        """Give the problem."""
        items, members = self._items, self._members
        flat = [
            np.array([value for item in items for value in part(item)], np.int64)
            for part in (itemgetter(0), itemgetter(1), itemgetter(2), itemgetter(3))
        ]
        touches = [day for item in items for row in item[6] for day in row]
        return Problem(
            Items(
                names=tuple((f"c{number}", "") for number in range(len(items))),
                ptr=np.cumsum([0, *(len(item[0]) for item in items)]),
                start=flat[0],
                first=flat[1],
                last=flat[2],
                cost=flat[3],
                required=np.array([item[4] for item in items], dtype=np.bool_),
                continuous=np.array([item[5] for item in items], dtype=np.bool_),
                steps=np.array([len(item[6][0]) if item[6] else 0 for item in items], dtype=np.int64),
                touch=np.array(touches, dtype=np.int64),
            ),
            Members(
                names=tuple((f"c{item}", f"a{account}") for item, account, _, _ in members),
                item=np.array([member[0] for member in members], dtype=np.int64),
                account=np.array([member[1] for member in members], dtype=np.int64),
                value=np.array([member[2] for member in members], dtype=np.int64),
                required=np.array([member[3] for member in members], dtype=np.bool_),
            ),
            primitives,
        )


def plans(problem: Problem) -> Iterator[Plan]:
    """Give every plan that schedules an item exactly if one of its members is kept."""
    counts = np.diff(problem.items.ptr)
    for options in product(*(range(-1, int(count)) for count in counts)):
        option = np.array(options, dtype=np.int64)
        scheduled = option[problem.members.item] >= 0
        for marks in product(*((False, True) if free else (False,) for free in scheduled)):
            kept = np.array(marks, dtype=np.bool_)
            if len(np.unique(problem.members.item[kept])) == int((option >= 0).sum()):
                yield Plan(option, kept)


def random_problem(random: Random) -> Problem:
    """Draw a tiny problem with some primitives of any kind."""
    draft = Draft()
    count = random.randint(2, 3)
    for _ in range(count):
        _random_item(random, draft)
    members = [draft.member(item, random.randint(-2, 9)) for item in range(count)]
    for _ in range(random.randint(0, 2)):
        members.append(
            draft.member(random.randrange(count), random.randint(-2, 9), required=random.random() < 0.3)
        )
    bare = draft.problem()
    kinds = [
        _count,
        _load,
        _load,
        _order,
        _separation,
        _share,
        _spread,
        _start_cost,
        _succession,
        _sum_limit,
        _support,
    ]
    chosen = random.sample(kinds, random.randint(1, 4))
    return draft.problem(*(kind(random, bare) for kind in chosen))


def _random_item(random: Random, draft: Draft) -> None:
    starts = sorted(random.sample(range(8), random.randint(1, 4)))
    steps = random.randint(0, 2)
    shape = random.random()
    touches = [[day + random.randint(0, 3) for _ in range(steps)] for day in starts]
    if shape < 0.4:
        draft.item(
            starts,
            days=random.randint(1, 4),
            cost=_numbers(random, starts),
            required=random.random() < 0.3,
            continuous=random.random() < 0.6,
            offsets=[random.randint(-1, 3) for _ in range(steps)],
        )
    else:
        last = [max([day + random.randint(0, 3), *row]) for day, row in zip(starts, touches, strict=True)]
        draft.item(
            starts,
            last=last,
            cost=_numbers(random, starts),
            required=random.random() < 0.3,
            continuous=random.random() < 0.5,
            touches=touches,
        )


def _numbers(random: Random, starts: Sequence[int]) -> list[int]:
    """Draw costs: linear in the start, around a wish, or any."""
    kind, slope, wish = random.random(), random.randint(-3, 3), random.randrange(8)
    if kind < 0.3:
        return [slope * day + 20 for day in starts]
    if kind < 0.6:
        return [abs(slope) * abs(day - wish) for day in starts]
    return [random.randint(-3, 6) for _ in starts]


def _price(random: Random) -> int | None:
    return None if random.random() < 0.5 else random.randint(1, 5)


def _days(random: Random) -> Days:
    if random.random() < 0.6:
        return ALWAYS
    return Days.of(DAY + day for day in range(12) if random.random() < 0.6)


def _carriers(problem: Problem) -> range:
    return range(len(problem.items) + len(problem.members))


def _count(random: Random, problem: Problem) -> Primitive:
    carriers = _carriers(problem)
    sets = [random.sample(carriers, random.randint(1, min(4, len(carriers)))) for _ in range(2)]
    least = [random.randint(0, 2) for _ in sets]
    return Count(
        origin="count",
        price=_price(random),
        carriers=Lists.of(sets),
        least=np.array(least),
        greatest=np.array([low + random.randint(0, 1) for low in least]),
        or_none=np.array([random.random() < 0.5 for _ in sets]),
    )


def _load(random: Random, problem: Problem) -> Primitive:
    on = "touches" if random.random() < 0.5 else "days"
    items = problem.items
    owner = [*range(len(items)), *problem.members.item.tolist()]
    steps = items.steps.tolist()
    usable = [carrier for carrier in _carriers(problem) if on == "days" or steps[owner[carrier]]]
    number = random.randint(1, 5) if usable else 0
    carrier = [random.choice(usable) for _ in range(number)]
    kind = random.random()
    amount = [1 if kind < 0.4 else random.randint(1, 3) if kind < 0.8 else -1 for _ in range(number)]
    merge = [random.choice([ALONE, ALONE, 0, 1]) if on == "days" else ALONE for _ in range(number)]
    length = random.choice([1, 1, 2, 3, 5])
    lo = np.arange(-2, 14) + DAY if random.random() < 0.7 else np.arange(0, 14, length) + DAY
    groups = random.randint(1, 2)
    limit = random.randint(0, 2) if max(amount, default=1) > 0 else -1
    rows = groups if random.random() < 0.3 else 1
    table = np.full((rows, len(lo)), limit)
    if random.random() < 0.3:
        table = table + np.array([[random.randint(0, 1) for _ in lo] for _ in range(rows)])
    return Load(
        origin="load",
        price=_price(random),
        on=on,  # type: ignore[arg-type]
        about=Labels.per_row((("group", f"g{group // 2}"),) for group in range(groups)),
        terms=Lists.of(
            [[term for term in range(number) if term % groups == group] for group in range(groups)]
        ),
        carrier=np.array(carrier, dtype=np.int64),
        step=np.array(
            [random.randrange(steps[owner[one]]) if on == "touches" else 0 for one in carrier], dtype=np.int64
        ),
        amount=np.array(amount, dtype=np.int64),
        merge=np.array(merge, dtype=np.int64),
        lo=lo,
        hi=lo + length - 1,
        limit=table,
        at_least=random.random() < 0.25,
    )


def _order(random: Random, problem: Problem) -> Primitive:
    items = range(len(problem.items))
    rows = random.randint(1, 2)
    lo = [random.randint(-4, 3) for _ in range(rows)]
    return Order(
        origin="order",
        price=_price(random),
        predecessors=Lists.of([random.sample(items, random.randint(1, 2)) for _ in range(rows)]),
        successors=Lists.of([random.sample(items, random.randint(1, 2)) for _ in range(rows)]),
        from_end=np.array([random.random() < 0.5 for _ in range(rows)]),
        lag_lo=np.array(lo),
        lag_hi=np.array([low + random.choice([0, 2, 100]) for low in lo]),
        block=np.array([random.random() < 0.4 for _ in range(rows)]),
        days=_days(random),
    )


def _two(random: Random, problem: Problem) -> tuple[list[int], list[int]]:
    members = range(len(problem.members))
    drawn = [random.sample(members, 2) for _ in range(random.randint(1, 3))]
    return [pair[0] for pair in drawn], [pair[1] for pair in drawn]


def _separation(random: Random, problem: Problem) -> Primitive:
    one, other = _two(random, problem)
    table = [random.randint(0, 4) for _ in range(random.randint(1, 4))]
    if random.random() < 0.6:
        table.sort(reverse=True)
    return Separation(
        origin="separation",
        price=_price(random),
        one=np.array(one),
        other=np.array(other),
        by_gap=np.array(table, dtype=np.int64),
        days=_days(random),
    )


def _succession(random: Random, problem: Problem) -> Primitive:
    one, then = _two(random, problem)
    return Succession(
        origin="succession",
        price=_price(random),
        one=np.array(one),
        then=np.array(then),
        within=random.choice([0, 2, 100]),
        days=_days(random),
    )


def _share(random: Random, problem: Problem) -> Primitive:
    members = random.sample(range(len(problem.members)), len(problem.members))
    count = random.randint(1, 2)
    groups = [members[group::count] for group in range(count)]
    worth = {member: random.randint(0, 9) for member in members}
    return Share(
        origin="share",
        price=_price(random),
        groups=tuple(f"g{group}" for group in range(count)),
        members=Lists.of(groups),
        values=Lists.of([worth[member] for member in group] for group in groups),
        requested=np.array(
            [sum(worth[member] for member in group) + random.randint(1, 4) for group in groups]
        ),
        apart=random.choice([None, 0, 3_000, 5_555, 10_000]),
        least=random.choice([0, 3_333, 6_000]),
    )


def _spread(random: Random, problem: Problem) -> Primitive:
    members = range(len(problem.members))
    groups = [random.sample(members, random.randint(1, min(3, len(members)))) for _ in range(2)]
    reward = random.random() < 0.5
    return Spread(
        origin="spread",
        price=random.randint(1, 5) if reward else _price(random),
        members=Lists.of(groups),
        wanted=np.array([random.randint(0, 1 + len(group)) for group in groups]),
        within=random.choice([0, 2, 100]),
        days=_days(random),
        reward=reward,
    )


def _start_cost(random: Random, problem: Problem) -> Primitive:
    carriers = random.sample(_carriers(problem), 2)
    owner = [*range(len(problem.items)), *problem.members.item.tolist()]
    counts = [int(np.diff(problem.items.ptr)[owner[carrier]]) for carrier in carriers]
    return StartCost(
        origin="start cost",
        price=_price(random),
        carrier=np.array(carriers),
        by_option=Lists.of([[random.choice([0, 0, 1, 3]) for _ in range(count)] for count in counts]),
    )


def _sum_limit(random: Random, problem: Problem) -> Primitive:
    owner = [*range(len(problem.items)), *problem.members.item.tolist()]
    carriers: list[list[int]] = []
    amounts: list[list[int]] = []
    for _ in range(random.randint(2, 5)):
        item = owner[random.choice(_carriers(problem))]
        own = [carrier for carrier, other in enumerate(owner) if other == item]
        carriers.append(random.sample(own, random.randint(1, len(own))))
        amounts.append(
            [random.choice([0, -3, -1, 2, 2, 5]) for _ in range(int(np.diff(problem.items.ptr)[item]))]
        )
    return SumLimit(
        origin="sum limit",
        price=_price(random),
        about=Labels.per_row((("group", name),) for name in ("g0", "g1")),
        terms=Lists.of([list(range(len(carriers))), [0, 1]]),
        carriers=Lists.of(carriers),
        by_option=Lists.of(amounts),
        limit=np.array([random.randint(-2, 6) for _ in range(2)]),
        scale=np.array([random.choice([1, 3, 10]) for _ in range(2)]),
    )


def _support(random: Random, problem: Problem) -> Primitive:
    members = range(len(problem.members))
    dependents = random.sample(members, random.randint(1, 2))
    counts = [int(np.diff(problem.items.ptr)[problem.members.item[member]]) for member in dependents]
    reward = random.random() < 0.5
    lo = random.randint(-1, 2)
    return Support(
        origin="support",
        price=random.randint(1, 5) if reward else _price(random),
        dependent=np.array(dependents),
        need=Lists.of([[random.choice([0, 1, 1, 2]) for _ in range(count)] for count in counts]),
        supporters=Lists.of([random.sample(members, random.randint(0, 2)) for _ in dependents]),
        reference="first_touch" if random.random() < 0.5 else "last",
        lag_lo=lo,
        lag_hi=lo + random.randint(0, 4),
        reward=reward,
    )
