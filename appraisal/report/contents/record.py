"""Sign-off, and what it takes to make every figure again."""

from __future__ import annotations

from appraisal.analysis.results import Results
from appraisal.report.contents.narrative import BACKGROUND_PAPERS, written
from appraisal.report.numbering import letters
from appraisal.report.parts import Block, Column, Para, Section, Subheading, Table

MODELS = {
    "elicited": "elicited: around the swings that were given",
    "order": "order: any weights that keep the order of the swings",
    "unknown": "unknown: any weights at all",
    "fixed": "fixed: the weights as they were given",
}


def sign_off(results: Results) -> Section:
    """Return the sign-off boxes of the AQuA Book's four roles, and the record of this version."""
    explanation = Para(
        "Four roles stand behind an analysis (HM Treasury, the AQuA Book): who asked for it, who "
        "made it, who checked it and who approves it. Nobody signs by machine."
    )
    return Section(
        "sign_off",
        "Sign-off and record",
        (Subheading("Sign-off"), explanation, _boxes(), Subheading("Record of this version"),
         *_record(results)),
    )  # fmt: skip


def _boxes() -> Table:
    roles = (
        ("Commissioner", "The question, the options and the must-haves are the right ones."),
        ("Analyst", "The judgements and figures are recorded as they were given."),
        ("Assurer", "The analysis was checked independently and fits its purpose."),
        ("Approver", "The report may go to members."),
    )
    blank = "To be signed"
    columns = (
        Column("Role", 1),
        Column("What the signature confirms", 2),
        Column("Name and signature", 1.6),
        Column("Date", 0.9),
    )
    rows = tuple((role, confirms, blank, "To be dated") for role, confirms in roles)
    return Table("sign_off", "Sign-off", columns, rows, room=True)


def _record(results: Results) -> tuple[Block, ...]:
    rows = [
        ("Version of the software", results.version),
        ("Inputs (SHA-256)", results.inputs_sha256),
    ]
    if results.acceptability is not None:
        rows += [
            ("Draws", f"{results.draws:,}"),
            ("Seed", str(results.seed)),
            ("Weights in the draws", MODELS[results.weights_model]),
        ]
    else:
        rows.append(("Draws", "None were made for this report"))
    explanation = Para(
        "Anybody can make every figure of this report again: ask the council for the appraisal "
        "file with this fingerprint, and run the same version with the same draws and seed. The "
        "fingerprint is taken over the whole appraisal, exempt evidence included; no figure "
        "depends on exempt text."
    )
    columns = (Column("Item", 1), Column("Value", 3))
    return (
        explanation,
        Table("record", "What it takes to make the figures again", columns, tuple(rows)),
    )


def appendices_list(results: Results, appendices: tuple[Section, ...]) -> Section:
    """Return the section that lists the appendices and the background papers."""
    rows = tuple(
        (f"Appendix {letters(number)}", section.heading)
        for number, section in enumerate(appendices, start=1)
    )
    table = Table(
        "appendices", "Appendices", (Column("Letter", 1), Column("What it holds", 3)), rows
    )
    papers = (
        Subheading("Background papers"),
        Para("The evidence log is the list of papers on which the appraisal materially relies."),
        *written(results.appraisal, BACKGROUND_PAPERS),
    )
    return Section(
        "appendices", "Appendices and background documents",
        (Subheading("Appendices"), table, *papers),
    )  # fmt: skip
