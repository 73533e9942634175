"""Which paragraph of a document's current text stands where one of a former text stood."""

from corpus.collation.aligning import align
from corpus.models import Paragraph


def successor_of(former: Paragraph) -> int | None:
    """The one that has most of its words, or exactly its text; None where nothing is left of it."""
    current = Paragraph.objects.of(former.revision.document_id)
    old = list(Paragraph.objects.of_revision(former.revision_id).values_list("pk", "text"))
    new = list(current.values_list("pk", "text"))
    found = align([text for _pk, text in old], [text for _pk, text in new]).counterparts()
    index = next(index for index, (pk, _text) in enumerate(old) if pk == former.pk)
    return new[found[index]][0] if index in found else current.same_as(former)
