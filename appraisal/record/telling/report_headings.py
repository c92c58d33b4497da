"""The parts of the report by the words on its page, for telling who wrote which."""

from __future__ import annotations

# As in report.contents.narrative, which stands above this room; a test keeps the two alike.
HEADINGS = {
    "report_of": "Report of",
    "cabinet_member": "Relevant cabinet member",
    "scrutiny_chair": "Relevant scrutiny chair",
    "author": "Author and contact",
    "wards": "Wards affected",
    "key_decision": "Key decision",
    "call_in": "Call-in",
    "urgency": "If late or urgent",
    "exempt_reason": "Reason for exemption",
    "recommendations": "Recommendations",
    "measures": "Review, measures of success and when to step in",
    "background": "Background",
    "longlist": "Options set aside before this list",
    "consultation": "Consultation",
    "risk": "Risk management",
    "priorities": "The council's priorities and plans",
    "legal": "Legal implications",
    "financial": "Financial implications",
    "procurement": "Procurement implications",
    "human_resources": "Human resources implications",
    "equality": "Public sector equality duty",
    "background_papers": "Other background papers",
}


def heading(key: str) -> str:
    """Return the heading of a part of the report, also of one under a key of the council's own."""
    return HEADINGS.get(key) or as_words(key)


def as_words(key: str) -> str:
    """Return a key of the user's own as words: ``setup_cost`` is ``Setup cost``."""
    return key.replace("_", " ").strip().capitalize()
