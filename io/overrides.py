"""What a command line changes of a scenario: ``--set rules.ID.param=VALUE``, ``--profile NAME``."""

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from ..constraints.charter.model import Charter
from ..constraints.charter.profiles import SHIPPED
from ..constraints.charter.rule import Rule
from ..scheduler.scenario import Scenario
from ..scheduler.spelling import Spelling
from .faults import Fault, InputFaults, Place
from .models import EXPECTED, plain

#: Keys that name files, and why they are not for setting.
READ = {
    "calendars": "calendars are read with the charter; name them there",
    "published": "a published run is read with the charter; name it there",
}


def override(charter: Charter, settings: Iterable[str]) -> Charter:
    """Give the charter with some rules' parameters changed.

    Parameters
    ----------
    settings
        ``rules.ID.param=VALUE`` each, the value being written as in YAML.

    Raises
    ------
    InputFaults
        With every setting that names no rule or parameter, or gives it a wrong value.
    """
    rules = {rule.id: rule for rule in charter.rules}
    faults: list[Fault] = []
    for setting in settings:
        try:
            rule = _override(rules, setting)
        except ValueError as error:
            faults.append(Fault(Place(f"--set {setting}", 0), str(error)))
        else:
            rules[rule.id] = rule
    if faults:
        raise InputFaults(tuple(faults))
    return charter.model_copy(update={"rules": tuple(rules.values())})


def under_profile(scenario: Scenario, charter: Charter, name: str | None) -> Scenario:
    """Give the scenario under another profile; as it is if none is named.

    Raises
    ------
    InputFaults
        If there is no such profile.
    """
    known = Spelling({*SHIPPED, *charter.profiles})
    if name is None:
        return scenario
    if name not in known:
        place = Place(f"--profile {name}", 0)
        raise InputFaults((Fault(place, f"unknown profile '{name}'; {known.advice(name)}"),))
    return replace(scenario, profile=name)


def _override(rules: dict[str, Rule], setting: str) -> Rule:
    path, equals, text = setting.partition("=")
    parts = path.split(".")
    if not equals or len(parts) < 3 or parts[0] != "rules":
        raise ValueError("this sets nothing; write rules.ID.param=VALUE")
    rule_id, name = ".".join(parts[1:-1]), parts[-1]
    if rule_id not in rules:
        raise ValueError(f"no rule is called {rule_id!r}; {_nearest(rule_id, rules)}")
    rule = rules[rule_id]
    known = {field.alias or key: key for key, field in type(rule).model_fields.items()}
    if name in READ and name in known:
        raise ValueError(READ[name])
    if name not in known or name in ("id", "kind"):
        raise ValueError(f"a rule of kind {rule.kind} has no {name!r} to set; {_nearest(name, known)}")
    try:
        value = YAML(typ="safe", pure=True).load(text)
        own = {key: getattr(rule, key) for key in rule.model_fields_set}
        return type(rule).model_validate({**own, known[name]: value})
    except (ValidationError, YAMLError) as error:
        right = _advice(error, text) if isinstance(error, ValidationError) else "write it as in YAML"
        raise ValueError(f"{text!r} is no {name} for rule {rule_id}; {right}") from None


def _advice(error: ValidationError, text: str) -> str:
    """Say what would be right instead of a value that a rule refused."""
    detail = error.errors()[0]
    if detail["type"] in ("tuple_type", "list_type", "set_type", "frozen_set_type"):
        return f"write it as [{text}]"
    if detail["type"] == "value_error":
        return str(detail["ctx"]["error"])
    return EXPECTED.get(detail["type"], plain(detail["msg"]))


def _nearest(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), 1)
    return f"did you mean {near[0]!r}?" if near else "known are: " + ", ".join(sorted(known))
