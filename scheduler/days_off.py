"""Public and school holidays, each day with its name, as the ``holidays`` library knows them."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

import holidays

#: The school zones of mainland France.
ZONES = ("A", "B", "C")
#: The days whose school holidays are decreed: none are known before, and what comes after is reckoned.
SCHOOL_DAYS = (date(2017, 9, 1), date(2028, 8, 31))
#: The codes of the country that has them.
SCHOOL_COUNTRIES = ("FR", "FRA")


@cache
def public_holidays(
    country: str | None, subdivision: str | None, year: int, language: str = "en"
) -> Mapping[date, str]:
    """Give the public holidays of a country (and subdivision) in one year; none without a country.

    Names are in the language, or in the country's own where the library does not know them.

    Raises
    ------
    NotImplementedError
        If the country, or its subdivision, is not known.
    """
    if country is None:
        return {}
    if not re.fullmatch("[A-Z]{2,3}", country):
        # The library takes the names of its classes as well, such as `France`; nothing else here knows them.
        raise NotImplementedError(country)
    return _named(country, subdivision, "public", year, language)


@cache
def subdivisions(country: str) -> tuple[str, ...]:
    """Give the codes of the parts of a country whose public holidays are known by themselves."""
    codes = holidays.country_holidays(country).subdivisions
    return tuple(code for code in codes if " " not in code)


@cache
def school_holidays(zone: str, year: int, language: str = "en") -> Mapping[date, str]:
    """Give the school holidays of a French zone (A, B or C) in one year."""
    return _named(SCHOOL_COUNTRIES[0], f"Zone {zone}", "school", year, language)


def _named(
    country: str, subdivision: str | None, category: str, year: int, language: str
) -> Mapping[date, str]:
    days = holidays.country_holidays(country, subdiv=subdivision, years=year, categories=(category,))
    spoken = next(
        (code for code in days.supported_languages if code.partition("_")[0] == language),
        days.default_language,
    )
    if spoken is not None:
        # Left to itself, the library takes the language of the machine that it runs on.
        days = holidays.country_holidays(
            country, subdiv=subdivision, years=year, categories=(category,), language=spoken
        )
    return dict(sorted(days.items()))
