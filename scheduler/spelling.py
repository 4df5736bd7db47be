"""The nearest known name to one that is not known: what a fault should suggest."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property

#: How alike two names must be for one to be suggested for the other.
CLOSE = 0.6
#: So many different unknown names get a suggestion; a whole wrong file would take minutes otherwise.
BUDGET = 200
#: So few known names are listed in full.
FEW = 8


class Spelling:
    """Known names, and what to suggest for an unknown one.

    Parameters
    ----------
    known
        The names that are right.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = known if isinstance(known, dict | frozenset | set) else tuple(known)
        self._seen: dict[str, str] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._known

    @cached_property
    def _folded(self) -> dict[str, str]:
        """The known names without case and separators, the first of its kind each."""
        found: dict[str, str] = {}
        for name in sorted(self._known):
            found.setdefault(fold(name), name)
        return found

    def nearest(self, name: str, cutoff: float = CLOSE) -> str | None:
        """Give the known name nearest to one, None if none is near."""
        same = self._folded.get(fold(name))
        if same is not None:
            return same
        close = get_close_matches(fold(name), self._folded, n=1, cutoff=cutoff)
        return self._folded[close[0]] if close else None

    def advice(self, name: str) -> str:
        """Say what would be right instead of an unknown name."""
        if name not in self._seen:
            near = self.nearest(name) if len(self._seen) < BUDGET else None
            self._seen[name] = f"did you mean '{near}'?" if near else self._any()
        return self._seen[name]

    def _any(self) -> str:
        if not self._known:
            return "none is known"
        if len(self._known) <= FEW:
            return "known: " + ", ".join(sorted(self._known))
        return f"use one of the {len(self._known)} known"


def fold(name: str) -> str:
    """Write a name without case, blanks, hyphens and underscores."""
    return "".join(letter for letter in name.casefold() if letter not in " -_\u00a0")
