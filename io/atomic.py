"""Writing a folder or a file whole or not at all, and never over something."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp, mkstemp


class Occupied(Exception):  # noqa: N818 - it names the place's state
    """Something stands already where a folder or a file is to be written."""


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


def whole_file(path: Path, data: bytes) -> None:
    """Write a file that is not there yet.

    Raises
    ------
    Occupied
        If something stands in its place.
    """
    refuse_taken(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        draft.chmod(0o666 & ~_umask())
        refuse_taken(path)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def refuse_taken(path: Path) -> None:
    """Make sure that nothing stands where a file is to be written.

    Raises
    ------
    Occupied
        If something does.
    """
    if path.exists():
        raise Occupied(f"{path} exists already; name a file that is not there yet")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
