"""What giving up some demands comes to, in sentences: what the calendar does instead."""

from collections.abc import Iterator
from decimal import Decimal

from ..constraints.charter.case import Case
from ..constraints.charter.checker import explain, natural
from ..constraints.charter.finding import Finding, in_days, written
from ..constraints.charter.natural import said
from ..scheduler.problem.demands import Demand
from .conflict import WayOut, accounts_for

#: What a calendar does instead of what the input demands, in English and French.
INSTEAD = {
    "presence": ("{name} is not scheduled", "{name} n'est pas planifiée"),
    "required": ("{name} does not keep {account}", "{name} ne garde pas {account}"),
    "dropped": ("{name} keeps {account}", "{name} garde {account}"),
    "earliest": ("{days} before its earliest start", "{days} avant sa date au plus tôt"),
    "latest": ("{days} after its latest start", "{days} après sa date au plus tard"),
    "commitment": ("{days} from its fixed date", "à {days} de sa date fixe"),
    "status": ("{days} from its real start", "à {days} de son vrai début"),
    "start_days": ("not on one of its start days", "hors de ses jours de départ"),
    "unscheduled": ("against the decision on it", "malgré la décision prise"),
    "decision": ("against the decision {decision}", "malgré la décision {decision}"),
    "starts": ("{name} starts on {day}", "{name} commence le {day}"),
}
#: How many findings on the input's demands are said in words, and how the others are.
WORST = 3
MORE = ("and {number} more", "et {number} autres")


def instead(case: Case, way: WayOut, demand: Demand) -> str:
    """Say what the calendar of a way out does instead of one of the demands that it gives up.

    Of a rule the worst finding is said, and what all of them come to in natural units.
    """
    rows = [row for row in way.verdict.hard if accounts_for(demand, row.finding)]
    if not demand.origin.startswith("input:"):
        worst = max(rows, key=lambda row: row.finding.measure)
        amounts = said(natural(way.verdict, rows), case.scenario.language)
        return f"{explain(case, worst.finding)} ({amounts})"
    parts = list(dict.fromkeys(_broken(case, way, row.finding) for row in rows))
    if len(parts) > WORST:
        parts[WORST:] = [_pick(case, MORE).format(number=len(parts) - WORST)]
    return ", ".join(parts)


def _broken(case: Case, way: WayOut, finding: Finding) -> str:
    """Say one finding against the calendar: of the input's demands, what it does instead."""
    code = finding.rule_id.removeprefix("input:")
    if finding.rule_id == "input:start":
        return ", ".join(_start(case, way, finding))
    if not finding.rule_id.startswith("input:") or code not in INSTEAD:
        return explain(case, finding)
    account = case.scenario.account_of.get(finding.account_id or "")
    return _pick(case, INSTEAD[code]).format(
        name=case.scenario.campaign_of[finding.campaigns[0]].name, account=account.name if account else ""
    )


def _start(case: Case, way: WayOut, finding: Finding) -> Iterator[str]:
    """Say on which day a launch starts, and how far that is from what was asked."""
    scenario, language = case.scenario, case.scenario.language
    day, name = finding.first or scenario.start, finding.campaigns[0]
    campaign = scenario.campaign_of[name]
    yield _pick(case, INSTEAD["starts"]).format(name=campaign.name, day=written(day, language))
    wishes = [row.wish for row in scenario.launches_of[name] if way.schedule.start_of(row) == day]
    bounds = {"earliest": campaign.earliest_start, "latest": campaign.latest_start}
    for code in finding.subject.split(" "):
        bound = bounds.get(code) or (wishes[0] if wishes else None) or day
        days = in_days(Decimal(abs((day - bound).days)), language)
        yield _pick(case, INSTEAD.get(code, INSTEAD["decision"])).format(days=days, decision=code)


def _pick(case: Case, texts: tuple[str, str]) -> str:
    return texts[("en", "fr").index(case.scenario.language)]
