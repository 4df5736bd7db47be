"""Worker: the child process of a solve, which builds the model, searches and reports as it goes."""

import contextlib
import signal
import threading
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection

from ..outcome import Limits
from ..problem.plan import Plan
from ..problem.problem import Problem
from .messages import Failed

#: How often a search that should stop is told so, until it does.
NAGGING = 0.05


class Stop:
    """A request to stop, and whom to tell until the search has ended."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.ended = threading.Event()
        self.tell: Callable[[], None] = lambda: None

    def listen(self, connection: Connection) -> None:
        """Wait for the parent's word (or its end), then nag until the search has ended."""
        with contextlib.suppress(EOFError, OSError):
            connection.recv()
        self.asked.set()
        while not self.ended.wait(NAGGING):
            self.tell()


def work(
    connection: Connection, problem: Problem, limits: Limits, deadline: float, hint: Plan | None
) -> None:
    """Solve a problem, telling the parent what is found."""
    # Ctrl-C reaches the whole foreground group; the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    stop = Stop()
    threading.Thread(target=stop.listen, args=(connection,), daemon=True).start()
    try:
        # The solver's library takes a second to import: here, not in the parent.
        from .search import Search  # noqa: PLC0415

        verdict = Search(problem, limits, deadline, stop, connection.send).run(hint)
        stop.ended.set()
        connection.send(verdict)
    except Exception:
        stop.ended.set()
        connection.send(Failed(traceback.format_exc()))
    connection.close()


def remaining(deadline: float) -> float:
    """Give the seconds left until a moment of the monotonic clock."""
    return max(0.0, deadline - time.monotonic())
