"""Progress while solving, on standard error; silent where that is no terminal."""

import sys
from types import TracebackType
from typing import Self

from rich.console import Console

from ..scenarios.solving import gap
from ..scheduler.outcome import Point
from ..scheduler.problem.problem import UNITS


class Progress:
    """A line that shows the best score, the bound and the gap as they come."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._status = self._console.status("solving") if sys.stderr.isatty() else None

    def __enter__(self) -> Self:
        if self._status:
            self._status.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._status:
            self._status.stop()

    def show(self, point: Point) -> None:
        """Show what is known at a moment."""
        if self._status:
            self._status.update(said(point))


def said(point: Point) -> str:
    """Say a moment of the search: ``12.3 s, best 266.60, bound 590.76, gap 54.9 %``."""
    parts = [f"{point.seconds:.1f} s"]
    if point.objective is not None:
        parts.append(f"best {point.objective / UNITS / 100:,.2f}")
    if point.bound is not None:
        parts.append(f"bound {point.bound / UNITS / 100:,.2f}")
    share = gap(point.objective, point.bound)
    if share is not None:
        parts.append(f"gap {float(share):.1%}")
    return ", ".join(parts)
