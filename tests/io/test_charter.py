"""The charter: each fault of each rule at its place."""

from collections.abc import Callable
from datetime import date

import pytest

from counterpoint.io.faults import Log
from counterpoint.io.scenario import Reading
from counterpoint.io.yaml import read_yaml

Faults = Callable[..., list[str]]

HEAD = "rules:\n  - id: r\n    kind: spacing\n    min_gap_days: 3\n"
PROFILE = "profiles:\n  bold:\n    rules:\n      - "


PAIR = """\
rules:
  - id: r
    kind: compatibility
    mode: never_together
    second: {journeys: [b1]}
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("colision_days: 7\n", "1:1: unknown key 'colision_days'; did you mean 'collision_days'?"),
        ("collision_days: -1\n", "1:17: collision_days: -1 is not right; "),
        ("arbitration: {relatonship: 2}\n", "1:15: unknown key 'relatonship'; did you mean 'relationship'?"),
        ("rules: {a: 1}\n", "1:8: rules is no list; "),
        ("rules: [spacing]\n", "1:9: rule 1 is spacing; write '- id: …, kind: …'"),
        ("rules:\n  - id: r\n", "2:5: the rule has no kind; add 'kind:' with one of "),
        ("rules:\n  - {id: r, kind: spacin}\n", "2:19: 'spacin' is no kind of rule; did you mean 'spacing'?"),
        ("rules:\n  - {kind: spacing, min_gap_days: 2}\n", "2:5: the key 'id' is missing; add it"),
        (HEAD + "    min_gap: 4\n", "5:5: unknown key 'min_gap'; did you mean 'min_gap_days'?"),
        (HEAD + "    level: strict\n", "5:12: 'strict' is not known here; "),
        (HEAD + "    level: sofft\n", "5:12: 'sofft' is not known here; did you mean 'soft'?"),
        (HEAD + "    weight: much\n", "5:13: weight: much is not right; a number is expected"),
        (HEAD + "    weight: 1.234\n", "5:13: weight: 1.234 is not right; "),
        (HEAD + "    bus: b1\n", "5:10: bus: b1 is not right; a list is expected"),
        (HEAD + "    bus: [b1, b3]\n", "5:15: unknown bu 'b3'; "),
        (HEAD + "    not_accounts: [a9]\n", "5:20: unknown account 'a9'; "),
        (HEAD + "    campaigns: [c7]\n", "5:17: unknown campaign 'c7'; "),
        (HEAD + "    stages: [1, 6]\n", "5:17: unknown stage '6'; write a stage from 1 to 5"),
        (HEAD + "    tags: [x]\n", "5:12: unknown tag 'x'; none is known"),
        (HEAD + "    countries: [XX]\n", "5:17: no public holidays are known for country 'XX'; "),
        (HEAD + "    countries: [France]\n", "5:17: no public holidays are known for country 'France'; "),
        (HEAD + "    accounts: [007]\n", "5:16: 0: 7 is not right; text is expected: put it in quotes"),
        (PAIR + "    first: {campaigns: [c9]}\n", "6:25: unknown campaign 'c9'; "),
        (PAIR + "    first: {journeys: [b3]}\n", "6:24: unknown journey 'b3'; "),
        (PAIR + "    first: {offers: [o], tags: []}\n", "6:22: unknown offer 'o'; none is known"),
        (PAIR + "    first: {journey: [b1]}\n", "6:13: unknown key 'journey'; did you mean 'journeys'?"),
        (PAIR + "    first: {}\n", "6:12: nothing is selected; give campaigns, offers, journeys or tags"),
        (PAIR, "2:5: mode never_together needs 'first'; add it"),
        (PAIR + "    first: {tags: []}\n    same: offer\n", "2:5: mode never_together takes no 'same'; "),
        (
            HEAD + "    from: 2027-03-01\n    until: 2027-02-01\n",
            "until 2027-02-01 is before from 2027-03-01",
        ),
        (HEAD + "    exceptions: [{from: 13-40, until: 01-02, off: true}]\n", "5:18: month must be"),
        (
            HEAD + "  - {id: r, kind: spacing, min_gap_days: 2}\n",
            "5:10: rule 'r' is there already, on line 2; rename one",
        ),
        (
            HEAD.replace("id: r", "id: 'profile:room'"),
            "2:1: rule 'profile:room' is a shipped profile's; give yours another name",
        ),
        ("profiles: [calm]\n", "1:11: profiles is no mapping; write each as 'name: {value: 150, …}'"),
        ("profiles:\n  bold: much\n", "2:9: "),
        ("profiles:\n  bold: {valeu: 150}\n", "2:10: unknown key 'valeu'; did you mean 'value'?"),
        ("profiles:\n  bold: {value: 1.5}\n", "2:17: value: 1.5 is not right; a whole number is expected"),
        ("profiles:\n  bold: {value: -1}\n", "2:17: value: -1 is not right; "),
        ("profiles:\n  bold: {value: 1001}\n", "2:17: value: 1001 is not right; "),
        ("profiles:\n  bold: {trades: 3}\n", "2:18: "),
        ("profiles:\n  bold: {trades: {en: a}}\n", "2:10: the key 'fr' is missing; add it"),
        ("profiles:\n  balanced: {value: 150}\n", "2:3: profile 'balanced' weighs all alike; "),
        (PROFILE + "{kind: spacing, min_gap_days: 2}\n", "4:9: the key 'id' is missing; add it"),
        (PROFILE + "{id: s, kind: spacin}\n", "4:23: 'spacin' is no kind of rule; "),
        (PROFILE + "{id: s, kind: spacing, min_gap: 2}\n", "4:32: unknown key 'min_gap'; "),
        (
            PROFILE + "{id: s, kind: spacing, min_gap_days: 2}\n",
            "4:9: rule 's' of a profile is hard; set its",
        ),
        (
            PROFILE + "{id: s, kind: spacing, min_gap_days: 2, level: soft, bus: [b9]}\n",
            "4:68: unknown bu 'b9'; ",
        ),
        (
            HEAD + PROFILE + "{id: r, kind: spacing, min_gap_days: 2, level: soft}\n",
            "8:14: rule 'r' is there already, on line 2; rename one",
        ),
        (
            PROFILE + "{id: s, kind: spacing, min_gap_days: 2, level: soft}\n"
            "      - {id: s, kind: spacing, min_gap_days: 3, level: soft}\n",
            "5:14: rule 's' is there already, on line 4; rename one",
        ),
    ],
)
def test_a_fault_of_the_charter(faults: Faults, text: str, told: str) -> None:
    found = faults({"charter.yaml": text})
    assert len(found) == 1, found
    assert told in found[0]
    assert found[0].startswith("charter.yaml:")


def test_the_faults_of_several_rules_are_told_at_once(faults: Faults) -> None:
    text = "rules:\n  - {id: a, kind: spacing, max: 3}\n  - {id: b, kind: frequency_cap, min_gap_days: 2}\n"
    places = {line.split(" ")[0] for line in faults({"charter.yaml": text})}
    assert places >= {"charter.yaml:2:28:", "charter.yaml:3:34:"}


def test_two_profiles_may_have_rules_of_one_name(read: Callable[..., Reading]) -> None:
    rule = "{id: s, kind: spacing, min_gap_days: 2, level: soft}\n"
    text = f"profiles:\n  bold: {{rules: [{rule.strip()}]}}\n  shy: {{rules: [{rule.strip()}]}}\n"
    charter = read({"charter.yaml": text}).charter
    assert charter.profiles["bold"] == charter.profiles["shy"]


def test_bare_keys_are_as_good_as_none(read: Callable[..., Reading]) -> None:
    charter = read({"charter.yaml": "rules:\nprofiles:\n"}).charter
    assert (charter.rules, charter.profiles) == ((), {})


def test_names_in_exceptions_are_looked_up(faults: Faults) -> None:
    text = HEAD.replace("spacing", "frequency_cap").replace("min_gap_days: 3", "{max: 2}")
    assert faults({"charter.yaml": text})  # a mapping where a key was meant


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: NO", "NO"),
        ("a: 12:30", "12:30"),
        ("a: 2027-W22", date(2027, 5, 31)),
        ("a: '2027-W22'", "2027-W22"),
        ("a: 1_000", "1_000"),
        ("a: .nan", ".nan"),
        ("a: !!str 12", "12"),
        ("%YAML 1.1\n---\na: NO", "NO"),
    ],
)
def test_scalars_of_yaml(text: str, value: object) -> None:
    document = read_yaml(text.encode(), "x.yaml", Log())
    assert document is not None
    assert document.value == {"a": value}


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n",
        "a: [1\nb",
        "a: 1\n---\nb: 2\n",
        "",
        "# nothing\n",
        "\ta: 1",
        "a: *z",
        "a: &x 1\nb: &x 2",
        "a: &a [*a]",
        "[" * 3000,
        "- 1",
        "a: !!python/object/apply:os.system [x]",
        "a: !mine 1",
        "? [a]\n: b",
        "a: \x07",
        "a: &a [1,1,1,1,1,1,1,1,1,1]\n"
        + "".join(
            f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True)
        ),
    ],
)
def test_what_is_no_plain_yaml_is_refused(text: str) -> None:
    log = Log()
    assert read_yaml(text.encode(), "x.yaml", log) is None
    assert len(log.faults) == 1
