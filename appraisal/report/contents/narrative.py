"""What only a person can write: each part's key in ``report.sections``, and who must write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from appraisal.model import Appraisal
from appraisal.report.parts import Block, Bullets, Para, Pending


@dataclass(frozen=True)
class Narrative:
    """One part that a person writes.

    Attributes
    ----------
    key : str
        Its key in ``report.sections`` of the appraisal file, and in ``report.exempt``.
    heading : str
        As printed.
    officer : str
        Whose part it is: printed as "TO BE COMPLETED BY ..." while nothing is written.
    asks : str
        What belongs there, in one phrase.
    """

    key: str
    heading: str
    officer: str
    asks: str


_DIRECTOR = "the Director of Children's Services"
_AUTHOR = "the report's author"
_DEMOCRATIC = "Democratic Services"
_MONITORING = "the Monitoring Officer"

HEAD = (
    Narrative("report_of", "Report of", _AUTHOR, "the director who presents it"),
    Narrative("cabinet_member", "Relevant cabinet member", _DEMOCRATIC, "name and portfolio"),
    Narrative("scrutiny_chair", "Relevant scrutiny chair", _DEMOCRATIC, "name and committee"),
    Narrative("author", "Author and contact", _AUTHOR, "name and how to reach them"),
    Narrative("wards", "Wards affected", _AUTHOR, "all, or their names"),
    Narrative("key_decision", "Key decision", _DEMOCRATIC, "yes or no, and its reference"),
    Narrative("call_in", "Call-in", _DEMOCRATIC, "whether, and until when"),
    Narrative("urgency", "If late or urgent", _DEMOCRATIC, "reasons, or none"),
)
EXEMPT_REASON = Narrative(
    "exempt_reason",
    "Reason for exemption",
    _MONITORING,
    "the paragraph of Schedule 12A to the Local Government Act 1972, and why the public interest "
    "is better served by not publishing",
)
RECOMMENDATIONS = Narrative(
    "recommendations", "Recommendations", _DIRECTOR, "the final wording of the recommendations"
)
MEASURES = Narrative(
    "measures",
    "Review, measures of success and when to step in",
    _DIRECTOR,
    "the review date, measures of success at months 6, 12 and 24, and what would stop or reverse "
    "the change",
)
BACKGROUND = Narrative(
    "background",
    "Background",
    _DIRECTOR,
    "how the service came to this point and what it must mend",
)
LONGLIST = Narrative(
    "longlist", "Options set aside before this list", _DIRECTOR, "which, and why, or 'none'"
)
CONSULTATION = Narrative(
    "consultation",
    "Consultation",
    _DIRECTOR,
    "who was asked (children and families, staff and unions, partners, scrutiny), what they said "
    "and what changed",
)
RISK = Narrative(
    "risk", "Risk management", _DIRECTOR, "the main risks, their owners and how each is held down"
)
COMPLIANCE = (
    Narrative(
        "priorities",
        "The council's priorities and plans",
        _DIRECTOR,
        "how the decision fits the council's plans and policies",
    ),
    Narrative("legal", "Legal implications", _MONITORING, "powers, duties and legal risks"),
    Narrative(
        "financial",
        "Financial implications",
        "the Chief Finance Officer (section 151)",
        "whether it is affordable, from which budget, and the statement of the section 151 officer",
    ),
    Narrative(
        "procurement", "Procurement implications", "the Head of Procurement", "the lawful route"
    ),
    Narrative(
        "human_resources",
        "Human resources implications",
        "the Director of Human Resources",
        "transfer of staff (TUPE), pensions (LGPS) and consultation of staff",
    ),
    Narrative(
        "equality",
        "Public sector equality duty",
        "the Equalities Lead",
        "the equality analysis, read by members before they decide",
    ),
)
BACKGROUND_PAPERS = Narrative(
    "background_papers",
    "Other background papers",
    _AUTHOR,
    "papers relied on besides the evidence listed here, or 'none'",
)
BODY = (
    RECOMMENDATIONS, MEASURES, BACKGROUND, LONGLIST, CONSULTATION, RISK, *COMPLIANCE,
    BACKGROUND_PAPERS,
)  # fmt: skip
NARRATIVES = (*HEAD, EXEMPT_REASON, *BODY)


def written(appraisal: Appraisal, part: Narrative) -> tuple[Block, ...]:
    """Return what a person wrote for a part as paragraphs and lists, or who must write it."""
    text = appraisal.report.sections.get(part.key, "")
    if text.strip():
        return blocks_of(text)
    return (Pending(part.officer, f"{part.asks}."),)


def fact(appraisal: Appraisal, part: Narrative) -> str:
    """Return what a person wrote for the report's head in one cell, or who must write it."""
    text = appraisal.report.sections.get(part.key, "").strip()
    return text or Pending(part.officer, f"{part.asks}.").text


def other_sections(appraisal: Appraisal) -> tuple[Narrative, ...]:
    """Return the parts that a person wrote under keys of their own, so that none is lost."""
    known = {part.key for part in NARRATIVES}
    return tuple(
        Narrative(key, key.replace("_", " ").capitalize(), "", "")
        for key, text in appraisal.report.sections.items()
        if key not in known and text.strip()
    )


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return plain text as blocks: an empty line ends a paragraph, lines with "- " are a list.

    A list may follow a line at once, as in "The council:", and a line a list.
    """
    blocks: list[Block] = []
    for piece in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in piece.splitlines() if line.strip()]
        for is_list, run in groupby(lines, lambda line: line.startswith(("- ", "* ", "• "))):
            if is_list:
                blocks.append(Bullets(tuple(line[2:].strip() for line in run)))
            else:
                blocks.append(Para("\n".join(run)))
    return tuple(blocks)
