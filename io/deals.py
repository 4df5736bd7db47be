"""What rules that count back from a deal's close need of the tables, and which deals have slipped."""

from collections.abc import Mapping

from ..constraints.charter.case import Case
from ..constraints.sales_cycle import SalesCycle
from .faults import Log
from .tables import Table


def check_deals(case: Case, tables: Mapping[str, Table], log: Log) -> None:
    """Log the BUs whose sales cycle a rule needs and nobody tells, and note the deals that are overdue."""
    if "opportunities" not in tables:
        return
    for row in case.deals.stale:
        place = tables["opportunities"].place(row.line, "expected_close")
        slip = case.charter.slip_days
        log.note(
            place,
            f"opportunity '{row.opportunity_id}' is open, and should have closed before as_of "
            f"{case.scenario.as_of}; it counts as closing {slip} days after as_of",
        )
    _check_cycles(case, tables, log)


def _check_cycles(case: Case, tables: Mapping[str, Table], log: Log) -> None:
    told = set()
    charter = case.charter
    for rule in (*charter.rules, *(rule for profile in charter.profiles.values() for rule in profile.rules)):
        if not isinstance(rule, SalesCycle):
            continue
        for name, campaign in case.scenario.campaign_of.items():
            unit = case.scenario.unit_of[campaign.bu_id]
            if unit.sales_cycle_months is not None or unit.bu_id in told or not rule.times(campaign):
                continue
            for row in case.scenario.audience_of[name]:
                dated = (unit.bu_id, row.account_id) in case.deals.next_close
                if dated and case.covers(rule, campaign, row.account_id):
                    told.add(unit.bu_id)
                    log.fault(
                        tables["business_units"].place(unit.line, "sales_cycle_months"),
                        f"'{unit.bu_id}' has no sales cycle, and rule '{rule.id}' counts it back from the "
                        f"close of its opportunity with '{row.account_id}'",
                        "fill in sales_cycle_months",
                    )
                    break
