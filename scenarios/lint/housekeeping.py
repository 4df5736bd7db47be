"""What has been left lying: stale deals, decisions out of bounds or out of date, loose complements."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta

from ...constraints.charter.authority import excess
from ...constraints.charter.finding import listed, written
from ...scheduler.choices import Commitment, DecisionStatus
from ...scheduler.tables import Campaign
from .policy import Policy
from .remark import Remark, remark

#: How soon before its end a decision is spoken of.
SOON = timedelta(days=14)
#: From how many campaigns on a BU that commits them all leaves nothing to weigh.
SEVERAL = 3
#: What a decider without any grant exceeds, in English and French.
NO_SAY = ("no say at all", "aucune décision")


def housekeeping(policy: Policy) -> Iterator[Remark]:
    """Find what has been left lying."""
    yield from _deals(policy)
    yield from _decisions(policy)
    yield from _complements(policy)
    yield from _bundles(policy)
    yield from _commitments(policy)


def _deals(policy: Policy) -> Iterator[Remark]:
    scenario = policy.case.scenario
    today = written(scenario.as_of, scenario.language)
    for row in policy.case.deals.stale:
        yield remark(
            policy.case,
            "stale-deal",
            accounts=[row.account_id],
            units=[row.bu_id],
            name=row.opportunity_id,
            day=today,
        )


def _decisions(policy: Policy) -> Iterator[Remark]:
    scenario, authority = policy.case.scenario, policy.case.charter.authority
    column = ("en", "fr").index(scenario.language)
    for row in scenario.decisions:
        if row.status is not DecisionStatus.DECIDED:
            continue
        day, name = written(row.expires_on, scenario.language), row.decision_id
        if row.expires_on and row.expires_on < scenario.as_of:
            yield remark(policy.case, "decision-expired", name=name, day=day)
            continue
        if row.expires_on and row.expires_on <= scenario.as_of + SOON:
            yield remark(policy.case, "decision-expires", name=name, day=day)
        beyond = [NO_SAY[column] if what == "who" else what for what in excess(authority, scenario, row)]
        if beyond:
            what = listed(beyond, scenario.language)
            yield remark(policy.case, "past-authority", name=name, who=row.decided_by, what=what)


def _complements(policy: Policy) -> Iterator[Remark]:
    """Find campaigns of several BUs with an offer, or a tag, in common at an account, and no bundle."""
    for what, campaigns in sorted(_families(policy).items()):
        meeting: dict[str, set[str]] = defaultdict(set)
        for campaign in campaigns:
            for row in policy.case.scenario.audience_of[campaign.campaign_id]:
                meeting[row.account_id].add(campaign.campaign_id)
        of = policy.case.scenario.campaign_of
        loose = {
            account_id: names
            for account_id, names in meeting.items()
            if len({of[name].bu_id for name in names}) > 1
            and len({of[name].bundle or name for name in names}) > 1
        }
        if loose:
            names = set().union(*loose.values())
            yield remark(policy.case, "unbundled", campaigns=names, accounts=loose, name=what)


def _families(policy: Policy) -> Mapping[str, list[Campaign]]:
    """Give the campaigns of each offer and each tag."""
    found: dict[str, list[Campaign]] = defaultdict(list)
    for campaign in policy.case.scenario.campaign_of.values():
        for name in sorted({*campaign.tags, *([campaign.offer] if campaign.offer else [])}):
            found[name].append(campaign)
    return found


def _bundles(policy: Policy) -> Iterator[Remark]:
    """Find bundles of one campaign, and those whose campaigns share no account."""
    members: dict[str, list[str]] = defaultdict(list)
    for name, campaign in policy.case.scenario.campaign_of.items():
        if campaign.bundle:
            members[campaign.bundle].append(name)
    for bundle, names in sorted(members.items()):
        audiences = [{row.account_id for row in policy.case.scenario.audience_of[name]} for name in names]
        seen: set[str] = set()
        shared = set()
        for accounts in audiences:
            shared |= accounts & seen
            seen |= accounts
        if len(names) == 1:
            yield remark(policy.case, "bundle-of-one", campaigns=names, name=bundle)
        elif not shared:
            yield remark(policy.case, "bundle-alone", campaigns=names, name=bundle)


def _commitments(policy: Policy) -> Iterator[Remark]:
    """Find BUs that have made everything mandatory; a corporate one may."""
    for unit in policy.case.scenario.business_units:
        own = [row for row in policy.case.scenario.campaign_of.values() if row.bu_id == unit.bu_id]
        committed = [row.campaign_id for row in own if row.commitment is not Commitment.OPTIONAL]
        if len(own) >= SEVERAL and len(committed) == len(own) and not unit.corporate:
            yield remark(
                policy.case, "all-mandatory", campaigns=committed, units=[unit.bu_id], number=len(own)
            )
