"""The columns of the four tables that go in and out as CSV and Excel."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Literal

from appraisal.files.schema_words import WORDS
from appraisal.model import Appraisal

TableName = Literal["must_haves", "evidence", "scores", "costs"]
Kind = Literal[
    "text", "number", "option", "criterion", "must_have", "outcome", "ids", "choice",
    "direction", "yes_no", "date", "distribution", "year", "shown",
]  # fmt: skip

STRENGTHS = ("strong", "moderate", "weak", "none")
OUTCOMES = ("pass", "fail", "not yet known")
DISTRIBUTIONS = ("triangular", "uniform", "exact")
_YEAR = re.compile(r"[0-9]{4}(\.0)?")


@dataclass(frozen=True)
class TableColumn:
    """One column: its heading, what its cells hold, and whether it must be there.

    ``key`` is the heading, and ``field`` the key that it fills in the document where that is
    another.

    A ``shown`` column is there for the person who fills in the table. Nothing is read from it, but
    it must still say what the appraisal says: else the table was made for another one.
    """

    key: str
    kind: Kind = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    per_cent: bool = False  # whether it is a share of one, given as 41% or 0.41
    words: str = ""
    field: str = ""

    @property
    def fills(self) -> str:
        """Return the key that it fills in the document."""
        return self.field or self.key


@dataclass(frozen=True)
class TableForm:
    """One table: its name, the section of the document that its rows fill, and its columns.

    ``filled`` are the columns of which at least one must be filled in; a row without is skipped,
    since a template has a row for every cell.
    """

    name: TableName
    section: tuple[str, ...]
    part: str
    columns: tuple[TableColumn, ...]
    filled: tuple[str, ...] = ()
    years: bool = False

    def column(self, heading: str) -> TableColumn | None:
        """Return the column under a heading, however it is spaced or capitalised, or None."""
        key = key_of(heading)
        for column in self.columns:
            if column.key == key:
                return column
        if self.years and _YEAR.fullmatch(key):
            return TableColumn(key[:4], "year", words="GBP million in this year, in real prices.")
        return None

    def words(self, column: TableColumn) -> str:
        """Return what a column holds, for people."""
        return column.words or WORDS[self.part][column.fills]

    def heading(self, field: str) -> str:
        """Return the heading of the column that fills this key of the document."""
        return next((column.key for column in self.columns if column.fills == field), field)


def key_of(heading: str) -> str:
    """Return the key that a heading stands for: ``Optimism bias`` is ``optimism_bias``."""
    plain = unicodedata.normalize("NFKC", heading).strip().lower()
    return re.sub(r"[\s_-]+", "_", plain)


_OPTION_NAME = TableColumn("option_name", "shown", words="The option's name. Leave it as it is.")
_EVIDENCE_IDS = TableColumn(
    "evidence", "ids", words="The ids of the evidence, with spaces between."
)

MUST_HAVES = TableForm(
    "must_haves",
    ("gate_results",),
    "MustHaveResult",
    (
        TableColumn("option", "option", required=True),
        _OPTION_NAME,
        TableColumn("must_have", "must_have", required=True, field="gate"),
        TableColumn("must_have_name", "shown", words="The must-have's name. Leave it as it is."),
        TableColumn("result", "outcome", choices=OUTCOMES, words="pass, fail or not yet known."),
        TableColumn("reason"),
        _EVIDENCE_IDS,
    ),
    filled=("result", "reason", "evidence"),
)
EVIDENCE = TableForm(
    "evidence",
    ("evidence",),
    "Evidence",
    (
        TableColumn("id", required=True),
        TableColumn("finding", required=True),
        TableColumn("source"),
        TableColumn("address"),
        TableColumn("date", "date"),
        TableColumn("option", "option"),
        TableColumn("criterion", "criterion"),
        TableColumn("direction", "direction"),
        TableColumn("strength", "choice", choices=STRENGTHS),
        TableColumn("interest"),
        TableColumn("exempt", "yes_no", words="yes where it is exempt from publication."),
    ),
)
SCORES = TableForm(
    "scores",
    ("performances",),
    "Performance",
    (
        TableColumn("option", "option", required=True),
        _OPTION_NAME,
        TableColumn("criterion", "criterion", required=True),
        TableColumn("criterion_name", "shown", words="The criterion's name. Leave it as it is."),
        TableColumn(
            "unit",
            "shown",
            words="The unit of its levels; blank is a judged scale, 0 to 100. Leave it as it is.",
        ),
        TableColumn("worst", "shown", words="The level worth 0. Leave it as it is."),
        TableColumn("best", "shown", words="The level worth 100. Leave it as it is."),
        TableColumn("level", "number"),
        TableColumn("low", "number"),
        TableColumn("high", "number"),
        TableColumn(
            "distribution",
            "distribution",
            choices=DISTRIBUTIONS,
            words="triangular, uniform, exact, normal 32 4 (mean, standard deviation) or beta 2 3.",
        ),
        TableColumn("strength", "choice", choices=STRENGTHS),
        TableColumn("reason"),
        _EVIDENCE_IDS,
    ),
    filled=("level", "low", "high", "distribution", "strength", "reason", "evidence"),
)
COSTS = TableForm(
    "costs",
    ("costs", "lines"),
    "CostLine",
    (
        TableColumn("option", "option", required=True),
        TableColumn("item", required=True),
        TableColumn("kind", "choice", required=True),
        TableColumn(
            "optimism_bias",
            "number",
            per_cent=True,
            words="By how much the amounts are raised, such as 41%.",
        ),
        TableColumn(
            "low",
            "number",
            per_cent=True,
            words="What the whole line could come to at its lowest, such as 80%. Goes with high.",
        ),
        TableColumn(
            "high",
            "number",
            per_cent=True,
            words="What the whole line could come to at its highest, such as 150%. Goes with low.",
        ),
        TableColumn("funded_by"),
        _EVIDENCE_IDS,
    ),
    years=True,
)


def shown_cells(
    row: dict[str, Any], table: TableForm, appraisal: Appraisal
) -> dict[str, str | float]:
    """Return what the columns that are only shown say in a row of the document.

    Raises
    ------
    KeyError
        If the row names an option, a criterion or a must-have that is not there.
    """
    if table.name not in ("scores", "must_haves"):
        return {}
    shown: dict[str, str | float] = {"option_name": appraisal.option(row.get("option", "")).name}
    if table.name == "must_haves":
        names = {must_have.id: must_have.name for must_have in appraisal.gates}
        return shown | {"must_have_name": names[row.get("gate", "")]}
    criterion = appraisal.criterion(row.get("criterion", ""))
    scale = criterion.scale
    return shown | {
        "criterion_name": criterion.name,
        "unit": scale.unit or "",
        "worst": scale.worst,
        "best": scale.best,
    }


TABLES: dict[TableName, TableForm] = {
    "must_haves": MUST_HAVES,
    "evidence": EVIDENCE,
    "scores": SCORES,
    "costs": COSTS,
}
