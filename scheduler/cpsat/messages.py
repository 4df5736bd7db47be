"""Messages: what the worker tells its parent."""

from dataclasses import dataclass

from ..outcome import Cut, Status
from ..problem.plan import Plan


@dataclass(frozen=True)
class Found:
    """A plan better than those before, and its objective by the model (or more)."""

    plan: Plan
    objective: int


@dataclass(frozen=True)
class Bounded:
    """A bound on the objective, and the deterministic time spent so far."""

    bound: int
    effort: float


@dataclass(frozen=True)
class Verdict:
    """How the search ended."""

    status: Status
    bound: int | None
    effort: float
    cut_short: Cut | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Failed:
    """The worker cannot go on, and why."""

    reason: str


Message = Found | Bounded | Verdict | Failed
