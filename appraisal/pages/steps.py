"""The way through: the steps in order, the same in the app, the report and the code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One page of the way through; ``needs_appraisal`` is False only for the first.

    ``module`` is the page's file, without its ending, where it is not the key.
    """

    key: str
    title: str
    lead: str
    needs_appraisal: bool = True
    module: str = ""

    @property
    def file(self) -> str:
        """Return the page's file, from the folder of this module."""
        return f"{self.module or self.key}.py"


STEPS: tuple[Step, ...] = (
    Step("start", "Start", "Open, begin or carry on with an appraisal.", needs_appraisal=False),
    Step("decision", "Decision", "What is to be decided, by whom, and against what."),
    Step("options", "Options", "The ways to run the service, described even-handedly."),
    Step("must_haves", "Must-haves", "What an option must do. A failed one rules it out."),
    Step("criteria", "Criteria", "What matters, and both ends of every scale."),
    Step("evidence", "Evidence", "What is known, from whom, and how strong it is."),
    Step("scores", "Scores", "How each option does on each criterion, and why."),
    Step("weights", "Weights", "Which improvements are worth most."),
    Step("result", "Result", "The ranking, what makes it up, and the recommendation."),
    Step("robustness", "What would change it", "How firm the result is."),
    Step("money", "Money", "What each option costs, who pays, and cost against benefit."),
    Step("report", "Report", "Write what only a person can, then take the report away."),
    Step("history", "History", "Who changed what, when and why; earlier versions."),
)
# Beside the way through: the workshop's desk, and the page for the room's projector.
WORKSHOP = Step(
    "workshop",
    "Workshop",
    "Weigh and score together, in confidence, in rounds.",
    module="workshop/desk/page",
)
SCREEN = Step(
    "big_screen", "Big screen", "For the projector: no controls.", module="workshop/screen/page"
)
BY_KEY = {step.key: step for step in STEPS}


def neighbours(key: str) -> tuple[Step | None, Step | None]:
    """Return the step before and the step after, None at either end."""
    index = STEPS.index(BY_KEY[key])
    before = STEPS[index - 1] if index else None
    after = STEPS[index + 1] if index + 1 < len(STEPS) else None
    return before, after
