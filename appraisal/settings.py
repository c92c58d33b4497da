"""The one reader of environment variables, with every limit named."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from appraisal.errors import AppraisalError

PREFIX = "APPRAISAL_"


@dataclass(frozen=True)
class Settings:
    """Where things are kept, and every limit and threshold, with its default.

    Attributes
    ----------
    data : Path
        Folder for the SQLite file and backups (``APPRAISAL_DATA``).
    database_url : str
        Empty for SQLite in ``data``; else a PostgreSQL address (``DATABASE_URL``).
    file_bytes, yaml_depth, yaml_nodes : int
        Limits on a file that comes in. A real appraisal is about 100 kB, depth 6, 5,000 nodes.
    table_rows, table_columns : int
        Limits on a CSV or Excel table that comes in.
    draws, seed : int
        Draws of the analysis and the seed they start from. 16,384 draws keep the error of a rank
        acceptability under half a percentage point.
    report_seconds : int
        How long the making of one report may take before it is stopped.
    access : str
        ``laptop``: whoever sits at this machine is the officer, and nobody else. ``room``: the
        officer signs in with a key. Set it to ``room`` behind a proxy, where every visitor seems
        to come from this machine (``APPRAISAL_ACCESS``).
    """

    data: Path = Path("data")
    database_url: str = ""
    file_bytes: int = 1_000_000
    yaml_depth: int = 20
    yaml_nodes: int = 50_000
    table_bytes: int = 5_000_000
    table_rows: int = 2_000
    table_columns: int = 200
    draws: int = 16_384
    seed: int = 1
    report_seconds: int = 60
    access: str = "laptop"


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings, from ``APPRAISAL_...`` variables and ``DATABASE_URL``.

    Raises
    ------
    AppraisalError
        If a variable starts with ``APPRAISAL_`` and is not a setting, or is not a whole number
        where one is needed; every such fault is named.
    """
    environment = os.environ if environment is None else environment
    known = {PREFIX + field.name.upper(): field for field in fields(Settings)}
    known["DATABASE_URL"] = known.pop(PREFIX + "DATABASE_URL")
    given: dict[str, object] = {}
    wrong: list[str] = []
    for name, text in environment.items():
        if name in known:
            field = known[name]
            if field.type == "int" and not text.strip().isdecimal():
                wrong.append(f"{name}: found {text!r}. Right would be a whole number.")
                continue
            given[field.name] = {"int": int, "Path": Path, "str": str}[str(field.type)](text)
        elif name.startswith(PREFIX):
            wrong.append(f"{name}: no such setting. Known: {', '.join(sorted(known))}.")
    if given.get("access", "laptop") not in ("laptop", "room"):
        wrong.append(f"APPRAISAL_ACCESS: found {given['access']!r}. Right would be laptop or room.")
    if wrong:
        raise AppraisalError("\n".join(wrong))
    return Settings(**given)  # type: ignore[arg-type]
