"""Parameters set from the command line: what is refused is told with what would be right."""

import pytest

from counterpoint.io.faults import InputFaults
from counterpoint.io.overrides import override
from tests.cases import make_case


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("accounts=x", "'x' is no accounts for rule apart; write it as [x]"),
        ("min_gap_days=many", "'many' is no min_gap_days for rule apart; a whole number is expected"),
    ],
)
def test_a_value_that_is_refused(value: str, told: str) -> None:
    charter = make_case({"id": "apart", "kind": "spacing", "min_gap_days": 3}).charter
    with pytest.raises(InputFaults) as caught:
        override(charter, [f"rules.apart.{value}"])
    assert str(caught.value) == f"--set rules.apart.{value}: {told}"


def test_what_was_read_with_the_scenario_is_not_for_setting() -> None:
    charter = make_case({"id": "stay", "kind": "stability", "max_changes": 1}).charter
    changed = override(charter, ["rules.stay.max_changes=3"]).rules[0]
    assert getattr(changed, "max_changes", None) == 3
    with pytest.raises(InputFaults, match="a published run is read with the charter"):
        override(charter, ["rules.stay.published=runs/other"])
