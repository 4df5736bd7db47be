"""Where a launch may start, what stands against a day, and the flight that a start gives."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from .choices import Action, Commitment, Presence, Status
from .days import Flight, days_between, next_send_day, weekday
from .scenario import Launch, Scenario
from .tables import INTERNAL, Decision


def flight(scenario: Scenario, launch: Launch, start: date) -> Flight:
    """Lay a launch's touch plan and duration out from its start."""
    campaign = launch.campaign
    calendar = scenario.calendar_of[campaign.bu_id]
    touches: list[date] = []
    tasks: list[date] = []
    for step in scenario.steps_of[campaign.campaign_id]:
        channel = scenario.channel_of[step.channel or campaign.channel]
        day = next_send_day(calendar.shift(start, step.offset_days), channel.send_days)
        (tasks if channel.channel == INTERNAL else touches).append(day)
    end = start + timedelta(days=campaign.duration_days - 1)
    return Flight(
        start=start,
        first=min(start, *touches) if touches else start,
        last=max(end, *touches) if touches else end,
        touches=tuple(touches),
        tasks=tuple(tasks),
        continuous=campaign.presence is Presence.CONTINUOUS,
    )


def objections(scenario: Scenario, launch: Launch, start: date) -> Iterator[str]:
    """Give what the contract's section on starts holds against a day; nothing if it is allowed.

    Decisions are not asked here (see `settled_objections`): the calendar as asked comes before them.

    Yields
    ------
    str
        ``status``, ``commitment``, ``horizon``, ``earliest``, ``latest``, ``working_day``,
        ``start_days``, ``as_of``.
    """
    campaign = launch.campaign
    if campaign.immovable:
        if start != launch.wish:
            yield "status" if campaign.status is Status.RUNNING else "commitment"
        elif campaign.status is not Status.RUNNING and not scenario.start <= start <= scenario.end:
            yield "horizon"
        return
    if campaign.earliest_start and start < campaign.earliest_start:
        yield "earliest"
    if campaign.latest_start and start > campaign.latest_start:
        yield "latest"
    if not scenario.calendar_of[campaign.bu_id].is_working(start):
        yield "working_day"
    if campaign.start_days and weekday(start) not in campaign.start_days:
        yield "start_days"
    days = flight(scenario, launch, start)
    if days.first < scenario.as_of:
        yield "as_of"
    # Without an earliest or latest start of its own, a launch starts inside the horizon.
    early = not campaign.earliest_start and start < scenario.start
    late = not campaign.latest_start and start > scenario.end
    if early or late or days.first < scenario.start or days.last > scenario.last_day:
        yield "horizon"


def asked_starts(scenario: Scenario, launch: Launch) -> list[date]:
    """Give the days on which a launch may start, decisions aside, in order."""
    campaign = launch.campaign
    if campaign.immovable:
        days = [launch.wish] if launch.wish else []
    else:
        earliest = max(campaign.earliest_start or scenario.start, scenario.start, scenario.as_of)
        days = list(days_between(earliest, min(campaign.latest_start or scenario.end, scenario.last_day)))
    return [day for day in days if not any(objections(scenario, launch, day))]


def allowed_starts(scenario: Scenario, launch: Launch) -> list[date]:
    """Give the days on which a launch may start, pins and bans obeyed, in order."""
    days = asked_starts(scenario, launch)
    return [day for day in days if not any(settled_objections(scenario, launch, day))]


def possible_starts(scenario: Scenario, launch: Launch) -> list[date]:
    """Give the days on which a launch could start if no date, window or decision held it, in order.

    Its allowed starts are among them.
    """
    campaign = replace(
        launch.campaign,
        earliest_start=None,
        latest_start=None,
        start_days=(),
        commitment=Commitment.OPTIONAL,
        status=Status.PLANNED,
    )
    free = replace(launch, campaign=campaign)
    return sorted({*asked_starts(scenario, free), *asked_starts(scenario, launch)})


def settled_objections(scenario: Scenario, launch: Launch, start: date) -> Iterator[Decision]:
    """Give the pins and bans that bar a launch from a day."""
    for row in scenario.decided(Action.PIN):
        if concerns(row, launch) and not within(row, start):
            yield row
    for row in scenario.decided(Action.BAN):
        if concerns(row, launch) and within(row, start):
            yield row


def within(row: Decision, day: date) -> bool:
    """Whether a day lies in the decision's span; an end left open has no limit."""
    return (row.from_ is None or row.from_ <= day) and (row.until is None or day <= row.until)


def concerns(row: Decision, launch: Launch) -> bool:
    """Whether a decision on starts or presence is about this launch: its campaign, wave or account."""
    if row.campaign_id != launch.id.campaign_id:
        return False
    if row.wave is not None and launch.wave not in (None, row.wave):
        return False
    return row.account_id is None or any(part.account_id == row.account_id for part in launch.audience)


def nearest(days: list[date], wish: date | None) -> date:
    """Give the day nearest to a wish, the later on ties; the first day without a wish."""
    if wish is None:
        return days[0]
    return min(days, key=lambda day: (abs((day - wish).days), -day.toordinal()))
