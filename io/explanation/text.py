"""An explanation as text for the BU that asks."""

from collections.abc import Iterator, Sequence

from ...constraints.charter.case import Case
from ...scenarios.explained import Day, Dropped, Explained
from ...scheduler.choices import LaunchBy
from ...scheduler.schedule import Schedule
from ..pages.words import sentence
from .contests import contest_lines, dropped_lines
from .day import day_lines, prospect_lines
from .days import days_lines
from .telling import Telling, bullets

#: So many dropped accounts are told at length.
AT_LENGTH = 3


def explanation_text(
    case: Case, here: Schedule, views: Sequence[Explained], account_id: str | None, *, one_day: bool
) -> str:
    """Say why launches stand where they do.

    Parameters
    ----------
    here
        The calendar that is explained.
    account_id
        The account that was asked about, if it was one.
    one_day
        Whether one day was asked about: nothing else is then told.
    """
    telling = Telling(case)
    lines: list[str] = []
    for view in views:
        lines += [*([""] if lines else []), _heading(telling, view), ""]
        lines += _one_day(telling, here, view) if one_day else _whole(telling, here, view, account_id)
    lines += telling.legend()
    if not case.profile.is_plain:
        lines += ["", telling.words("profile", profile=case.scenario.profile)]
    return "\n".join(lines)


def _heading(telling: Telling, view: Explained) -> str:
    return f"{telling.launch(view.launch)} ({telling.unit(view.launch.campaign.bu_id)})"


def _one_day(telling: Telling, here: Schedule, view: Explained) -> Iterator[str]:
    yield _start(telling, view)
    for day in view.days:
        yield from _day(telling, here, day)


def _day(telling: Telling, here: Schedule, day: Day) -> Iterator[str]:
    """Tell a day, and the contests about it."""
    yield from day_lines(telling, here, day)
    for contest in day.contests:
        yield ""
        yield from contest_lines(telling, contest)


def _whole(telling: Telling, here: Schedule, view: Explained, account_id: str | None) -> Iterator[str]:
    yield _start(telling, view)
    if view.wish and view.wish.now:
        yield from _day(telling, here, view.wish)
    elif view.reason.code not in ("asked", "no_wish"):
        yield sentence(view.reason.text)
    if view.anywhere:
        yield from prospect_lines(telling, here, view.launch, view.anywhere, "scheduling")
    yield from _balance(telling, view)
    if account_id and not view.dropped and view.launch.campaign.launch is not LaunchBy.PER_ACCOUNT:
        value = telling.case.value_of[view.launch.id.campaign_id, account_id]
        yield ""
        yield telling.words("kept_on", account=telling.accounts([account_id]), points=telling.points(value))
    if view.start:
        yield from _dropped(telling, here, view.dropped)
    yield ""
    yield telling.words("days")
    yield from days_lines(telling, here, view.days)


def _start(telling: Telling, view: Explained) -> str:
    """Say where a launch starts, beside what was asked."""
    words, wish = telling.words, view.launch.wish
    if view.start is None:
        return words("not_scheduled_wish", wish=telling.day(wish)) if wish else words("not_scheduled")
    day = telling.day(view.start)
    if wish is None:
        return words("starts", day=day)
    if wish == view.start:
        return words("starts_as_asked", day=day)
    key = "starts_later" if wish < view.start else "starts_earlier"
    return words(key, day=day, wish=telling.day(wish), n=abs((view.start - wish).days))


def _balance(telling: Telling, view: Explained) -> Iterator[str]:
    """Say what a launch gives up, and what it earns."""
    words, launch = telling.words, view.launch
    lost: list[str] = []
    if view.cost_of_move and view.start and launch.wish:
        days = abs((view.start - launch.wish).days)
        lost.append(words("move", n=days, points=telling.points(view.cost_of_move)))
    if view.dropped:
        value = sum(row.value for row in view.dropped)
        counts = {"n": len(view.dropped), "all": len(launch.audience)}
        lost.append(words("accounts_lost", **counts, points=telling.points(value)))
    for key, rows in (("pays", view.paid), ("misses", view.missed)):
        lost += [
            words(key, points=telling.points(abs(row.weighed)), finding=telling.finding(row)) for row in rows
        ]
    yield ""
    yield words("gives_up") + telling.colon
    yield from bullets(lost or [words("nothing")])
    if view.earned:
        yield words("earns") + telling.colon
        yield from bullets(
            words("earned", points=telling.points(row.weighed), finding=telling.finding(row))
            for row in view.earned
        )


def _dropped(telling: Telling, here: Schedule, dropped: Sequence[Dropped]) -> Iterator[str]:
    """Tell the dropped accounts, the most valuable at length."""
    for view in dropped[:AT_LENGTH]:
        yield ""
        yield from dropped_lines(telling, here, view)
    if rest := dropped[AT_LENGTH:]:
        names = telling.accounts(view.row.account_id for view in rest)
        yield ""
        yield telling.words("dropped_more", n=len(rest), names=names)
