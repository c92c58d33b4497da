"""What each key of the file holds, in the words an editor shows beside it."""

from __future__ import annotations

_ID = "Short name for use inside the file: small letters, digits and _, starting with a letter."
_OPTION = "The id of an option."
_CRITERION = "The id of a criterion."
_EVIDENCE = "The ids of the evidence it rests on."
_REASON = "Why, in a sentence or two."

WORDS: dict[str, dict[str, str]] = {
    "Appraisal": {
        "format": "Which format this file is in.",
        "title": "What the appraisal is called in reports.",
        "question": "The question to be decided, in one sentence.",
        "authority": "The council.",
        "decision_maker": "Who decides: Cabinet, Policy Committee, Council ...",
        "date": "The date printed in reports, such as 2026-11-21. A report never reads the clock.",
        "status": "draft, scoring or agreed. Agreed is frozen: it re-opens only as a new version.",
        "illustrative": "Why the judgements are not real, where they are not. Printed everywhere.",
        "baseline": "The id of the option that every other is compared with.",
        "options": "The ways to run the service, the baseline among them.",
        "gates": "Must-haves: passed, failed or not yet known, and never weighted.",
        "gate_results": "How each option stands against each must-have. A missing one is unknown.",
        "criteria": "What matters, each with a scale between two fixed anchors.",
        "swings": (
            "The group's agreed swings, by criterion: what going from worst to best is worth, "
            "against the greatest, which is 100. A criterion without one is not yet elicited."
        ),
        "swing_reasons": "Why each swing is what it is, by criterion.",
        "trade_offs": "The group's answers to the questions that check the weights.",
        "performances": "How each option does on each criterion.",
        "evidence": "The evidence ledger: one finding to a row.",
        "costs": "The cost lines, and how they are brought to one figure.",
        "members": "Each member's own judgements, as a workshop records them.",
        "dissent": "Views that the group did not share, in the member's own words.",
        "interests": "Interests that people declared, and what became of each.",
        "attendance": "Who was at a meeting.",
        "votes": "Votes, with their counts.",
        "report": "What only a person can write, and what is exempt from publication.",
        "notes": "Anything. Nothing is computed from it.",
    },
    "Option": {
        "id": _ID,
        "name": "The option's name.",
        "summary": "One sentence.",
        "description": "What it is, in about as many words as the other options.",
        "in_gift_of": "Whose consent it takes: council, secretary_of_state, partner, other words.",
        "variant_of": "For a hybrid or a sub-form: the id of the option it grew from.",
    },
    "MustHave": {
        "id": _ID,
        "name": "The must-have's name.",
        "question": "The question to be answered yes or no.",
        "basis": "The law or rule it rests on.",
        "trap": "How people get it wrong.",
        "owner": "Who says whether it is passed.",
    },
    "MustHaveResult": {
        "option": _OPTION,
        "gate": "The id of a must-have.",
        "result": "pass, fail or unknown.",
        "reason": _REASON,
        "evidence": _EVIDENCE,
    },
    "Criterion": {
        "id": _ID,
        "name": "The criterion's name.",
        "group": "The group it belongs to; weights are also studied by group.",
        "question": "The question that a level answers.",
        "scale": "The scale it is judged on; left out, a judged scale from 0 to 100.",
        "axis": "cost keeps the one cost criterion off the overall value and shows it against it.",
        "not_counted": "What belongs elsewhere, so that nothing counts twice.",
        "judged_at": "The moment for which it is judged.",
    },
    "Scale": {
        "unit": "The unit of its levels. Left out, a judged scale from 0 to 100.",
        "worst": "The level worth 0. A fixed anchor, not the worst of the options present.",
        "best": "The level worth 100. Below worst where lower is better.",
        "shape": "linear, or points for a value function that bends.",
        "points": "[level, value score] pairs from [worst, 0] to [best, 100], never turning back.",
        "outside": "clip holds a level beyond an anchor at 0 or 100; extend lets it run on.",
        "levels": "Descriptions by value score: 0, 25, 50, 75, 100.",
    },
    "Performance": {
        "option": _OPTION,
        "criterion": _CRITERION,
        "level": "The level, in the criterion's own unit (0 to 100 on a judged scale).",
        "low": "The lowest it could well be. Goes with high.",
        "high": "The highest it could well be. Goes with low.",
        "distribution": (
            "triangular, uniform, exact, {normal: [mean, standard deviation]} or {beta: [a, b]}."
        ),
        "strength": (
            "Strength of the evidence. Without low and high: strong is the level +/- 5 value "
            "points, moderate 10, weak 20, none the whole scale."
        ),
        "reason": _REASON,
        "evidence": _EVIDENCE,
    },
    "Normal": {"normal": "Mean and standard deviation of the level, in the criterion's unit."},
    "Beta": {"beta": "The two shapes, a and b, of a beta distribution over low to high."},
    "Evidence": {
        "id": _ID,
        "finding": "What was found, in your own words.",
        "source": "Who found it, and where it was published.",
        "address": "Where a reader can find it.",
        "date": "2018, 2018-07 or 2018-07-05.",
        "option": "The id of the option it speaks about, if one.",
        "criterion": "The id of the criterion it speaks about, if one.",
        "direction": "Whether it helps (+) or hurts (-) that option, both (±) or neither (0).",
        "strength": "strong, moderate, weak or none.",
        "interest": "The interest its source has in the answer.",
        "exempt": "true where it is exempt from publication.",
    },
    "Costs": {
        "base_year": "Year 0, which is not discounted; prices are of this year.",
        "discount_rate": "Real, per year: 0.035 is 3.5 %, as in HM Treasury's Green Book.",
        "horizon_years": "How many years count, the base year among them.",
        "lines": "The lines of cost.",
    },
    "CostLine": {
        "option": _OPTION,
        "item": "What the money is for.",
        "kind": "One of the six costs of a trust, running, or saving (with negative amounts).",
        "optimism_bias": "By how much the amounts are raised: 0.41 is 41 % more.",
        "amounts": "GBP million by year, in real prices of the base year.",
        "low": "The whole line times this, at its lowest. Goes with high.",
        "high": "The whole line times this, at its highest. Goes with low.",
        "funded_by": "Who pays; left out, the council.",
        "evidence": _EVIDENCE,
    },
    "Member": {
        "id": _ID,
        "label": "A role or a number; a name only by consent.",
        "swings": "The member's own swings, by criterion, 0 to 100.",
        "performances": "The member's own levels.",
    },
    "MemberPerformance": {
        "option": _OPTION,
        "criterion": _CRITERION,
        "level": "The level, in the criterion's own unit.",
        "round": "The round in which it was given.",
        "reason": _REASON,
    },
    "TradeOff": {
        "id": _ID,
        "question": "The question as it was asked, with its figures.",
        "answer": "agree, disagree or not_sure.",
        "comment": "What was said about it.",
    },
    "DeclaredInterest": {
        "by": "Whose interest it is, as the minutes name them.",
        "kind": "pecuniary, other_registrable or non_registrable, as in the LGA's model code.",
        "about": "A criterion's id, or a few words, such as: the whole decision.",
        "text": "The interest.",
        "outcome": "left_out, or dispensation: the person takes part all the same.",
    },
    "Attendance": {
        "date": "The day of the meeting.",
        "present": "Who was there, as the minutes name them.",
        "apologies": "Who had sent apologies.",
        "quorum": "How many members must be there for a decision.",
    },
    "Vote": {
        "words": "What was voted on, as it was put.",
        "date": "The day of the vote.",
        "votes_for": "How many voted for it.",
        "votes_against": "How many voted against it.",
        "abstained": "How many abstained.",
        "by_name": "How each voted, where the vote was held by name; left out of a secret one.",
    },
    "NamedVote": {
        "name": "Who voted.",
        "vote": "for, against or abstain.",
    },
    "Dissent": {
        "by": "Whose view it is: a role or a number.",
        "about": "What it is about: a criterion, an option, the result ...",
        "text": "The view, in the member's own words.",
    },
    "Report": {
        "sections": "The text of each section that only a person can write, by the section's id.",
        "exempt": "The ids of the sections that are exempt from publication.",
    },
}
