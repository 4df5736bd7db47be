"""Files of an input, read with a fault where they cannot be."""

from pathlib import Path

from .faults import Fault, Log, Place


def read_bytes(path: Path, log: Log, absent: Fault | None = None) -> bytes | None:
    """Read a file; None, with the fault logged (if it is not there, that of the caller), if it cannot be."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        if absent:
            log.faults.append(absent)
        else:
            log.fault(Place(str(path)), "there is no such file", "write it, or correct its name")
    except IsADirectoryError:
        log.fault(Place(str(path)), "this is a folder", "put a file of that name there")
    except (OSError, ValueError) as error:
        log.fault(Place(str(path)), f"the file cannot be read ({error})", "mind its name and its rights")
    return None


def lies_outside(name: str) -> bool:
    """Whether a file's name, as an input gives it, leads out of the input's folder."""
    return Path(name).is_absolute() or ".." in Path(name).parts
