"""Irreducible: demands that no plan meets together, though without any one of them some plan does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .outcome import SolverFailure, Status
from .trials import Trial, Trials


@dataclass(frozen=True)
class Clash:
    """Demands that no plan meets together.

    Attributes
    ----------
    demands
        Their numbers, in order.
    needed
        Those without which a plan meets all the others, as a plan has shown.
    confirmed
        Whether the refutation was repeated with another seed and without presolve.
    """

    demands: tuple[int, ...]
    needed: frozenset[int]
    confirmed: bool

    @property
    def irreducible(self) -> bool:
        """Whether all of that is shown."""
        return self.confirmed and self.needed == set(self.demands)


def find_clash(trials: Trials, suspects: Iterable[int]) -> Clash | Trial | None:
    """Find demands among some that clash.

    Returns
    -------
    A clash, irreducible if the limits allow; a plan that meets all suspects if there is one; or None
    if the limits were too tight to tell.
    """
    found = _refuted(trials, sorted(suspects))
    if not isinstance(found, list):
        return found
    clash, needed = _reduced(trials, found)
    return Clash(tuple(sorted(clash)), frozenset(needed), trials.confirm(clash))


def _refuted(trials: Trials, suspects: Sequence[int]) -> list[int] | Trial | None:
    """Gather demands that clash: those that plans for the ones gathered so far do not meet."""
    gathered: set[int] = set()
    while (found := trials.meet(gathered)) is not Status.INFEASIBLE:
        if not isinstance(found, Trial):
            # The few may be harder than all of them are.
            found = trials.meet(suspects)
            return list(suspects) if found is Status.INFEASIBLE else _trial(found)
        missed = found.missed.keys() & set(suspects)
        if not missed:
            return found
        gathered |= missed
    return sorted(gathered)


def _trial(found: Trial | Status) -> Trial | None:
    return found if isinstance(found, Trial) else None


def _reduced(trials: Trials, clash: Sequence[int]) -> tuple[list[int], list[int]]:
    """Leave out demands, several at a time, as long as the others still clash; say which are needed."""
    kept: list[int] = []
    needed: list[int] = []
    left = list(clash)
    size = max(1, len(left) // 2)
    while left:
        part, rest = left[:size], left[size:]
        found = trials.meet(kept + rest)
        if found is Status.INFEASIBLE:
            left, size = rest, 2 * size
            continue
        missed = _missed(found, part) if isinstance(found, Trial) else []
        if len(missed) == 1:
            kept, needed = kept + missed, needed + missed
            left = [demand for demand in left if demand not in missed]
        elif len(part) == 1:
            # Neither refuted nor shown to be needed.
            kept, left = kept + part, rest
        else:
            # If there is a plan, one of those that it misses is needed.
            left = missed + [demand for demand in left if demand not in missed]
            size = max(1, (len(missed) or len(part)) // 2)
    return kept, needed


def _missed(trial: Trial, part: Sequence[int]) -> list[int]:
    """Give what a plan misses of the demands left out for it."""
    missed = [demand for demand in part if demand in trial.missed]
    if not missed:
        raise SolverFailure("the solver says that some demands clash, and finds a plan that meets them")
    return missed
