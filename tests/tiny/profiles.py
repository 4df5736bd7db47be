"""Tiny cases under profiles: every part at a percent of its own, and rules of the profile's own."""

from typing import Any

from tests.cases import make_case
from tests.tiny.tiny import Tiny, rule

TABLES = {
    "campaigns": """
        campaign_id, bu_id, name, stage, value, requested_start, move_cost
        p, a, P, 1, 5.01, 2027-03-02, 0.77
        q, b, Q, 2, 4.5, 2027-03-04,
        r, a, R, 3, 3, , """,
    "touches": """
        campaign_id, step, offset_days, pressure
        p, 1, 0, 1.11
        p, 2, 1,
        q, 1, 0, 0.37""",
    "audiences": """
        campaign_id, account_id
        p, x
        p, y
        q, x
        r, x
        r, y""",
}


def odd_percents() -> Tiny:
    """Try percents that are no round ones, with a rule of the profile's own of each sort of price."""
    own = [
        rule("frequency_cap", "own cap", max="0.9", window_days=2, level="soft", weight="0.13"),
        rule("crescendo", "own rise", reward="0.29", level="soft", weight="0.31", along="account"),
    ]
    case = _case({"value": 131, "moves": 37, "penalties": 83, "rewards": 209, "rules": own})
    return Tiny(case)


def parts_at_nothing() -> Tiny:
    """Try a profile that leaves value and rewards out."""
    return Tiny(_case({"value": 0, "rewards": 0}))


def _case(profile: dict[str, Any]) -> Any:
    return make_case(
        rule("frequency_cap", "cap", max="1.2", window_days=3, level="soft", weight="0.19"),
        rule("spacing", "room", between="any", penalty_by_gap=[1]),
        rule("crescendo", "rise", reward="0.53", level="soft", weight="1.07", along="account"),
        charter={"profiles": {"tried": profile}},
        settings={"profile": "tried"},
        end="2027-03-04",
        **TABLES,
    )
