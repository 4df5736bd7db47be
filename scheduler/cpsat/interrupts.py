"""Interrupts: what Ctrl-C means while a child process searches."""

import contextlib
import signal
import threading
from collections.abc import Iterator
from multiprocessing import resource_tracker
from types import FrameType


@contextlib.contextmanager
def interruptible(stop: threading.Event) -> Iterator[threading.Event]:
    """Let Ctrl-C ask for an end: as an exception it could tear a message that is being read.

    Yields
    ------
    threading.Event
        Set by a second Ctrl-C, when patience has ended.

    Raises
    ------
    KeyboardInterrupt
        In the end, if there was a second one.
    """
    asked, kill = threading.Event(), threading.Event()

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        if asked.is_set():
            kill.set()
        asked.set()
        stop.set()

    main = threading.current_thread() is threading.main_thread()
    before = signal.getsignal(signal.SIGINT)
    if not main or before in (signal.SIG_IGN, None):
        yield kill
        return
    signal.signal(signal.SIGINT, interrupt)
    try:
        yield kill
    finally:
        signal.signal(signal.SIGINT, before)
    if kill.is_set():
        raise KeyboardInterrupt


@contextlib.contextmanager
def no_interrupts_inherited() -> Iterator[None]:
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
