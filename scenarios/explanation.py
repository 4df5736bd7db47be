"""Explaining a launch: first by evaluating changes of its calendar, then by re-solving under decisions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from ..constraints.charter.case import Case
from ..constraints.charter.checker import Judged, Verdict, check
from ..scheduler.scenario import Launch
from ..scheduler.schedule import Schedule
from ..scheduler.starts import allowed_starts, objections, settled_objections
from ..scheduler.tables import Audience
from .contest import contests, holders
from .explained import Day, Dropped, Explained, Stand
from .prospects import Decisions, Prospect, Prospects, kept, pinned
from .reasons import Reasons
from .silo import as_asked
from .what_if import Difference, WhatIf


class Explainer:
    """Explains launches of one calendar, first by evaluation, then by re-solving under decisions."""

    def __init__(self, case: Case, schedule: Schedule, prospects: Prospects) -> None:
        self.case = case
        self.schedule = schedule
        self.prospects = prospects
        self._what_if = WhatIf(case, schedule)
        self._reasons = Reasons(case, schedule)

    def explain(
        self, launches: Sequence[Launch], account_id: str | None = None, at: date | None = None
    ) -> tuple[Explained, ...]:
        """Explain some launches.

        Parameters
        ----------
        account_id
            The account that is asked about, if it is one.
        at
            The day that is asked about; all allowed days if left out.
        """
        seen = [self._evaluated(launch, account_id, at) for launch in launches]
        found = self.prospects.each([pair for part in seen for pair in self._wanted(part, at)])
        return tuple(self._resolved(part, found, at) for part in seen)

    # -- by evaluation ------------------------------------------------------------------------------

    def _evaluated(self, launch: Launch, account_id: str | None, at: date | None) -> Explained:
        start = self.schedule.start_of(launch)
        days = [at] if at else allowed_starts(self.case.scenario, launch)
        wish = launch.wish if launch.wish != start else None
        rows = [row for row in launch.audience if account_id in (None, row.account_id)]
        moved = self.case.move_cost(launch, start) if start else 0
        paid, earned = self._findings(self._verdict, launch)
        had = {_about(row) for row in earned}
        return Explained(
            launch=launch,
            start=start,
            reason=self._reasons.launch(launch),
            cost_of_move=Fraction(self.case.profile.moves * moved, 100),
            paid=paid,
            earned=earned,
            missed=tuple(row for row in self._findings(self._asked, launch)[1] if _about(row) not in had),
            dropped=tuple(self._dropped(launch, row) for row in self._by_value(rows)),
            wish=self.day(launch, wish) if wish else None,
            days=tuple(self.day(launch, day) for day in days),
        )

    def _by_value(self, rows: Sequence[Audience]) -> list[Audience]:
        """Give the dropped ones of some placements, the most valuable first."""
        keys = {(row.campaign_id, row.account_id): row for row in rows}
        dropped = [key for key in keys if key not in self.schedule.kept]
        return [keys[key] for key in sorted(dropped, key=lambda key: (-self.case.value_of[key], key))]

    def _dropped(self, launch: Launch, row: Audience) -> Dropped:
        """Say what keeping a placement would change; of a launch that is not scheduled, its days say."""
        value = self.case.value_of[row.campaign_id, row.account_id]
        view = Dropped(launch, row, value, self._reasons.placement(launch, row))
        if self.schedule.start_of(launch) is None or row not in self.case.open_to(launch):
            return view
        now = self._what_if.keep(launch, row)
        return replace(view, now=now, holders=tuple(holders(self._what_if, self.schedule, launch, now)))

    def day(self, launch: Launch, day: date) -> Day:
        """Say what a start on a day would break or cost as things stand."""
        scenario = self.case.scenario
        view = Day(
            launch,
            day,
            here=self.schedule.start_of(launch) == day,
            objections=(*objections(scenario, launch, day), *self._closed(launch)),
            decisions=tuple(settled_objections(scenario, launch, day)),
        )
        if view.here or view.objections or view.decisions:
            return view
        return replace(view, now=self._what_if.start(launch, day))

    def _closed(self, launch: Launch) -> Iterator[str]:
        """Give why a launch may start on no day at all."""
        if launch.id.campaign_id in self.case.unscheduled:
            yield "unscheduled"
        elif all(self.case.on_request(row.account_id) for row in launch.audience):
            yield "on_request"
        elif not self.case.open_to(launch):
            yield "dropped"

    def _findings(self, verdict: Verdict, launch: Launch) -> tuple[tuple[Judged, ...], tuple[Judged, ...]]:
        """Give the penalties and the rewards that a launch has a part in."""
        accounts = {other for row in launch.audience for other in self._what_if.related(row.account_id)}
        rows = [
            row
            for row in verdict.judged
            if launch.id.campaign_id in row.finding.campaigns
            and (row.finding.account_id is None or row.finding.account_id in accounts)
        ]
        return tuple(row for row in rows if row.weighed < 0), tuple(row for row in rows if row.weighed > 0)

    @cached_property
    def _verdict(self) -> Verdict:
        return check(self.case, self.schedule)

    @cached_property
    def _asked(self) -> Verdict:
        return check(self.case, as_asked(self.case.scenario))

    # -- by re-solving ------------------------------------------------------------------------------

    def _wanted(self, view: Explained, at: date | None) -> Iterator[tuple[Decisions, Schedule | None]]:
        """Give the decisions to try for a launch, the most telling first."""
        if at is None:
            if view.wish and view.wish.now:
                yield (pinned(view.launch, view.wish.day),), _obeying(view.wish.now)
            if view.start is None and view.days:
                yield (pinned(view.launch),), None
            for row in view.dropped:
                if row.now:
                    yield (kept(view.launch, row.row),), _obeying(row.now)
        wish = view.launch.wish or view.start or self.case.scenario.start
        for day in sorted(view.days, key=lambda part: (abs((part.day - wish).days), part.day)):
            if day.now:
                yield (pinned(view.launch, day.day),), _obeying(day.now)

    def _resolved(self, view: Explained, found: Mapping[Decisions, Prospect], at: date | None) -> Explained:
        """Complete a launch with what its prospects found."""

        def tried(day: Day) -> Day:
            return replace(day, prospect=found.get((pinned(view.launch, day.day),)))

        return replace(
            view,
            wish=self._in_full(tried(view.wish)) if view.wish and at is None else view.wish,
            days=tuple(self._in_full(tried(day)) if at else tried(day) for day in view.days),
            dropped=tuple(
                self._contested(row, found.get((kept(view.launch, row.row),))) for row in view.dropped
            ),
            anywhere=found.get((pinned(view.launch),)),
        )

    def _contested(self, view: Dropped, prospect: Prospect | None) -> Dropped:
        rivals = contests(self.case, view.launch, view.holders, self.schedule, lambda _: prospect)
        return replace(view, prospect=prospect, contests=rivals)

    def _in_full(self, day: Day) -> Day:
        """Complete a day that is asked about with the contests about it."""
        if day.now is None or day.stand is Stand.BARRED:
            return day
        held = holders(self._what_if, self.schedule, day.launch, day.now)
        return replace(
            day,
            contests=contests(
                self.case, day.launch, held, self.schedule, lambda account: self._room(day, account)
            ),
        )

    def _room(self, day: Day, account_id: str) -> Prospect | None:
        """Say what comes of a launch's start on a day with an account kept."""
        there = day.prospect
        key = (day.launch.id.campaign_id, account_id)
        if there is None or there.schedule is None or key in there.schedule.kept:
            return there
        row = next(row for row in day.launch.audience if row.account_id == account_id)
        decisions = (pinned(day.launch, day.day), kept(day.launch, row))
        return self.prospects.each([(decisions, None)]).get(decisions)


def _obeying(difference: Difference | None) -> Schedule | None:
    """Give the calendar of a change that breaks nothing."""
    return difference.schedule if difference and not difference.broken else None


def _about(row: Judged) -> tuple[object, ...]:
    """Give what a reward is for, whatever it rests on."""
    return (row.finding.rule_id, row.finding.account_id, row.finding.campaigns)
