"""Outcome: what an engine is given to work with, and what it hands back."""

from dataclasses import dataclass, field
from enum import StrEnum

from .problem.plan import Plan


class Status(StrEnum):
    """What is known of a problem after a search."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


class Cut(StrEnum):
    """What ended a search before its time."""

    TIME = "time"
    EFFORT = "effort"
    INTERRUPTED = "interrupted"


class SolverFailure(RuntimeError):  # noqa: N818 - a failure is not the caller's error
    """The solver crashed, rejected its model or contradicted itself, and left nothing to go on with."""


@dataclass(frozen=True)
class Limits:
    """How long a search may take.

    Attributes
    ----------
    seconds
        The ceiling on time by the clock.
    effort
        The ceiling on deterministic time, which makes runs repeat exactly; None for no ceiling.
    seed
        What random choices start from.
    """

    seconds: float
    effort: float | None = None
    seed: int = 0


@dataclass(frozen=True)
class Point:
    """What was known at one moment of a search: the best objective and the bound, in problem units."""

    seconds: float
    objective: int | None
    bound: int | None


@dataclass(frozen=True, eq=False)
class Outcome:
    """The result of a search.

    Attributes
    ----------
    status
        What is known.
    plan, objective
        The best plan found, verified on the problem itself, and its objective; None if there is none.
    bound
        What no plan exceeds, in problem units; None if nothing is known, or no plan exists.
    seconds, effort
        The time taken, by the clock and deterministic.
    trajectory
        How objective and bound went.
    cut_short
        What ended the search before a proof; None if nothing did.
    notes
        What else the user should know.
    """

    status: Status
    plan: Plan | None
    objective: int | None
    bound: int | None
    seconds: float
    effort: float
    trajectory: tuple[Point, ...] = ()
    cut_short: Cut | None = None
    notes: tuple[str, ...] = field(default=())
