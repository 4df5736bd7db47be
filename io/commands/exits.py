"""How commands end: their exit status, and every expected failure as lines on standard error."""

import os
import sys
from collections.abc import Callable
from enum import IntEnum
from io import TextIOWrapper

from ...scenarios.disagreement import Disagreement
from ...scheduler.outcome import SolverFailure
from ...scheduler.problem.arrays import ProblemTooLargeError
from ..atomic import Occupied
from ..faults import InputFaults


class Exit(IntEnum):
    """The exit status of a command."""

    DONE = 0
    BROKEN = 1
    BAD_INPUT = 2
    NOTHING = 3
    INTERRUPTED = 130


def ending(command: Callable[[], Exit]) -> Exit:
    """Run a command; what it fails of is said, never shown as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal or pipe that cannot say a name says the rest.
            stream.reconfigure(errors="replace")
    try:
        return command()
    except InputFaults as faults:
        tell(faults.notes)
        tell(faults.faults)
        return Exit.BAD_INPUT
    except BrokenPipeError:
        # Whoever read the output has seen enough; what is still buffered must not fail at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except (Occupied, OSError) as fault:
        tell([fault])
        return Exit.BAD_INPUT
    except (Disagreement, ProblemTooLargeError, SolverFailure) as fault:
        tell([f"no calendar was written: {fault}"])
        return Exit.NOTHING
    except KeyboardInterrupt:
        tell(["interrupted; nothing was written"])
        return Exit.INTERRUPTED


def tell(lines: object) -> None:
    """Write lines to standard error."""
    for line in lines if isinstance(lines, list | tuple) else [lines]:
        print(line, file=sys.stderr)
