"""Prospects: the best calendar under some more decisions, and what these cost."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from ..constraints.charter.case import Case
from ..constraints.charter.checker import check
from ..scheduler.choices import Action, LaunchBy
from ..scheduler.cpsat.solve import Solver
from ..scheduler.outcome import Cut, Limits, Outcome, Status
from ..scheduler.problem.demands import Demand
from ..scheduler.problem.problem import UNITS
from ..scheduler.scenario import Launch
from ..scheduler.schedule import Schedule
from ..scheduler.tables import Audience, Decision
from .conflict import clashing
from .disagreement import Disagreement
from .solving import find

#: No decision is given less than one of so many parts of the time that is left.
MOST_PARTS = 8
#: The id of decisions that are tried.
PROSPECT = "prospect"
#: Decisions that are tried together.
Decisions = tuple[Decision, ...]


def pinned(launch: Launch, day: date | None = None) -> Decision:
    """Give the decision that pins a launch to a day; to any day, if none is given."""
    alone = launch.campaign.launch is LaunchBy.PER_ACCOUNT
    return _decision(Action.PIN, launch, launch.id.key if alone else None, day)


def kept(launch: Launch, row: Audience) -> Decision:
    """Give the decision that keeps a placement."""
    return _decision(Action.KEEP, launch, row.account_id, None)


def _decision(action: Action, launch: Launch, account_id: str | None, day: date | None) -> Decision:
    return Decision(
        decision_id=PROSPECT,
        action=action,
        decided_by="",
        decided_on=date.min,
        reason="",
        campaign_id=launch.id.campaign_id,
        wave=launch.wave,
        account_id=account_id,
        from_=day,
        until=day,
    )


@dataclass(frozen=True)
class Price:
    """What a decision costs, best calendar against best calendar, in hundredths of a point.

    Attributes
    ----------
    least, most
        An interval, of one number where both are proven optimal; no most where nothing bounds the run.
    """

    least: Fraction
    most: Fraction | None

    @property
    def exact(self) -> bool:
        """Whether it is one proven number."""
        return self.least == self.most

    @property
    def no_preference(self) -> bool:
        """Whether it may cost nothing at all."""
        return self.least == 0


@dataclass(frozen=True, eq=False)
class Prospect:
    """What comes of some more decisions.

    Attributes
    ----------
    case
        The case with the decisions.
    status
        What is known of it; infeasible where no calendar obeys them.
    schedule, price
        The best calendar found that obeys them, and what that costs; None if there is none.
    conflict
        Where there is none, what else leaves none together; None if that was not told in time.
    """

    case: Case
    status: Status
    schedule: Schedule | None
    price: Price | None
    conflict: tuple[Demand, ...] | None = None


class Prospects:
    """Solves a case anew under decisions, as a committee's would be, with what its run has proven.

    Parameters
    ----------
    schedule
        The run's calendar, which breaks nothing.
    bound
        What no calendar's objective exceeds, in the problem's units; None if that is not known.
    limits
        What all prospects may take together.

    Attributes
    ----------
    interrupted
        Whether Ctrl-C has ended the trying.
    """

    def __init__(
        self, case: Case, schedule: Schedule, bound: int | None, solver: Solver, limits: Limits
    ) -> None:
        self.case = case
        self.objective = check(case, schedule).objective
        self.bound = bound
        self._solver = solver
        self.interrupted = False
        # What bars one day often bars the next.
        self._clashed: set[Demand] = set()
        self._limits = limits
        self._deadline = time.monotonic() + limits.seconds

    def each(self, settled: Sequence[tuple[Decisions, Schedule | None]]) -> Mapping[Decisions, Prospect]:
        """Try decisions, those of one entry together, in this order, as far as the time goes.

        Parameters
        ----------
        settled
            Decisions, each with a calendar that obeys them, if one is at hand.

        Raises
        ------
        Disagreement
            If the run's bound, or the checker, contradicts what is found.
        """
        found: dict[Decisions, Prospect] = {}
        for place, (decisions, hint) in enumerate(settled):
            limits = self._share(len(settled) - place)
            if limits.seconds <= 0 or self.interrupted:
                break
            if decisions not in found:
                found[decisions] = self._try(decisions, hint, limits)
        barred = [key for key, prospect in found.items() if prospect.status is Status.INFEASIBLE]
        for place, decisions in enumerate(barred):
            found[decisions] = self._told(found[decisions], self._share(len(barred) - place))
        return found

    def _share(self, parts: int) -> Limits:
        """Give an equal part of the time that is left, or one of so many."""
        left = max(0.0, self._deadline - time.monotonic())
        return replace(self._limits, seconds=left / min(MOST_PARTS, parts))

    def _try(self, decisions: Decisions, hint: Schedule | None, limits: Limits) -> Prospect:
        scenario = replace(self.case.scenario, decisions=(*self.case.scenario.decisions, *decisions))
        case = replace(self.case, scenario=scenario)
        answer = find(case, limits, self._solver, hint=hint)
        self.interrupted = answer.outcome.cut_short is Cut.INTERRUPTED
        return Prospect(case, answer.outcome.status, answer.schedule, self._price(answer.outcome))

    def _told(self, prospect: Prospect, limits: Limits) -> Prospect:
        """Say what leaves no calendar for decisions; that they were taken is known."""
        if limits.seconds <= 0 or self.interrupted:
            return prospect
        found = clashing(prospect.case, limits, self._solver, self._clashed)
        if found is None:
            return prospect
        self._clashed.update(found)
        others = tuple(demand for demand in found if ("decision", PROSPECT) not in demand.about)
        return replace(prospect, conflict=others)

    def _price(self, outcome: Outcome) -> Price | None:
        """Give what lies between the best calendars, with and without the decision."""
        if outcome.objective is None:
            return None
        if self.bound is not None and max(self.objective, outcome.objective) > self.bound:
            raise Disagreement("a calendar is worth more than the run's bound, which is said to be proven")
        # Decisions leave fewer calendars: what bounds the run bounds them too.
        bounds = [bound for bound in (outcome.bound, self.bound) if bound is not None]
        least = max(0, self.objective - min(bounds)) if bounds else 0
        most = None if self.bound is None else self.bound - outcome.objective
        return Price(Fraction(least, UNITS), None if most is None else Fraction(most, UNITS))
