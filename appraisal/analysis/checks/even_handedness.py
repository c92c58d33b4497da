"""Whether the options are described even-handedly: how long each description is."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.model import Appraisal

# A proposal of this project; no source gives a figure. Appraisal bias towards one option is a known
# fault of public options appraisals (ESSU, Options appraisal criteria and matrix).
MOST_TIMES_AS_LONG = 2.0


@dataclass(frozen=True)
class EvenHandedness:
    """How evenly the options are described.

    Attributes
    ----------
    words : dict of option to int
        Words in its summary and description.
    undescribed : tuple of option ids
        Those without a description.
    uneven : tuple of two option ids, or None
        The shortest and the longest description, where the longest has more than twice the words.
    """

    words: dict[str, int]
    undescribed: tuple[str, ...]
    uneven: tuple[str, str] | None


def even_handedness(appraisal: Appraisal) -> EvenHandedness:
    """Return how evenly the options are described."""
    words = {
        option.id: len(f"{option.summary} {option.description}".split())
        for option in appraisal.options
    }
    undescribed = tuple(o.id for o in appraisal.options if not o.description.strip())
    described = {id: count for id, count in words.items() if count}
    shortest = min(described, key=lambda id: (described[id], id), default=None)
    longest = max(described, key=lambda id: (described[id], id), default=None)
    uneven = None
    if (
        shortest is not None
        and longest is not None
        and described[longest] > MOST_TIMES_AS_LONG * described[shortest]
    ):
        uneven = (shortest, longest)
    return EvenHandedness(words, undescribed, uneven)
