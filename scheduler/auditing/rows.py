"""What one row, or a row and its neighbours, says that cannot be."""

from collections.abc import Iterator

from ..choices import DealStatus
from ..days_off import public_holidays, subdivisions
from ..scenario import Scenario
from ..tables import Account, BusinessUnit
from .finding import Finding

LANGUAGES = ("en", "fr")
#: The days that a row gives in an order: table, earlier field, later field.
ORDERED = (
    ("campaigns", "earliest_start", "latest_start"),
    ("opportunities", "opened_on", "expected_close"),
    ("budgets", "period_start", "period_end"),
    ("blackouts", "from_", "until"),
    ("decisions", "from_", "until"),
    ("dependencies", "min_lag_days", "max_lag_days"),
)


def orders(scenario: Scenario) -> Iterator[Finding]:
    """Find days, and lags, that stand the wrong way round."""
    for table, low, high in ORDERED:
        for row in getattr(scenario, table):
            first, last = getattr(row, low), getattr(row, high)
            if first is not None and last is not None and first > last:
                yield Finding(
                    table,
                    row,
                    high,
                    f"{high} {last} is before {low.rstrip('_')} {first}",
                    "exchange them, or correct one",
                )


def parents(scenario: Scenario) -> Iterator[Finding]:
    """Find accounts that are their own parent, directly or by others."""
    done: set[str] = set()
    for row in scenario.accounts:
        path: list[str] = []
        name: str | None = row.account_id
        while name and name in scenario.account_of and name not in done and name not in path:
            path.append(name)
            name = scenario.account_of[name].parent_id
        if name and name in path:
            loop = path[path.index(name) :]
            yield Finding(
                "accounts",
                scenario.account_of[loop[0]],
                "parent_id",
                f"the parents go round: {' → '.join([*loop, loop[0]])}",
                "clear the parent_id of the topmost one",
            )
        done.update(path)


def places(scenario: Scenario) -> Iterator[Finding]:
    """Find countries and subdivisions whose public holidays nobody knows, and languages not spoken."""
    rows: tuple[tuple[str, tuple[BusinessUnit | Account, ...]], ...] = (
        ("business_units", scenario.business_units),
        ("accounts", scenario.accounts),
    )
    for table, part in rows:
        for row in part:
            country = row.country or scenario.country
            if not _is_known(country, None):
                if row.country:
                    wrong = f"no public holidays are known for country '{country}'"
                    right = "use its ISO 3166 code, such as FR or DE"
                    yield Finding(table, row, "country", wrong, right)
            elif row.subdivision and not country:
                wrong = f"subdivision '{row.subdivision}' stands without a country"
                yield Finding(table, row, "subdivision", wrong, "fill in the country")
            elif not _is_known(country, row.subdivision):
                wrong = f"'{row.subdivision}' is no part of {country} known for public holidays of its own"
                known = ", ".join(subdivisions(str(country)))
                right = f"leave it empty, or use one of {known}" if known else "leave it empty"
                yield Finding(table, row, "subdivision", wrong, right)
    for unit in scenario.business_units:
        if unit.language not in (None, *LANGUAGES):
            wrong = f"language '{unit.language}' is not spoken here"
            yield Finding("business_units", unit, "language", wrong, "write en or fr")


def _is_known(country: str | None, subdivision: str | None) -> bool:
    try:
        public_holidays(country, subdivision, 2027)
    except NotImplementedError:
        return False
    return True


def sales_cycles(scenario: Scenario) -> Iterator[Finding]:
    """Find BUs without the sales cycle that one of their opportunities is dated by."""
    for row in scenario.opportunities:
        unit = scenario.unit_of[row.bu_id]
        dated = row.expected_close is not None or row.status not in (DealStatus.OPEN, DealStatus.TARGET)
        if not dated and unit.sales_cycle_months is None:
            wrong = (
                f"opportunity '{row.opportunity_id}' closes a sales cycle later, and {row.bu_id} names none"
            )
            right = "give its expected_close, or the BU's sales_cycle_months"
            yield Finding("opportunities", row, "expected_close", wrong, right)


def standings(scenario: Scenario) -> Iterator[Finding]:
    """Note engagement dated after today: it tells where an account stands already."""
    for row in scenario.engagement:
        if row.date_ > scenario.as_of:
            wrong = f"engagement on {row.date_} lies after as_of {scenario.as_of}"
            yield Finding("engagement", row, "date_", wrong, "it counts from that day on", fatal=False)
