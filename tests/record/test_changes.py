from appraisal.record.changes import ORDER, apply_edits, edits_between, inverse_of


def test_one_score_is_one_edit(small):
    after = small.changed(
        performances=[
            {**row.document(), "level": 41} if row.option == "trust" else row
            for row in small.performances
        ]
    )

    (edit,) = edits_between(small, after)

    assert (edit.section, edit.key) == ("performances", ("trust", "practice"))
    assert (edit.before["level"], edit.after["level"]) == (40, 41)


def test_a_row_moved_is_an_edit_of_the_order_alone(small):
    after = small.changed(options=tuple(reversed(small.options)))

    (edit,) = edits_between(small, after)

    assert edit.key == ORDER
    assert apply_edits(small, [edit]) == after


def test_a_row_taken_from_the_middle_comes_back_in_its_place(small):
    after = small.changed(evidence=[small.evidence[0], small.evidence[2]])

    edits = edits_between(small, after)

    assert apply_edits(after, inverse_of(edits)) == small


def test_two_cost_lines_alike_in_name_are_told_apart(small):
    line = {"option": "trust", "item": "Set-up", "kind": "transition", "amounts": {2026: 1.5}}
    two = small.changed(costs={"lines": [line, {**line, "amounts": {2027: 0.25}}]})
    one = small.changed(costs={"lines": [{**line, "amounts": {2027: 0.25}}]})

    assert apply_edits(two, edits_between(two, one)) == one
    assert apply_edits(one, edits_between(one, two)) == two
