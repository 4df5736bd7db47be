"""A charter for a part of a scenario: its rules without the names that are not there."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ..constraints.charter.authority import Grant
from ..constraints.charter.model import Charter
from ..constraints.charter.names import NAMES, known_names
from ..constraints.charter.rule import Rule
from ..scheduler.scenario import Scenario
from ..scheduler.spelling import Spelling

#: What is left of a value of which nothing is.
_GONE = object()


def cut_charter(charter: Charter, part: Scenario) -> Charter:
    """Take the names that a scenario does not hold out of a charter's rules, and of its profiles' own.

    A rule goes that chooses by such names alone, as it would choose nothing, or that cannot do without
    one of them; so does an exception. What a rule leaves out (``not_``) it need not leave out any more.
    """
    known = known_names(part)
    profiles = {
        name: profile.model_copy(update={"rules": _rules(profile.rules, known)})
        for name, profile in charter.profiles.items()
    }
    rules = _rules(charter.rules, known)
    left = {rule.id for rule in rules}
    authority = {
        name: grant if grant.rules is None else _without(grant, left)
        for name, grant in charter.authority.items()
    }
    return charter.model_copy(update={"rules": rules, "profiles": profiles, "authority": authority})


def _without(grant: Grant, left: Collection[str]) -> Grant:
    """Take the rules that are gone out of those that somebody may waive."""
    return grant.model_copy(update={"rules": tuple(name for name in grant.rules or () if name in left)})


def _rules(rules: Iterable[Rule], known: Mapping[str, Spelling]) -> tuple[Rule, ...]:
    """Cut some rules, and leave out those that are gone."""
    cut = (_rule(rule, known) for rule in rules)
    return tuple(rule for rule in cut if rule is not None)


def _rule(rule: Rule, known: Mapping[str, Spelling]) -> Rule | None:
    """Cut one rule; None if nothing is left that it could be about."""
    before = rule.model_dump(by_alias=True, exclude_unset=True)
    after = _cut(before, "", known)
    if after is _GONE:
        return None
    return rule if after == before else type(rule).model_validate(after)


def _cut(value: Any, key: str, known: Mapping[str, Spelling]) -> Any:
    """Take unknown names out of a value under a key."""
    if isinstance(value, dict):
        return _cut_mapping(value, known)
    if isinstance(value, list | tuple):
        left = [inner for inner in (_cut(part, key, known) for part in value) if inner is not _GONE]
        return _GONE if value and not left else type(value)(left)
    word = key.removeprefix("not_")
    if isinstance(value, str) and word in NAMES and value not in known[NAMES[word]]:
        return _GONE
    return value


def _cut_mapping(value: Mapping[Any, Any], known: Mapping[str, Spelling]) -> Any:
    """Take unknown names out of a mapping: a key that chose by them alone takes all of it along."""
    left = {}
    for key, inner in value.items():
        name = str(key)  # the windows of a sales cycle are by stage, a number
        found = _cut(inner, name, known)
        if found is not _GONE:
            left[key] = found
        elif not name.startswith("not_") and name != "exceptions":
            return _GONE
    return left
