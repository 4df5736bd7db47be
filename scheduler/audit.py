"""The audit: what in a scenario's tables does not fit together, each finding naming its cell."""

from collections.abc import Iterator

from .auditing.audiences import counts, drops
from .auditing.decisions import contradictions, dead_ends, parts, targets
from .auditing.finding import Finding
from .auditing.lags import lags
from .auditing.launches import startless, wishes
from .auditing.publications import publications
from .auditing.references import needed, references
from .auditing.rows import orders, parents, places, sales_cycles, standings
from .scenario import Scenario

__all__ = ["Finding", "audit", "needed", "references"]

#: What can be asked of the rows alone.
_OF_ROWS = (orders, parents, places, wishes, parts)
#: What can be asked once references, days and places are right.
_OF_ALL = (
    counts,
    drops,
    startless,
    sales_cycles,
    standings,
    targets,
    contradictions,
    dead_ends,
    publications,
)


def audit(scenario: Scenario, *, binding_lags: bool = True) -> Iterator[Finding]:
    """Find everything that does not fit together.

    What rests on references, days and places is asked only once those are right.

    Parameters
    ----------
    binding_lags
        Whether the lags between campaigns must be kept; where they are a wish, an impossible one is no
        fault.

    Yields
    ------
    Finding
        Table by table, rows in order.
    """
    sound = True
    for check in (references, *_OF_ROWS):
        for finding in check(scenario):
            sound = sound and not finding.fatal
            yield finding
    if sound:
        for check in _OF_ALL:
            yield from check(scenario)
        yield from lags(scenario, binding_lags)
