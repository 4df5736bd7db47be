"""Writing a folder whole or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp


class Occupied(Exception):  # noqa: N818 - it names the folder's state
    """The folder to write already holds something."""


def ready(folder: Path) -> None:
    """Make sure, before any work is done, that a folder can be written later.

    Raises
    ------
    Occupied
        If something stands in its place.
    OSError
        If nothing can be written beside it.
    """
    refuse_occupied(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    Path(mkdtemp(prefix=f".{folder.name}.", dir=folder.parent)).rmdir()


def refuse_occupied(folder: Path) -> None:
    """Make sure that a folder is absent or empty.

    Raises
    ------
    Occupied
        If it is not.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Occupied(f"{folder} exists already; name a folder that is absent or empty")


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Give a folder to write into, which takes its place when all is written.

    If the body fails nothing is left behind.

    Raises
    ------
    Occupied
        If something stands in its place.
    """
    refuse_occupied(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        yield draft
        refuse_occupied(folder)
        draft.chmod(0o777 & ~_umask())
        # Replaces an empty folder at once, and fails on one that was filled meanwhile.
        draft.replace(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
