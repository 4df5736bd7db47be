"""What an explanation says of a launch: where it stands, what it gave up, how every other day stands."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from ..constraints.charter.checker import Judged
from ..scheduler.outcome import Status
from ..scheduler.scenario import Launch
from ..scheduler.tables import Audience, Decision
from .contest import Contest, Holder
from .prospects import Prospect
from .reasons import Reason
from .what_if import Difference


class Stand(StrEnum):
    """How a day stands for a launch.

    Barred: no calendar has it there. Barred as things stand: with all other launches, and its own
    accounts, as they are, a start there breaks something; others would have to move, or accounts to
    be given up.
    """

    HERE = "here"
    NOT_ALLOWED = "not_allowed"
    BARRED = "barred"
    BARRED_NOW = "barred_as_things_stand"
    COSTS = "costs"


@dataclass(frozen=True, eq=False)
class Day:
    """What stands against a launch's start on a day.

    Attributes
    ----------
    here
        Whether it starts there.
    objections, decisions
        Why it may not: the input's own objections, by code, and pins and bans.
    now
        What a start there would change as things stand; None where it may not.
    prospect
        The best calendar with that start; None if that was not tried.
    contests
        Those with other BUs about the day, the most valuable first; of days asked about alone.
    """

    launch: Launch
    day: date
    here: bool = False
    objections: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    now: Difference | None = None
    prospect: Prospect | None = None
    contests: tuple[Contest, ...] = ()

    @property
    def stand(self) -> Stand:
        """How the day stands; barred is proven, the rest is what evaluation says."""
        if self.here:
            return Stand.HERE
        if self.now is None:
            return Stand.NOT_ALLOWED
        if self.prospect and self.prospect.status is Status.INFEASIBLE:
            return Stand.BARRED
        return Stand.BARRED_NOW if self.now.broken else Stand.COSTS


@dataclass(frozen=True, eq=False)
class Dropped:
    """A placement that is not kept, what holds its place, and at what margin.

    Attributes
    ----------
    now
        What keeping it would change as things stand; None where nothing may be kept.
    holders
        The kept placements that stand against it.
    prospect
        The best calendar that keeps it; None if that was not tried.
    """

    launch: Launch
    row: Audience
    value: int
    reason: Reason
    now: Difference | None = None
    holders: tuple[Holder, ...] = ()
    prospect: Prospect | None = None
    contests: tuple[Contest, ...] = ()


@dataclass(frozen=True, eq=False)
class Explained:
    """A launch explained.

    Attributes
    ----------
    cost_of_move
        What its move costs in the objective, in hundredths of a point.
    paid, earned, missed
        Penalties that it has a part in, rewards that it earns, and those that it would have earned as
        asked and does not.
    wish
        Its requested day, where it starts on another, or not at all.
    anywhere
        For a launch that is not scheduled, the best calendar in which it is.
    """

    launch: Launch
    start: date | None
    reason: Reason
    cost_of_move: Fraction
    paid: tuple[Judged, ...]
    earned: tuple[Judged, ...]
    missed: tuple[Judged, ...]
    dropped: tuple[Dropped, ...]
    wish: Day | None
    days: tuple[Day, ...]
    anywhere: Prospect | None = None
