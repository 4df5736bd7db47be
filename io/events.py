"""Launches told as the events of a calendar, for the group or for one BU."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..scheduler.choices import LaunchBy
from ..scheduler.days import Flight
from ..scheduler.scenario import Launch, Scenario
from ..scheduler.tables import INTERNAL, Campaign, Channel, TouchStep
from .calendar_words import Words
from .feed import Event, make_uid

#: A flight of more days than this shows as its launch and its last day, not as a banner.
BANNER_DAYS = 5
#: How many accounts an event names.
NAMED = 20


@dataclass(frozen=True, slots=True)
class Dated:
    """A scheduled launch, its days and the names of its kept accounts."""

    launch: Launch
    flight: Flight
    accounts: tuple[str, ...]


class Telling:
    """Puts launches into events, in one language and for one reader.

    An event says nothing but what its own campaign's row, steps, audience and dates say.

    Parameters
    ----------
    reader
        The BU that reads, and whose name its own campaigns therefore leave out; None for the group.
    """

    def __init__(self, scenario: Scenario, words: Words, reader: str | None = None) -> None:
        self._scenario = scenario
        self.words = words
        self._reader = reader

    def banner(self, row: Dated) -> Event:
        """Tell a launch as one event over its flight."""
        first, last = row.flight.first, row.flight.last
        return self._event(row, "flight", first, last, self._title(row), self._facts(row))

    def work(self, row: Dated) -> Iterator[Event]:
        """Tell a launch to those who carry it out.

        Yields
        ------
        Event
            The launch, over its flight if that is short; the last day of a longer one; each step that
            is on another day than the launch.
        """
        title, flight = self._title(row), row.flight
        steps = list(self._steps(row))
        today = [self._step(step, channel) for day, step, channel in steps if day == flight.start]
        lines = self._facts(row)
        if today:
            lines.insert(1, self.words.say("today", day=self.words.day(flight.start), steps="; ".join(today)))
        if (flight.last - flight.first).days < BANNER_DAYS:
            yield self._event(row, "launch", flight.first, flight.last, title, lines)
        else:
            launch, end = (self.words.say(phrase, title=title) for phrase in ("launch", "end"))
            yield self._event(row, "launch", flight.start, flight.start, launch, lines)
            yield self._event(row, "end", flight.last, flight.last, end, self._reminder(row))
        for day, step, channel in steps:
            if day != flight.start:
                word = self.words.channel(channel)
                name = self.words.say("step", title=title, channel=word, step=step.step)
                about = [*self._personas(step), *self._reminder(row)]
                yield self._event(row, f"step {step.step}", day, day, name, about)

    def _event(
        self, row: Dated, kind: str, first: date, last: date, title: str, lines: Sequence[str]
    ) -> Event:
        campaign = row.launch.campaign
        return Event(
            uid=make_uid(*row.launch.id, kind),
            first=first,
            last=last,
            title=title,
            lines=lines,
            categories=(self._scenario.unit_of[campaign.bu_id].name, self.words.stage(campaign.stage)),
            url=campaign.url,
        )

    def _steps(self, row: Dated) -> Iterator[tuple[date, TouchStep, Channel]]:
        """Give the steps of a launch's touch plan with their days; a contact needs an account."""
        campaign = row.launch.campaign
        touches, tasks = iter(row.flight.touches), iter(row.flight.tasks)
        for step in self._scenario.steps_of[campaign.campaign_id]:
            channel = self._scenario.channel_of[step.channel or campaign.channel]
            is_task = channel.channel == INTERNAL
            day = next(tasks if is_task else touches)
            if is_task or row.accounts:
                yield day, step, channel

    # -- titles and lines ---------------------------------------------------------------------------

    def _title(self, row: Dated) -> str:
        """Name a launch: ``BU: campaign (wave 2)``."""
        campaign, title = row.launch.campaign, row.launch.campaign.name
        if row.launch.wave is not None:
            title = self.words.say("wave", title=title, wave=row.launch.wave)
        elif campaign.launch is LaunchBy.PER_ACCOUNT:
            account = self._scenario.account_of[row.launch.id.key]
            title = self.words.say("on_account", title=title, account=account.name)
        if campaign.bu_id == self._reader:
            return title
        return self.words.say("of_unit", unit=self._scenario.unit_of[campaign.bu_id].name, title=title)

    def _step(self, step: TouchStep, channel: Channel) -> str:
        return self.words.say(
            "step_for" if step.personas else "one_step",
            channel=self.words.channel(channel),
            step=step.step,
            personas=", ".join(step.personas),
        )

    def _personas(self, step: TouchStep) -> Iterator[str]:
        if step.personas:
            yield self.words.say("personas", personas=", ".join(step.personas))

    def _facts(self, row: Dated) -> list[str]:
        """Say of a launch when it was asked for, its days, its accounts and who is behind it."""
        campaign = row.launch.campaign
        owner = [self.words.say("owner", owner=campaign.owner)] if campaign.owner else []
        return [
            self._wish(row),
            *self._days(row),
            *self._accounts(row),
            *self._partners(campaign),
            *owner,
            campaign.description or "",
        ]

    def _reminder(self, row: Dated) -> list[str]:
        """Say of a launch what its later events repeat."""
        return [self._start(row), *self._accounts(row)]

    def _wish(self, row: Dated) -> str:
        wish, start = row.launch.wish, row.flight.start
        if wish is None:
            return self.words.say("no_wish")
        if wish == start:
            return self.words.say("asked")
        days = self.words.days(abs((start - wish).days))
        return self.words.say("later" if start > wish else "earlier", day=self.words.day(wish), days=days)

    def _days(self, row: Dated) -> Iterator[str]:
        first, last = row.flight.first, row.flight.last
        if first != last:
            yield self.words.say("flight", first=self.words.day(first), last=self.words.day(last))
        if row.flight.start != first:
            yield self._start(row)

    def _start(self, row: Dated) -> str:
        return self.words.say("starts", day=self.words.day(row.flight.start))

    def _accounts(self, row: Dated) -> Iterator[str]:
        if not row.accounts:
            return
        names, count, asked = ", ".join(row.accounts[:NAMED]), len(row.accounts), len(row.launch.audience)
        if count > NAMED:
            names = self.words.say("more", names=names, count=count - NAMED)
        yield self.words.say("accounts" if count == asked else "part", count=count, all=asked, names=names)

    def _partners(self, campaign: Campaign) -> Iterator[str]:
        others = sorted(campaign.units - {campaign.bu_id, self._reader})
        if others:
            names = ", ".join(self._scenario.unit_of[name].name for name in others)
            yield self.words.say("with", units=names)
