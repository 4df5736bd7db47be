"""What the input itself demands: starts, presence, counts of accounts, waves, decisions.

These are no rules of the charter and always hard. Like a rule they are lowered (in `demands`), and
checked from dates alone: here. The names in ``DEMANDS`` stand where a rule's id would.
"""

from collections.abc import Iterator
from decimal import Decimal

from ...scheduler.choices import Action, Commitment, LaunchBy
from ...scheduler.scenario import Launch
from ...scheduler.schedule import Schedule
from ...scheduler.starts import objections, settled_objections
from ...scheduler.tables import Audience
from .case import Case
from .finding import Finding, counted, listed, written

#: The input's demands: what each says, in English and French.
DEMANDS = {
    "input:start": (
        "{campaigns} may not start on {day}: {why}",
        "{campaigns} ne peut pas commencer le {day} : {why}",
    ),
    "input:presence": (
        "{campaigns} must be scheduled and is not",
        "{campaigns} doit être planifiée et ne l'est pas",
    ),
    "input:required": ("{campaigns} must keep {account}", "{campaigns} doit garder {account}"),
    "input:dropped": ("{campaigns} may not keep {account}", "{campaigns} ne peut pas garder {account}"),
    "input:accounts": (
        "{campaigns} keeps {kept}, its limit is {limit}",
        "{campaigns} garde {kept}, sa limite est {limit}",
    ),
    "input:launch": (
        "{campaigns} is scheduled without any account, or keeps accounts without being scheduled",
        "{campaigns} est planifiée sans aucun compte, ou garde des comptes sans être planifiée",
    ),
    "input:waves": (
        "the waves of {campaigns} are out of order",
        "les vagues de {campaigns} sont dans le désordre",
    ),
}

#: How each objection to a start reads, in English and French.
OBJECTIONS = {
    "status": ("it is running", "elle est en cours"),
    "commitment": ("its date is fixed", "sa date est fixe"),
    "horizon": ("outside the horizon", "hors de l'horizon"),
    "earliest": ("before its earliest start", "avant sa date au plus tôt"),
    "latest": ("after its latest start", "après sa date au plus tard"),
    "working_day": ("not a working day", "jour non ouvré"),
    "start_days": ("not one of its start days", "pas un de ses jours de départ"),
    "as_of": ("in the past", "dans le passé"),
    "unscheduled": ("a decision unschedules it", "une décision l'écarte du calendrier"),
}


def explain(case: Case, finding: Finding) -> str:
    """Say a finding about a demand of the input."""
    language = case.scenario.language
    names = [case.scenario.campaign_of[name].name for name in finding.campaigns]
    account = case.scenario.account_of.get(finding.account_id or "")
    return DEMANDS[finding.rule_id][("en", "fr").index(language)].format(
        campaigns=listed(names, language),
        account=account.name if account else "",
        day=written(finding.first, language),
        kept=counted(finding.amount, ("account", "accounts"), ("compte", "comptes"), language),
        limit=finding.limit,
        why=listed(_objections(finding, language), language),
    )


def _objections(finding: Finding, language: str) -> Iterator[str]:
    """Say what stands against a start: codes are said, ids of decisions stand for themselves."""
    for code in finding.subject.split(" "):
        yield OBJECTIONS.get(code, (code, code))[("en", "fr").index(language)]


def check(case: Case, schedule: Schedule) -> Iterator[Finding]:
    """Find where a schedule breaks a demand of the input, from its dates alone."""
    for name in case.scenario.launches_of:
        yield from check_campaign(case, schedule, name)


def check_campaign(case: Case, schedule: Schedule, campaign_id: str) -> Iterator[Finding]:
    """Find where a schedule breaks what the input demands of one campaign."""
    launches = case.scenario.launches_of[campaign_id]
    for launch in launches:
        yield from _check_launch(case, schedule, launch)
    if launches:
        yield from _check_accounts(case, schedule, launches)


def _check_launch(case: Case, schedule: Schedule, launch: Launch) -> Iterator[Finding]:
    name = launch.id.campaign_id
    start = schedule.start_of(launch)
    kept = [row for row in launch.audience if (row.campaign_id, row.account_id) in schedule.kept]
    if (start is None) == bool(kept):
        yield Finding("input:launch", Decimal(1), campaigns=(name,), first=start)
    if start is None:
        if launch.id in case.obliged:
            yield Finding("input:presence", Decimal(1), campaigns=(name,), first=launch.wish)
        return
    barred = [*objections(case.scenario, launch, start)]
    barred += [row.decision_id for row in settled_objections(case.scenario, launch, start)]
    barred += ["unscheduled"] if name in case.unscheduled else []
    if barred:
        yield Finding("input:start", Decimal(1), campaigns=(name,), first=start, subject=" ".join(barred))
    for row in launch.audience:
        yield from _check_placement(case, launch, row, row in kept)


def _check_placement(case: Case, launch: Launch, row: Audience, kept: bool) -> Iterator[Finding]:
    asked_for = row.required or case.settled(Action.KEEP, launch, row)
    refused = case.settled(Action.DROP, launch, row) or case.on_request(row.account_id)
    if kept and refused:
        yield Finding("input:dropped", Decimal(1), row.account_id, (row.campaign_id,))
    if not kept and asked_for and not refused:
        yield Finding("input:required", Decimal(1), row.account_id, (row.campaign_id,))


def _check_accounts(case: Case, schedule: Schedule, launches: tuple[Launch, ...]) -> Iterator[Finding]:
    campaign = launches[0].campaign
    rows = [row for launch in launches for row in launch.audience]
    kept = sum((row.campaign_id, row.account_id) in schedule.kept for row in rows)
    least = campaign.min_accounts.of(len(rows))
    greatest = campaign.max_accounts.of(len(rows)) if campaign.max_accounts else kept
    obliged = (
        campaign.commitment is Commitment.MANDATORY
        and campaign.launch is LaunchBy.PER_ACCOUNT
        and campaign.campaign_id not in case.unscheduled
        and not all(case.on_request(row.account_id) for row in rows)
    )
    for limit, off in ((max(least, 1), least - kept), (greatest, kept - greatest)):
        if off > 0 and (kept or obliged):
            yield Finding(
                "input:accounts",
                Decimal(off),
                campaigns=(campaign.campaign_id,),
                limit=Decimal(limit),
                amount=Decimal(kept),
            )
    waves = [(row.wave, schedule.start_of(row)) for row in launches if row.wave is not None]
    starts = [start for _, start in sorted(waves, key=lambda pair: pair[0]) if start is not None]
    if starts != sorted(starts):
        yield Finding("input:waves", Decimal(1), campaigns=(campaign.campaign_id,), first=starts[0])
