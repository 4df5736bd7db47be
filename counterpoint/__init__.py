"""Counterpoint: one group calendar out of every business unit's campaigns."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_here = Path(__file__).resolve().parent
if not (_here / "scheduler").is_dir():
    # A checkout: the floors stand beside this folder instead of inside it.
    __path__.append(str(_here.parent))

try:
    __version__ = version("counterpoint")
except PackageNotFoundError:  # run from a checkout that was never installed
    __version__ = "0.1.0"
