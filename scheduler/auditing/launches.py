"""Launches that no day is left for, and why."""

from collections.abc import Iterator, Sequence
from datetime import date

from ..choices import Commitment, Status, Weekday
from ..days import days_between
from ..scenario import Launch, Scenario
from ..starts import flight, objections, settled_objections
from ..tables import Campaign
from .finding import Finding


def wishes(scenario: Scenario) -> Iterator[Finding]:
    """Find campaigns that cannot move and do not say where they stand, and wishes outside their window."""
    for campaign in scenario.campaign_of.values():
        if campaign.immovable and campaign.requested_start is None:
            what = "running" if campaign.status is Status.RUNNING else "fixed"
            wrong = f"'{campaign.campaign_id}' is {what} and has no requested_start"
            yield Finding("campaigns", campaign, "requested_start", wrong, "give the day on which it starts")
        first, last, wish = campaign.earliest_start, campaign.latest_start, campaign.requested_start
        if wish and ((first and wish < first) or (last and wish > last)):
            side = f"before its earliest_start {first}" if first and wish < first else ""
            side = side or f"after its latest_start {last}"
            wrong = f"the requested_start {wish} of '{campaign.campaign_id}' is {side}"
            right = (
                "it starts there all the same" if campaign.immovable else "it can only be moved or left out"
            )
            yield Finding("campaigns", campaign, "requested_start", wrong, right, fatal=False)


def startless(scenario: Scenario) -> Iterator[Finding]:
    """Find the campaigns, or their waves, that may start on no day of the horizon."""
    for name, campaign in scenario.campaign_of.items():
        if campaign.immovable:
            yield from _misplaced(scenario, campaign)
            continue
        launches = scenario.launches_of[name]
        # What bars a launch that may move depends on its campaign alone.
        if launches and first_start(scenario, launches[0]) is None:
            field, wrong, right = _obstacle(scenario, launches[0])
            yield Finding("campaigns", campaign, field, f"'{name}' can start on no day: {wrong}", right)


def _misplaced(scenario: Scenario, campaign: Campaign) -> Iterator[Finding]:
    """Find the first launch of a fixed campaign whose day lies outside the horizon."""
    for launch in scenario.launches_of[campaign.campaign_id]:
        if launch.wish is None or not any(objections(scenario, launch, launch.wish)):
            continue
        which = f"'{campaign.campaign_id}'" + (f", wave {launch.wave}," if launch.wave else "")
        yield Finding(
            "campaigns",
            campaign,
            "requested_start",
            f"{which} is fixed on {launch.wish}, outside the horizon",
            f"use a day from {scenario.start} to {scenario.end}, or make it {Commitment.OPTIONAL}",
        )
        return


def first_start(scenario: Scenario, launch: Launch) -> date | None:
    """Give the first day on which a launch may start, decisions aside; None if there is none."""
    return next(
        (day for day in candidates(scenario, launch) if not any(objections(scenario, launch, day))), None
    )


def candidates(scenario: Scenario, launch: Launch) -> Sequence[date]:
    """Give the days among which a launch's starts are to be sought."""
    if launch.campaign.immovable:
        return [launch.wish] if launch.wish else []
    return list(days_between(max(scenario.start, scenario.as_of), scenario.last_day))


def _obstacle(scenario: Scenario, launch: Launch) -> tuple[str, str, str]:
    """Give the field, the first obstacle that leaves no day, and what would be right."""
    campaign = launch.campaign
    first = campaign.earliest_start or scenario.start
    last = campaign.latest_start or scenario.end
    days = [(day, set(objections(scenario, launch, day))) for day in candidates(scenario, launch)]
    inside = [(day, against) for day, against in days if not against & {"earliest", "latest"}]
    if not inside:
        field = "latest_start" if last < max(scenario.start, scenario.as_of) else "earliest_start"
        today = max(scenario.start, scenario.as_of)
        return (
            field,
            f"none from {first} to {last} lies in the horizon, from {today} on",
            f"use days from {today} to {scenario.end}",
        )
    worked = [(day, against) for day, against in inside if "working_day" not in against]
    if not worked:
        return (
            "earliest_start",
            f"{campaign.bu_id} works on none of the days from {inside[0][0]} to {inside[-1][0]}",
            "widen earliest_start and latest_start",
        )
    chosen = [(day, against) for day, against in worked if "start_days" not in against]
    if not chosen:
        days_asked = " ".join(day for day in Weekday if day in campaign.start_days)
        return (
            "start_days",
            f"no working day from {inside[0][0]} to {inside[-1][0]} is one of its start_days ({days_asked})",
            "add start_days, or widen earliest_start and latest_start",
        )
    day = next((day for day, against in chosen if "as_of" not in against), chosen[0][0])
    span = flight(scenario, launch, day)
    return (
        "duration_days",
        f"its flight, {span.first} to {span.last} if it starts on {day}, passes the days from "
        f"{max(scenario.start, scenario.as_of)} to {scenario.last_day}",
        "shorten duration_days or the offsets of its touches, widen the window, or raise overrun_days",
    )


def barred(scenario: Scenario, launch: Launch) -> bool:
    """Whether pins and bans leave a launch none of its days."""
    days = [day for day in candidates(scenario, launch) if not any(objections(scenario, launch, day))]
    return bool(days) and all(any(settled_objections(scenario, launch, day)) for day in days)
