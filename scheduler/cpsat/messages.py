"""Messages: what the parent asks of the worker, and what the worker tells it."""

from dataclasses import dataclass

from ..outcome import Cut, Limits, Status
from ..problem.plan import Plan
from ..problem.problem import Problem


@dataclass(frozen=True, eq=False)
class Task:
    """A problem to solve until a moment of the monotonic clock, perhaps starting from a plan."""

    problem: Problem
    limits: Limits
    deadline: float
    hint: Plan | None


@dataclass(frozen=True)
class End:
    """The search under way, if one still is, must end."""


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


Request = Task | End
Message = Found | Bounded | Verdict | Failed
