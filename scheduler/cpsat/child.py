"""Child: the worker's process, seen from the parent that gives it tasks and reads what it finds."""

import contextlib
import multiprocessing
import threading
import time
from multiprocessing import connection

from .hearing import Hearing
from .interrupts import no_interrupts_inherited
from .messages import End, Message, Request, Task, Verdict
from .worker import work

#: Seconds between two looks at whether the search should stop.
LOOK = 0.1
#: Seconds after the time limit, or after a request to stop, until the process is killed.
PATIENCE = 20.0


class Child:
    """A worker's process, of use until a search in it ends without a verdict."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        self._here: connection.Connection[Request, Message] = here
        self._process = context.Process(target=work, args=(there,), daemon=True)
        with no_interrupts_inherited():
            self._process.start()
        there.close()

    @property
    def usable(self) -> bool:
        """Whether the process can take a task."""
        return not self._here.closed and self._process.is_alive()

    def run(self, task: Task, hearing: Hearing, stop: threading.Event, kill: threading.Event) -> None:
        """Have a task done, and take what is found until it ends."""
        try:
            with contextlib.suppress(OSError):
                self._here.send(task)
            self._watch(hearing, task.deadline + PATIENCE, stop, kill)
        finally:
            if not isinstance(hearing.verdict, Verdict):
                self.close(0 if hearing.killed else PATIENCE)
                hearing.exit_code = self._process.exitcode

    def _watch(self, hearing: Hearing, patience: float, stop: threading.Event, kill: threading.Event) -> None:
        """Take messages until the last one, or until patience ends."""
        asked = False
        while True:
            try:
                if self._here.poll(LOOK):
                    hearing.take(self._here.recv())
                    if hearing.verdict is not None:
                        return
            except (EOFError, OSError):
                return
            if stop.is_set() and not asked:
                asked, patience = True, time.monotonic() + PATIENCE
                with contextlib.suppress(OSError):
                    self._here.send(End())
            if kill.is_set() or time.monotonic() > patience:
                hearing.killed = True
                return

    def close(self, patience: float = PATIENCE) -> None:
        """End the process: it hears no more and ends by itself, or else by force."""
        self._here.close()
        self._process.join(patience)
        # Of no effect on a process that has ended by itself.
        self._process.kill()
        self._process.join()
