"""Child: the worker's process, seen from the parent that reads what it finds."""

import contextlib
import multiprocessing
import signal
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing import connection, resource_tracker
from types import FrameType

from ..outcome import Limits, Point
from ..problem.plan import Plan
from ..problem.problem import Problem
from .messages import Bounded, Failed, Found, Message, Verdict
from .worker import work

#: Seconds between two looks at whether the search should stop.
LOOK = 0.1
#: Seconds after the time limit, or after a request to stop, until the process is killed.
PATIENCE = 20.0


class Child:
    """A worker's process, and the best that has come from it so far.

    Parameters
    ----------
    began
        The moment of the monotonic clock from which seconds count.
    on_progress
        Called with each better objective or bound.
    stop
        Ends the search when set.
    """

    def __init__(
        self, began: float, on_progress: Callable[[Point], None] | None, stop: threading.Event
    ) -> None:
        self.began, self.stop, self._on_progress = began, stop, on_progress
        self.best: Found | None = None
        self.bound: int | None = None
        self.effort = 0.0
        self.trajectory: list[Point] = []
        self.verdict: Verdict | Failed | None = None
        self.killed = False
        self.exit_code: int | None = None
        self._interrupts = 0

    def run(self, problem: Problem, limits: Limits, hint: Plan | None) -> None:
        """Start the process, and take its messages until it ends."""
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        deadline = self.began + limits.seconds
        process = context.Process(target=work, args=(there, problem, limits, deadline, hint), daemon=True)
        with self._interruptible():
            with _no_interrupts_inherited():
                process.start()
            there.close()
            try:
                self._watch(here, deadline + PATIENCE)
            finally:
                # Of no effect on a process that is ending by itself.
                process.join(0 if self.killed else PATIENCE)
                process.kill()
                process.join()
                self.exit_code = process.exitcode
                here.close()

    def _watch(self, here: "connection.Connection[str, Message]", patience: float) -> None:
        """Take messages until there are no more, or patience ends."""
        asked = False
        while True:
            try:
                if here.poll(LOOK):
                    self.take(here.recv())
                    if self.verdict is not None:
                        return
            except (EOFError, OSError):
                return
            if self.stop.is_set() and not asked:
                asked, patience = True, time.monotonic() + PATIENCE
                with contextlib.suppress(OSError):
                    here.send("stop")
            if self._interrupts > 1 or time.monotonic() > patience:
                self.killed = True
                return

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

    @contextlib.contextmanager
    def _interruptible(self) -> Iterator[None]:
        """Let Ctrl-C ask for an end: as an exception it could tear a message that is being read."""

        def interrupt(_signal: int, _frame: FrameType | None) -> None:
            self._interrupts += 1
            self.stop.set()

        main = threading.current_thread() is threading.main_thread()
        before = signal.getsignal(signal.SIGINT)
        if not main or before in (signal.SIG_IGN, None):
            yield
            return
        signal.signal(signal.SIGINT, interrupt)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)
        if self._interrupts > 1:
            raise KeyboardInterrupt


@contextlib.contextmanager
def _no_interrupts_inherited() -> Iterator[None]:
    """Start a process that Ctrl-C cannot reach, even before it can say so itself."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Started in between, the tracker would lift the mask.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
