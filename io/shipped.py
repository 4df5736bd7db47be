"""Finding a scenario by its path or, if it is a shipped one, by its name."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

SCENARIOS = "counterpoint.scenarios"


def shipped_names() -> list[str]:
    """Give the names of the shipped scenarios."""
    return sorted(
        item.name for item in files(SCENARIOS).iterdir() if item.joinpath("scenario.yaml").is_file()
    )


@contextmanager
def scenario_folder(name: str) -> Iterator[Path]:
    """Give the folder of a scenario: a path that exists, else the shipped scenario of this name."""
    if not Path(name).exists() and name in shipped_names():
        with as_file(files(SCENARIOS).joinpath(name)) as folder:
            yield folder
    else:
        yield Path(name)
