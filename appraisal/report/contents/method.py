"""The method in plain English, with every threshold and limit that the figures rest on."""

from __future__ import annotations

from appraisal.analysis.ranges import HALF_WIDTH
from appraisal.analysis.results import Results
from appraisal.analysis.wording.figures import share
from appraisal.report.parts import Block, Bullets, Para, Section, Subheading

_WEIGHTS = {
    "elicited": (
        "Each swing was drawn evenly within a quarter of itself either way, and never above 100. "
        "Where members gave swings of their own, a member was drawn first, then the band around "
        "that member's swings."
    ),
    "order": "Weights were drawn evenly from all that keep the order of the swings.",
    "unknown": "Weights were drawn evenly from all possible weights.",
    "fixed": "The weights were kept as they were given; only the scores were drawn.",
}


def method(results: Results) -> Section:
    """Return the method note."""
    blocks: tuple[Block, ...] = (
        Subheading("How the figures were made"),
        Para(
            "This is a multi-criteria options appraisal with swing weights, in the manner of HM "
            "Treasury's Green Book and its note on multi-criteria decision analysis."
        ),
        Bullets(_steps()),
        Subheading("Ranges and draws"),
        Para(_ranges()),
        *_draws(results),
        Subheading("What the figures cannot say"),
        Bullets(_limits()),
    )
    return Section("method", "Method and limits", blocks, appendix=True)


def _steps() -> tuple[str, ...]:
    return (
        (
            "Must-haves come first. They are passed, failed or not yet known, and carry no "
            "weight. An option that fails one takes no rank."
        ),
        (
            "Each criterion has a scale with fixed ends, described in words or in a natural unit. "
            "The ends do not move when options are added or left out."
        ),
        "A level on that scale is turned into a value score from 0 to 100 by the scale's own rule.",
        (
            "Weights come from swings: how much it is worth to go from the worse end of a scale "
            "to the better end, against the greatest such step."
        ),
        (
            "A contribution is a weight times a value score. The overall value is the sum of an "
            "option's contributions. An option with a missing score has no overall value."
        ),
        (
            "Rank 1 is the best. Options with equal overall values share the better rank; the "
            "order of the list never breaks a tie."
        ),
        "Costs are brought to one net present cost for each option.",
    )


def _ranges() -> str:
    strong, moderate, weak = (f"{HALF_WIDTH[s]:g}" for s in ("strong", "moderate", "weak"))
    return (
        "A score may have a range of its own. Where it has none, the strength of its evidence "
        f"gives one: {strong} value points either way for strong evidence, {moderate} for "
        f"moderate, {weak} for weak, and the whole scale where there is no evidence. These widths "
        "are a proposal of this method; no published source gives them."
    )


def _draws(results: Results) -> tuple[Block, ...]:
    limits = results.thresholds
    words = Para(
        f"The case for change is called made if the option does better than the baseline in "
        f"{share(limits.case_made)} of draws or more, and marginal from "
        f"{share(limits.case_marginal)}. A result is called firm if the option is first in "
        f"{share(limits.firm)} of draws or more, and leaning from {share(limits.leaning)}; below "
        "that it is open. These limits are settings of this method."
    )
    if results.acceptability is None:
        return (Para("No draws were made for this report."), words)
    drawn = Para(
        f"{results.draws:,} sets of scores and weights were drawn from seed {results.seed}. "
        f"{_WEIGHTS[results.weights_model]} Each draw was ranked afresh."
    )
    return (drawn, words)


def _limits() -> tuple[str, ...]:
    return (
        (
            "It supports the decision; it is not the decision. Members must still have regard to "
            "the advice of officers, to consultation and to the equality analysis."
        ),
        "Scores and weights are judgements, and are open to challenge.",
        (
            "A value score of 50 means half-way up that scale. It does not mean average, and a "
            "score of 80 is not twice as good as one of 40."
        ),
        "A gap smaller than the uncertainty is not a finding.",
        "Where two criteria overlap, the overall value counts the same effect twice.",
    )
