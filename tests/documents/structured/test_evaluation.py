"""A small part of the evaluation, so that a regression is noticed."""

from __future__ import annotations

import pytest

from tests.evaluation import structured_documents as evaluation


@pytest.mark.parametrize("form", evaluation.FORMATS, ids=lambda form: form.name)
def test_every_field_is_right_and_every_invalid_file_refused(form: evaluation.Format) -> None:
    found = evaluation.score(form, list(evaluation.bills(12, seed=7)))
    assert found.right == found.fields
    assert found.refused == found.invalid
