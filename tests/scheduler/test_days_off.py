"""Public and school holidays."""

import os
import subprocess
import sys
from datetime import date

import pytest

from counterpoint.scheduler.days_off import SCHOOL_DAYS, ZONES, public_holidays, school_holidays

EASTER_MONDAY = date(2027, 3, 29)


def test_public_holidays() -> None:
    assert EASTER_MONDAY in public_holidays("FR", None, 2027)
    assert EASTER_MONDAY not in public_holidays("FR", None, 2028)
    assert not public_holidays(None, None, 2027)
    assert EASTER_MONDAY in public_holidays("FRA", None, 2027)


@pytest.mark.parametrize("country", ["ZZ", "France", "fr", "FRANCE"])
def test_a_country_is_named_by_its_code_alone(country: str) -> None:
    with pytest.raises(NotImplementedError):
        public_holidays(country, None, 2027)


def test_a_subdivision_has_holidays_of_its_own() -> None:
    good_friday = date(2027, 3, 26)
    assert good_friday in public_holidays("FR", "57", 2027)
    assert good_friday not in public_holidays("FR", None, 2027)


@pytest.mark.parametrize(
    ("country", "language", "name"),
    [
        ("FR", "en", "Easter Monday"),
        ("FR", "fr", "Lundi de Pâques"),
        ("DE", "en", "Easter Monday"),
        ("DE", "fr", "Ostermontag"),  # French is not known there: the country's own name
    ],
)
def test_holidays_are_named_in_the_language(country: str, language: str, name: str) -> None:
    assert public_holidays(country, None, 2027, language)[EASTER_MONDAY] == name


def test_the_machines_language_changes_no_name() -> None:
    code = (
        "from counterpoint.scheduler.days_off import public_holidays as p; print(p('DE', None, 2027, 'fr'))"
    )
    said = {
        subprocess.check_output([sys.executable, "-c", code], env={**os.environ, "LANGUAGE": tongue})
        for tongue in ("uk", "en_US", "")
    }
    assert len(said) == 1


@pytest.mark.parametrize(
    ("zone", "first", "last"),
    # The decree for 2026-2027: holidays begin after class on the day before.
    [("A", "2027-02-13", "2027-02-28"), ("B", "2027-02-20", "2027-03-07"), ("C", "2027-02-06", "2027-02-21")],
)
def test_each_zone_has_its_own_winter_break(zone: str, first: str, last: str) -> None:
    days = [day for day, name in school_holidays(zone, 2027).items() if name == "Winter Break"]
    assert (days[0], days[-1]) == (date.fromisoformat(first), date.fromisoformat(last))
    assert len(days) == 16


def test_no_school_holidays_are_known_before_the_first_decree() -> None:
    for zone in ZONES:
        assert not school_holidays(zone, SCHOOL_DAYS[0].year - 1)
        assert min(school_holidays(zone, SCHOOL_DAYS[0].year)) > SCHOOL_DAYS[0]
        assert SCHOOL_DAYS[1] in school_holidays(zone, SCHOOL_DAYS[1].year)
