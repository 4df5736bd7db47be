"""The lint's remarks in print: a line each for people, an object each for programs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ..scenarios.lint.codes import Severity
from ..scenarios.lint.remark import Remark


def lint_summary(remarks: Sequence[Remark]) -> Iterator[str]:
    """Say how many remarks there are, and each of them, warnings first."""
    number = Counter(row.severity for row in remarks)
    kinds = [f"{number[kind]} {kind}{'s' if number[kind] > 1 else ''}" for kind in Severity if number[kind]]
    yield f"policy lint: {' and '.join(kinds) or 'nothing to remark'}"
    for kind in Severity:
        yield from (f"  {kind} {row.code}: {row.text}" for row in remarks if row.severity is kind)


def lint_facts(remarks: Sequence[Remark]) -> list[dict[str, Any]]:
    """Give the same for programs."""
    return [
        {
            "code": row.code,
            "severity": row.severity,
            "rules": list(row.rules),
            "campaigns": list(row.campaigns),
            "accounts": list(row.accounts),
            "text": row.text,
        }
        for row in remarks
    ]
