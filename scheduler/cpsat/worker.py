"""Worker: the child process, which solves one problem after another and reports as it goes."""

import contextlib
import signal
import threading
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from queue import SimpleQueue

from ..problem.arrays import ProblemTooLargeError
from .messages import Failed, Message, Request, Task

#: How often a search that should stop is told so, until it does.
NAGGING = 0.05


class Stop:
    """A request to stop one search, and whom to tell until it has ended."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.ended = threading.Event()
        self.tell: Callable[[], None] = lambda: None

    def nag(self) -> None:
        """Ask for an end until the search has ended."""
        self.asked.set()
        while not self.ended.wait(NAGGING):
            self.tell()


#: The tasks to come, each with what stops it; None when there are no more.
Tasks = SimpleQueue[tuple[Task, Stop] | None]


def work(connection: "Connection[Message, Request]") -> None:
    """Solve problems until the parent has no more, telling it what is found."""
    # Ctrl-C reaches the whole foreground group; the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tasks: Tasks = SimpleQueue()
    threading.Thread(target=_listen, args=(connection, tasks), daemon=True).start()
    with contextlib.suppress(OSError):
        while (given := tasks.get()) is not None:
            task, stop = given
            verdict = _solve(task, stop, connection.send)
            stop.ended.set()
            connection.send(verdict)
            if isinstance(verdict, Failed):
                break
    connection.close()


def _solve(task: Task, stop: Stop, send: Callable[[Message], None]) -> Message:
    """Search for a task's plan; whatever goes wrong is told."""
    try:
        # The solver's library takes a second to import: here, not in the parent.
        from .search import Search  # noqa: PLC0415

        return Search(task.problem, task.limits, task.deadline, stop, send).run(task.hint)
    except ProblemTooLargeError as error:
        return Failed(str(error))
    except Exception:
        return Failed(traceback.format_exc())


def _listen(connection: "Connection[Message, Request]", tasks: Tasks) -> None:
    """Take the parent's word as it comes: another task, an end of the one under way, or of all."""
    stop = Stop()
    stop.ended.set()
    while True:
        try:
            request = connection.recv()
        except (EOFError, OSError):
            tasks.put(None)
            stop.nag()
            return
        if isinstance(request, Task):
            stop = Stop()
            tasks.put((request, stop))
        else:
            stop.nag()


def remaining(deadline: float) -> float:
    """Give the seconds left until a moment of the monotonic clock."""
    return max(0.0, deadline - time.monotonic())
