"""The fields that describe a document, and what is kept beside them."""

from django.utils import translation

from corpus import provenance


def test_what_importers_keep_beside_has_a_name_for_readers_and_other_columns_keep_theirs() -> None:
    kept = {"file created": "2024-11-12", "Region": "华东"}
    assert provenance.labelled(kept) == [("file created", "2024-11-12"), ("Region", "华东")]
    with translation.override("de"):
        assert [value for _name, value in provenance.labelled(kept)] == ["2024-11-12", "华东"]
