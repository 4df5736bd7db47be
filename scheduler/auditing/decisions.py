"""Decisions of the committee that miss a part, contradict one another, or cannot be followed."""

from collections.abc import Iterator
from itertools import combinations

from ..choices import Action, DecisionStatus, LaunchBy
from ..scenario import Scenario
from ..starts import concerns
from ..tables import Decision
from .audiences import must_run
from .finding import Finding
from .launches import barred, first_start

#: The columns that each action needs; of those in one group, one is enough.
NEEDED: dict[Action, tuple[tuple[str, ...], ...]] = {
    Action.PIN: (("campaign_id",),),
    Action.BAN: (("campaign_id",),),
    Action.KEEP: (("campaign_id",),),
    Action.DROP: (("campaign_id",),),
    Action.UNSCHEDULE: (("campaign_id",),),
    Action.WAIVE: (("rule_id",), ("campaign_id", "account_id")),
    Action.LEAD: (("bu_id",), ("account_id",)),
}
#: The actions on an account of a campaign, or on a wave of it.
_PLACED = (Action.PIN, Action.BAN, Action.KEEP, Action.DROP)


def parts(scenario: Scenario) -> Iterator[Finding]:
    """Find decisions that do not say what they are about."""
    for row in scenario.decisions:
        if row.status is DecisionStatus.REVOKED:
            continue
        for group in NEEDED[row.action]:
            if all(getattr(row, field) is None for field in group):
                what = " or ".join(group)
                yield Finding("decisions", row, group[0], f"{row.action} needs {what}", "fill it in")
        if row.status is DecisionStatus.DECIDED and row not in scenario.settled:
            wrong = f"decision '{row.decision_id}' expired on {row.expires_on}"
            right = f"it does not count on {scenario.as_of}"
            yield Finding("decisions", row, "expires_on", wrong, right, fatal=False)


def targets(scenario: Scenario) -> Iterator[Finding]:
    """Find decisions on waves and accounts that their campaign does not have."""
    for row in scenario.settled:
        campaign = scenario.campaign_of.get(row.campaign_id or "")
        if row.action not in _PLACED or campaign is None:
            continue
        audience = scenario.audience_of[campaign.campaign_id]
        accounts = {part.account_id for part in audience}
        if row.account_id is not None and row.account_id not in accounts:
            wrong = f"'{campaign.campaign_id}' does not ask for '{row.account_id}'"
            fatal = row.action in (Action.PIN, Action.KEEP)
            right = "add it to audiences, or revoke the decision" if fatal else "the decision changes nothing"
            yield Finding("decisions", row, "account_id", wrong, right, fatal=fatal)
        waves = {part.wave for part in audience}
        if campaign.launch is LaunchBy.PER_WAVE and row.wave is not None and row.wave not in waves:
            wrong = f"'{campaign.campaign_id}' has no wave {row.wave}"
            right = "use " + ", ".join(map(str, sorted(waves)))
            yield Finding("decisions", row, "wave", wrong, right)


def contradictions(scenario: Scenario) -> Iterator[Finding]:
    """Find decisions that cannot both be followed."""
    drops = scenario.decided(Action.DROP)
    for keep in scenario.decided(Action.KEEP):
        for drop in drops:
            if keep.campaign_id == drop.campaign_id and _meet(keep.account_id, drop.account_id):
                yield _clash(drop, "account_id", f"drops what decision '{keep.decision_id}' keeps")
    for off in scenario.decided(Action.UNSCHEDULE):
        for pin in scenario.decided(Action.PIN):
            if pin.campaign_id == off.campaign_id:
                yield _clash(off, "campaign_id", f"unschedules what decision '{pin.decision_id}' pins")
        campaign = scenario.campaign_of.get(off.campaign_id or "")
        if campaign is not None and must_run(campaign):
            wrong = f"'{campaign.campaign_id}' must be scheduled, and this decision unschedules it"
            right = "make its commitment optional, or its status cancelled"
            yield Finding("decisions", off, "campaign_id", wrong, right)
    for one, other in combinations(scenario.decided(Action.LEAD), 2):
        if one.account_id == other.account_id and one.bu_id != other.bu_id and _overlap(one, other):
            yield _clash(
                other,
                "bu_id",
                f"lets {other.bu_id} lead '{other.account_id}' while decision '{one.decision_id}' "
                f"lets {one.bu_id} lead it",
            )


def _clash(row: Decision, field: str, wrong: str) -> Finding:
    return Finding("decisions", row, field, f"decision '{row.decision_id}' {wrong}", "revoke one of the two")


def _meet(one: str | None, other: str | None) -> bool:
    """Whether two accounts, None standing for all, have one in common."""
    return one is None or other is None or one == other


def _overlap(one: Decision, other: Decision) -> bool:
    """Whether the spans of two decisions have a day in common."""
    return not (
        (one.until and other.from_ and one.until < other.from_)
        or (other.until and one.from_ and other.until < one.from_)
    )


def dead_ends(scenario: Scenario) -> Iterator[Finding]:
    """Find pins and bans that leave no day to a launch that must be scheduled."""
    asking = (*scenario.decided(Action.PIN), *scenario.decided(Action.BAN))
    named = {row.campaign_id for row in asking}
    for name, campaign in scenario.campaign_of.items():
        if name not in named:
            continue
        seen = set()
        for launch in scenario.launches_of[name]:
            rows = [row for row in asking if concerns(row, launch)]
            pins = [row for row in rows if row.action is Action.PIN]
            # Launches of a campaign differ by their wish, if it binds, and by the decisions about them.
            alike = (campaign.immovable and launch.wish, tuple(row.decision_id for row in rows))
            if not rows or alike in seen:
                continue
            seen.add(alike)
            if first_start(scenario, launch) is None or not barred(scenario, launch):
                continue
            fatal = bool(pins) or must_run(campaign)
            row = (pins or rows)[-1]
            which = f"'{name}'" + (f", launch {launch.id.key}," if launch.id.key else "")
            others = ", ".join(f"'{other.decision_id}'" for other in rows if other is not row)
            wrong = f"decision '{row.decision_id}' leaves {which} no day on which it may start"
            wrong += f" (with {others})" if others else ""
            right = "widen from and until, or revoke it" if fatal else "it will stay unscheduled"
            yield Finding("decisions", row, "from_", wrong, right, fatal=fatal)
            break
