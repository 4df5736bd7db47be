"""Hearing: what the worker has told of one search."""

import time
from collections.abc import Callable

from ..outcome import Point
from .messages import Bounded, Failed, Found, Message, Verdict


class Hearing:
    """The best that has come from a search so far, and how it ended.

    Parameters
    ----------
    on_progress
        Called with each better objective or bound.

    Attributes
    ----------
    best, bound, effort
        The best plan, the best bound, and the deterministic time spent.
    trajectory
        How objective and bound went.
    verdict
        The worker's last word; None if there was none.
    killed
        Whether the process had to be killed.
    exit_code
        How the process ended, where it ended without a verdict.
    """

    def __init__(self, on_progress: Callable[[Point], None] | None) -> None:
        self.began, self._on_progress = time.monotonic(), on_progress
        self.best: Found | None = None
        self.bound: int | None = None
        self.effort = 0.0
        self.trajectory: list[Point] = []
        self.verdict: Verdict | Failed | None = None
        self.killed = False
        self.exit_code: int | None = None

    def take(self, message: Message) -> None:
        """Take a message."""
        if isinstance(message, Verdict | Failed):
            self.verdict = message
            return
        if isinstance(message, Found):
            if self.best is not None and self.best.objective >= message.objective:
                return
            self.best = message
        if isinstance(message, Bounded):
            self.effort = max(self.effort, message.effort)
            if self.bound is not None and self.bound <= message.bound:
                return
            self.bound = message.bound
        objective = None if self.best is None else self.best.objective
        self.trajectory.append(Point(time.monotonic() - self.began, objective, self.bound))
        if self._on_progress is not None:
            self._on_progress(self.trajectory[-1])
