"""What the YAML parser found wrong, told in plain words."""

from __future__ import annotations

import yaml

_BACKSLASH = (
    "a backslash in double quotation marks is not followed by what YAML knows. "
    "Use single quotation marks."
)
# libyaml's words, and those of PyYAML's own parser where they differ -> what is right.
_IN_WORDS = {
    "mapping values are not allowed": (
        "a colon stands where it has no meaning. Put text that holds a colon in quotation marks, "
        "and start each key at the same column as its neighbours."
    ),
    "cannot start any token": (
        "a tab, or one of % @ `, stands where a value should begin. Indent with spaces, and put "
        "text that begins so in quotation marks."
    ),
    "tab character": "a tab was found. Indent with spaces.",
    "could not find expected ':'": (
        "a key without its colon. Write key: value, and indent the lines of a long text below "
        "its key."
    ),
    "did not find expected key": (
        "this line does not fit the ones above. Start each key at the same column as its "
        "neighbours, and close every quotation mark."
    ),
    "did not find expected '-' indicator": (
        "a list goes on without a dash. Begin each item with - at the same column."
    ),
    "block sequence entries are not allowed": (
        "a dash stands where it has no meaning. Start a list on its own line below its key."
    ),
    "did not find expected ',' or ']'": (
        "a list in [ ] needs a comma between its items and ] at its end."
    ),
    "did not find expected ',' or '}'": (
        "a row in { } needs a comma between its pairs and } at its end."
    ),
    "unexpected end of stream": "a quotation mark is opened here or above and never closed.",
    "did not find expected node content": "a value is missing, or a comma or bracket is too many.",
    "hexdecimal number": _BACKSLASH,
    "unknown escape character": _BACKSLASH,
    "alphabetic or numeric character": (
        "a value begins with * or &. Put it in quotation marks if it is text."
    ),
    "undefined tag handle": "a value begins with !. Put it in quotation marks if it is text.",
    "did not find expected <document start>": (
        "the text before this line is complete, and this line is no part of it. Write key: value."
    ),
}


def syntax_problem(error: yaml.MarkedYAMLError) -> str:
    """Return what is wrong, and what would be right, as sentences."""
    problem = error.problem or error.context or "the text could not be read"
    words = next((words for known, words in _IN_WORDS.items() if known in problem), f"{problem}.")
    begun = error.context_mark
    stopped = error.problem_mark
    if begun is not None and stopped is not None and begun.line != stopped.line:
        words += f" It began on line {begun.line + 1}."
    return f"this is not YAML: {words}"
