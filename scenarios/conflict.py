"""Why a case has no calendar: demands that cannot hold together, and what to give up so that they can."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ..constraints.charter.case import Case
from ..constraints.charter.checker import Verdict, check
from ..constraints.charter.finding import Finding
from ..constraints.charter.lowering import Lowering
from ..constraints.charter.wide import DECISION
from ..scheduler.cpsat.solve import Solver
from ..scheduler.irreducible import Clash, find_clash
from ..scheduler.outcome import Limits, Status
from ..scheduler.problem.demands import Demand, Demands
from ..scheduler.relaxation import Relaxation, fewest, nearest
from ..scheduler.schedule import Schedule
from ..scheduler.trials import Trial, Trials
from .disagreement import Disagreement


@dataclass(frozen=True, eq=False)
class WayOut:
    """A calendar that becomes possible where some demands are given up.

    Attributes
    ----------
    given_up
        The demands.
    missed
        By how much the calendar misses each, in its measure.
    least
        Whether it is proven that no calendar misses less, in all.
    schedule
        The calendar.
    verdict
        The checker's verdict on it: it breaks nothing but what is given up.
    """

    given_up: tuple[Demand, ...]
    missed: Mapping[Demand, int]
    least: bool
    schedule: Schedule
    verdict: Verdict


@dataclass(frozen=True, eq=False)
class Conflict:
    """Demands that no calendar meets together.

    Attributes
    ----------
    demands
        The demands, the input's own first, then rules in the charter's order.
    irreducible
        Whether it is shown, each time by solving again, that without any one of them there is a
        calendar for the others, and confirmed that there is none for all.
    alone
        For each of them the way out if it alone is given up, the rest of the scenario being as it
        is; None if that is not enough. What could not be told in time is missing.
    together
        Where no single one is enough, a way out with as few as can be; None if none was found.
    at_least
        How many demands must be given up at least.
    """

    demands: tuple[Demand, ...]
    irreducible: bool
    alone: Mapping[Demand, WayOut | None]
    together: WayOut | None
    at_least: int


def conflict(case: Case, limits: Limits, solver: Solver) -> Conflict | None:
    """Find demands of a case without calendar that cannot hold together, and the ways out.

    Demands are what people can change one by one: a rule on an account, a row of dependencies, a
    resource, a cell that sets a date, a window or a commitment, a decision. The horizon, working
    days and the shape of flights always hold.

    Parameters
    ----------
    limits
        What all solves together may take.
    solver
        What solves.

    Returns
    -------
    The conflict, None if the limits were too tight to find one.

    Raises
    ------
    Disagreement
        If there is a calendar after all, or the checker does not agree on a way out.
    """
    analysis = _Analysis(case, limits, solver)
    clash = analysis.clash()
    return None if clash is None else analysis.conflict(clash)


def clashing(
    case: Case, limits: Limits, solver: Solver, likely: Collection[Demand] = ()
) -> tuple[Demand, ...] | None:
    """Find an irreducible conflict as `conflict` does, and leave it at that.

    Parameters
    ----------
    likely
        Demands among which to look first: those of cases much like this one.

    Returns
    -------
    Its demands, None if the limits were too tight to find and to show it.
    """
    analysis = _Analysis(case, limits, solver)
    clash = analysis.clash(likely)
    return analysis.named(clash) if clash and clash.irreducible else None


class _Analysis:
    """The demands of a case, and what follows from a clash of some."""

    def __init__(self, case: Case, limits: Limits, solver: Solver) -> None:
        self._case = case
        self._lowering = Lowering(case, wide=True)
        self._trials = Trials(Demands(self._lowering.problem()), solver, limits)
        self._demands: Sequence[Demand] = self._trials.demands.all
        decimals = {rule.id for rule in case.rules if rule.two_decimals}
        # A unit of every measure weighs the same, whatever its decimals.
        self._prices = [1 if demand.origin in decimals else 100 for demand in self._demands]

    def clash(self, likely: Collection[Demand] = ()) -> Clash | None:
        """Find a clash, among likely demands if there is one; None if the limits were too tight."""
        suspects = [number for number, demand in enumerate(self._demands) if demand in likely]
        found = find_clash(self._trials, suspects) if suspects else None
        if not isinstance(found, Clash):
            found = find_clash(self._trials, range(len(self._demands)))
        if isinstance(found, Trial):
            raise Disagreement("one search found no calendar to exist, another one found one")
        return found

    def named(self, clash: Clash) -> tuple[Demand, ...]:
        """Give the demands of a clash."""
        return tuple(self._demands[number] for number in clash.demands)

    def conflict(self, clash: Clash) -> Conflict:
        """Try every member of the clash alone, then as few demands as can be."""
        everything = set(range(len(self._demands)))
        tried = {number: self._trials.meet(everything - {number}) for number in clash.demands}
        alone: dict[Demand, WayOut | None] = {}
        for number, found in tried.items():
            if isinstance(found, Trial):
                best = nearest(self._trials, found, self._prices)
                alone[self._demands[number]] = self._way_out([number], best)
            elif found is Status.INFEASIBLE:
                alone[self._demands[number]] = None
        together, at_least = None, 1
        if len(alone) == len(clash.demands) and not any(alone.values()):
            few, least = fewest(self._trials, clash, self._prices)
            together = self._way_out(sorted(few.missed), few) if few else None
            at_least = max(2, least)
        return Conflict(self.named(clash), clash.irreducible, alone, together, at_least)

    def _way_out(self, given_up: Sequence[int], found: Relaxation) -> WayOut:
        """Say a relaxation in dates, once the checker is seen to hold nothing else against it."""
        demands = tuple(self._demands[number] for number in given_up)
        schedule = self._lowering.schedule(found.plan)
        verdict = check(self._case, schedule)
        broken = [row.finding for row in verdict.hard]
        others = [row for row in broken if not any(accounts_for(demand, row) for demand in demands)]
        if others or not broken:
            what = ", ".join(sorted({row.rule_id for row in others})) or "nothing"
            raise Disagreement(f"a calendar that gives up {demands} breaks {what} by the checker")
        missed = {self._demands[number]: measure for number, measure in found.missed.items()}
        return WayOut(demands, missed, found.least, schedule, verdict)


def accounts_for(demand: Demand, finding: Finding) -> bool:
    """Whether giving up a demand accounts for what the checker finds."""
    about = dict(demand.about)
    if finding.rule_id.startswith("input:"):
        own = demand.origin.startswith("input:") and about.get("campaign") in finding.campaigns
        return own or demand.origin == DECISION
    return demand.origin == finding.rule_id and about.get("account", finding.account_id) == finding.account_id
