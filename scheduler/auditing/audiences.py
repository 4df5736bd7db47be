"""Audiences against the numbers of accounts that their campaigns ask for."""

from collections.abc import Iterator

from ..choices import Action, Commitment, LaunchBy, Status
from ..scenario import Scenario
from ..starts import concerns
from ..tables import Campaign
from .finding import Finding


def counts(scenario: Scenario) -> Iterator[Finding]:
    """Find campaigns whose audience cannot give what they demand."""
    for name, campaign in scenario.campaign_of.items():
        rows = scenario.audience_of[name]
        if not rows:
            right = f"add its accounts to audiences, or make its status {Status.DRAFT}"
            yield Finding("campaigns", campaign, "campaign_id", f"campaign '{name}' has no audience", right)
            continue
        least = campaign.min_accounts.of(len(rows))
        most = len(rows) if campaign.max_accounts is None else campaign.max_accounts.of(len(rows))
        required = sum(row.required for row in rows)
        if least > len(rows):
            wrong = f"min_accounts {least} is more than the audience of {len(rows)}"
            yield Finding("campaigns", campaign, "min_accounts", wrong, f"write at most {len(rows)}")
        elif max(least, 1) > most:
            wrong = (
                f"max_accounts {campaign.max_accounts} leaves {most} of the {max(least, 1)} that must be kept"
            )
            yield Finding("campaigns", campaign, "max_accounts", wrong, f"write at least {max(least, 1)}")
        if required > most:
            wrong = f"{required} placements are required, and max_accounts keeps {most}"
            yield Finding("campaigns", campaign, "max_accounts", wrong, f"write at least {required}")
        elif campaign.launch is not LaunchBy.PER_ACCOUNT and must_run(campaign):
            launches = len(scenario.launches_of[name])
            if launches > most:
                wrong = f"max_accounts keeps {most}, and each of {launches} waves must keep one"
                yield Finding("campaigns", campaign, "max_accounts", wrong, f"write at least {launches}")


def must_run(campaign: Campaign) -> bool:
    """Whether a campaign must be scheduled, decisions aside."""
    return campaign.immovable or campaign.commitment is Commitment.MANDATORY


def drops(scenario: Scenario) -> Iterator[Finding]:
    """Find decisions that drop what is required, or more than a campaign can spare."""
    for name, campaign in scenario.campaign_of.items():
        rows = scenario.audience_of[name]
        decisions = [row for row in scenario.decided(Action.DROP) if row.campaign_id == name]
        dropped = set()
        for decision in decisions:
            for row in rows:
                if decision.account_id in (None, row.account_id):
                    dropped.add(row.account_id)
                    if row.required:
                        wrong = f"'{row.account_id}' is required by '{name}', and this decision drops it"
                        yield Finding(
                            "decisions", decision, "account_id", wrong, "revoke it, or set required to no"
                        )
        least = max(1, campaign.min_accounts.of(len(rows)))
        left = len(rows) - len(dropped)
        if decisions and rows and left < least:
            fatal = must_run(campaign) or any(
                concerns(pin, launch)
                for pin in scenario.decided(Action.PIN)
                for launch in scenario.launches_of[name]
            )
            wrong = f"the drops leave {left} accounts to '{name}', which keeps at least {least}"
            right = "revoke one, or lower min_accounts" if fatal else "it will stay unscheduled"
            yield Finding("decisions", decisions[-1], "campaign_id", wrong, right, fatal=fatal)
