"""The README and the pages tell the truth: their console blocks are run, and print what they show."""

import re
from pathlib import Path
from shutil import copytree

import pytest

from tests.command_line import ROOT, counterpoint

#: The pages that show what commands print.
PAGES = {
    name: (ROOT / name).read_text(encoding="utf-8")
    for name in ("README.md", "docs/profiles.md", "docs/tiers.md")
}
#: Commands with the output that they show; those that show none are not run.
SHOWN = [
    (words, output)
    for page in PAGES.values()
    for words, output in re.findall(r"```console\n\$ counterpoint (.*)\n((?s:.*?))```", page)
    if output.strip()
]
#: What differs from run to run.
SECONDS = re.compile(r"\d+\.\d s\b")


def break_a_copy(folder: Path) -> None:
    """Make the README's broken scenario: the pilot with three slips."""
    copytree(ROOT / "scenarios" / "pilot", folder)
    for name, right, wrong in (
        ("audiences.csv", "saas-demo,", "saas-dmo,"),
        ("campaigns.csv", "requested_start", "requested_strat"),
        ("charter.yaml", "window_days: 7", "windows_days: 7"),
    ):
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(right, wrong, 1), encoding="utf-8")


def shown_as(printed: str, shown: str) -> str:
    """Cut a print at the lines that the README leaves out (``…``), and mask seconds."""
    lines = SECONDS.sub("N s", printed).splitlines()
    kept: list[str] = []
    for line in SECONDS.sub("N s", shown).splitlines():
        if line.strip() == "…":
            kept.append(line)
        elif line in lines:
            kept.append(line)
            lines = lines[lines.index(line) + 1 :]
        else:
            kept.append(f"not printed: {line}")
    return "\n".join(kept)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the run that the README's planner makes."""
    folder = tmp_path_factory.mktemp("solved")
    assert counterpoint("run", "pilot", cwd=folder).returncode == 0
    return folder / "runs"


@pytest.mark.parametrize(("words", "output"), SHOWN, ids=[words for words, _ in SHOWN])
def test_a_command_prints_what_the_readme_shows(
    words: str, output: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    break_a_copy(tmp_path / "broken")
    if "runs/" in words:
        copytree(request.getfixturevalue("runs"), tmp_path / "runs")
        # A busy machine takes longer to prove the same.
        words += " --time-limit 600"
    ended = counterpoint(*words.split(), cwd=tmp_path)
    printed = ended.stdout + ended.stderr
    shown = SECONDS.sub("N s", output).rstrip("\n")
    assert shown_as(printed, output) == shown
    if "…" not in output:
        assert len(printed.splitlines()) == len(output.splitlines())


LINKS = [(name, link) for name, page in PAGES.items() for link in re.findall(r"\]\(((?!http)[^)#]+)", page)]


@pytest.mark.parametrize(("page", "link"), LINKS)
def test_a_link_leads_somewhere(page: str, link: str) -> None:
    assert (ROOT / page).parent.joinpath(link).exists()
