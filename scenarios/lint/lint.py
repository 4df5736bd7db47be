"""The policy lint: what a charter, over what its scenario asks for, says in vain or against itself."""

from ...constraints.charter.case import Case
from .clashes import clashes
from .dayless import dayless
from .gaps import gaps
from .housekeeping import housekeeping
from .idle import idle
from .implied import implied
from .misfits import misfits
from .policy import Policy
from .remark import Remark
from .weak_caps import weak_caps

#: What is looked for, in the order in which it is told.
CHECKS = (idle, implied, clashes, gaps, dayless, weak_caps, misfits, housekeeping)


def lint(case: Case) -> list[Remark]:
    """Find what in a policy cannot be meant so, without solving anything.

    Parameters
    ----------
    case
        A scenario and its charter; whether a calendar keeps its rules is not asked.
    """
    policy = Policy(case)
    return [row for check in CHECKS for row in check(policy)]
