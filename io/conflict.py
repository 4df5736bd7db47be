"""A conflict, printed for people and given to programs."""

from collections.abc import Iterator
from typing import Any

from ..constraints.charter.case import Case
from ..scenarios.conflict import Conflict, WayOut
from ..scenarios.conflict_words import instead
from ..scenarios.demand_words import DemandWords
from ..scheduler.problem.demands import Demand

#: What stands around the demands and ways out, in English and French.
FRAME = {
    "untold": (
        "what is in conflict could not be told in time",
        "ce qui est en conflit n'a pas pu être dit à temps",
    ),
    "irreducible": (
        "no calendar meets all of these; without any one of them there is one for the others:",
        "aucun calendrier ne les respecte tous ; sans l'un quelconque, il y en a un pour les autres :",
    ),
    "reducible": (
        "no calendar meets all of these, and perhaps not even some of them (time was short):",
        "aucun calendrier ne les respecte tous, ni peut-être une partie (le temps a manqué) :",
    ),
    "alone": (
        "giving up one of these is enough; the nearest calendar then:",
        "il suffit de renoncer à l'un d'eux ; le calendrier le plus proche alors :",
    ),
    "together": (
        "no single one is enough; giving up these together is; the nearest calendar then:",
        "aucun ne suffit à lui seul ; ceux-ci ensemble suffisent ; le calendrier le plus proche alors :",
    ),
    "several": (
        "giving up one of them is not enough: other demands are in conflict as well, at least "
        "{number} must be given up",
        "renoncer à l'un d'eux ne suffit pas : d'autres exigences se contredisent aussi, il faut renoncer à "
        "au moins {number}",
    ),
    "not_enough": ("not enough alone: {numbers}", "ne suffisent pas seuls : {numbers}"),
    "unknown": (
        "not told in time whether enough alone: {numbers}",
        "pas dit à temps s'ils suffisent seuls : {numbers}",
    ),
    "nothing": (
        "whether giving up one of them is enough could not be told in time",
        "le temps a manqué pour dire s'il suffit de renoncer à l'un d'eux",
    ),
    "near": ("(nearer ones may exist)", "(il peut en exister de plus proches)"),
}


def conflict_lines(case: Case, conflict: Conflict | None) -> Iterator[str]:
    """Name the demands that cannot hold together, and say what giving some up comes to."""
    if conflict is None:
        yield _framed(case, "untold")
        return
    words = DemandWords(case)
    yield _framed(case, "irreducible" if conflict.irreducible else "reducible")
    yield from (f"  {number}. {words.say(row)}" for number, row in enumerate(conflict.demands, 1))
    yield from _ways_out(case, conflict, words)


def _ways_out(case: Case, conflict: Conflict, words: DemandWords) -> Iterator[str]:
    """Say what giving up one of the demands comes to, or some of them together."""
    yield ""
    if not conflict.alone:
        yield _framed(case, "nothing")
        return
    if any(conflict.alone.values()):
        yield _framed(case, "alone")
        for number, demand in enumerate(conflict.demands, 1):
            if way := conflict.alone.get(demand):
                yield f"  {number}. {_missed(case, way, demand)}"
    elif conflict.together:
        yield _framed(case, "together")
        for demand in conflict.together.given_up:
            yield f"  - {words.say(demand)}"
            yield f"    {_missed(case, conflict.together, demand)}"
    elif conflict.at_least > 1:
        yield _framed(case, "several", number=str(conflict.at_least))
    alone = {number: conflict.alone.get(row, ...) for number, row in enumerate(conflict.demands, 1)}
    for name, answer in (("not_enough", None), ("unknown", ...)):
        numbers = ", ".join(str(number) for number, found in alone.items() if found is answer)
        if numbers and (name == "unknown" or any(conflict.alone.values())):
            yield _framed(case, name, numbers=numbers)


def _missed(case: Case, way: WayOut, demand: Demand) -> str:
    """Say what a way out does instead of a demand, and whether it is known to be the nearest."""
    said = instead(case, way, demand)
    return said if way.least else f"{said} {_framed(case, 'near')}"


def _framed(case: Case, name: str, **parts: str) -> str:
    return FRAME[name][("en", "fr").index(case.scenario.language)].format(**parts)


# -- for programs -----------------------------------------------------------------------------------


def conflict_facts(case: Case, conflict: Conflict | None) -> dict[str, Any] | None:
    """Give a conflict as ``run.json`` holds it; measures are in the rules' own units."""
    if conflict is None:
        return None
    return {
        "irreducible": conflict.irreducible,
        "demands": [
            {**demand_facts(case, demand), **_alone(case, conflict, demand)} for demand in conflict.demands
        ],
        "give_up_at_least": conflict.at_least,
        "together": None if conflict.together is None else _way(case, conflict.together),
    }


def demand_facts(case: Case, demand: Demand) -> dict[str, Any]:
    """Give a demand, what it is about and what it asks for."""
    about: dict[str, Any] = dict(demand.about)
    if "dependency" in about:
        row = case.scenario.dependencies[int(about.pop("dependency"))]
        about |= {"predecessor": row.predecessor, "successor": row.successor}
    return {"origin": demand.origin, "about": about, "demands": DemandWords(case).say(demand)}


def _alone(case: Case, conflict: Conflict, demand: Demand) -> dict[str, Any]:
    """Say whether giving up a demand alone is enough (None: not told in time), and what it comes to."""
    if demand not in conflict.alone:
        return {"enough_alone": None, "alone": None}
    way = conflict.alone[demand]
    return {"enough_alone": way is not None, "alone": None if way is None else _way(case, way)}


def _way(case: Case, way: WayOut) -> dict[str, Any]:
    decimals = {rule.id for rule in case.rules if rule.two_decimals}
    return {
        "least": way.least,
        "gives_up": [
            {
                **demand_facts(case, demand),
                "measure": way.missed[demand] / (100 if demand.origin in decimals else 1),
                "instead": instead(case, way, demand),
            }
            for demand in way.given_up
        ],
    }
