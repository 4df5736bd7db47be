"""Dropped accounts and contested ones: who holds the place, both sides' criteria, what would turn it."""

from collections.abc import Iterator
from decimal import Decimal

from ...constraints.charter.arbitration import Criterion
from ...constraints.charter.finding import listed
from ...scenarios.contest import Contest, Flip
from ...scenarios.explained import Dropped
from ...scheduler.schedule import Schedule
from ..pages.words import sentence
from ..summary import table
from .day import prospect_lines
from .telling import Telling, bullets


def dropped_lines(telling: Telling, here: Schedule, view: Dropped) -> Iterator[str]:
    """Say why a placement is dropped, what holds its place, and at what margin."""
    words = telling.words
    account = telling.accounts([view.row.account_id])
    yield words("dropped", account=account, points=telling.points(view.value)) + telling.colon
    yield f"  {sentence(view.reason.text)}"
    if view.holders:
        yield words("held") + telling.colon
        yield from bullets(
            words(
                "holder",
                name=telling.campaign(row.campaign_id),
                account=telling.accounts([row.account_id]),
                points=telling.points(telling.case.value_of[row.campaign_id, row.account_id]),
                rules=telling.listed(row.rules),
            )
            for row in view.holders
        )
    if view.prospect:
        yield from prospect_lines(telling, here, view.launch, view.prospect, "keeping")
    for contest in view.contests:
        yield ""
        yield from contest_lines(telling, contest)


def contest_lines(telling: Telling, contest: Contest) -> Iterator[str]:
    """Set the two sides of a contest beside each other, and say what would turn it."""
    words = telling.words
    sides = (contest.asking, contest.holding)
    names = [telling.unit(side.bu_id) for side in sides]
    account = telling.accounts([contest.account_id])
    rules = telling.listed(contest.rules)
    yield words("contest", one=names[0], other=names[1], account=account, rules=rules) + telling.colon
    rows = [
        [words(one.name), words.number(one.weight), _criterion(telling, one), _criterion(telling, other)]
        for one, other in zip(*(side.criteria for side in sides), strict=True)
        if one.weight
    ]
    if rows:
        rows.append([words("arbitration"), "", *(words.number(side.weight, ".00##") for side in sides)])
    rows.append([words("worth"), "", *(telling.points(side.value) for side in sides)])
    asking, holding = (listed(map(telling.campaign, side.campaigns), words.language) for side in sides)
    points, others = (telling.points(side.value) for side in sides)
    yield "  " + words("sides", asking=asking, holding=holding, points=points, others=others)
    yield from table([words("criterion"), words("weight"), *names], rows)
    if not contest.asking.criteria:
        yield f"  {words('no_fit')}"
    if any(row.assumed and row.weight for side in sides for row in side.criteria):
        yield f"  {words('assumed')}"
    if contest.margin is not None:
        yield "  " + words("margin", asking=asking, points=telling.points(contest.margin))
    if contest.barred:
        yield "  " + words("no_room", asking=asking)
    yield from _flip_lines(telling, contest)


def _criterion(telling: Telling, row: Criterion) -> str:
    return telling.words.number(row.value) + (" *" if row.assumed else "")


def _flip_lines(telling: Telling, contest: Contest) -> Iterator[str]:
    words = telling.words
    if not contest.flips:
        return
    sides = (contest.asking, contest.holding)
    now = {(side.bu_id, row.name): row.value for side in sides for row in side.criteria}

    def turned(flip: Flip, at: Decimal) -> str:
        return words(
            "flip_up" if flip.upward else "flip_down",
            criterion=words(flip.criterion),
            bu=telling.unit(flip.bu_id),
            at=words.number(at, ".00"),
            now=words.number(now[flip.bu_id, flip.criterion], ".00"),
        )

    lines = [turned(flip, flip.at) for flip in contest.flips if flip.at is not None]
    if not lines:
        yield f"  {words('flip_nothing')}"
        return
    for side in sides:
        never = [row.criterion for row in contest.flips if row.bu_id == side.bu_id and row.at is None]
        if never:
            criteria = listed(map(words, never), words.language)
            lines.append(words("flip_never", bu=telling.unit(side.bu_id), criteria=criteria))
    yield f"  {words('flip')}{telling.colon}"
    yield from (f"  {line}" for line in bullets(lines))
