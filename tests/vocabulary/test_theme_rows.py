"""The themes as scripts get them."""

import pytest

from projects.models import Project
from tests.vocabulary.codebooks import themes
from vocabulary import codebook as codebooks
from vocabulary.actions.importing import import_codebook
from vocabulary.theme_rows import theme_rows

pytestmark = pytest.mark.django_db


def test_chinese_names_and_phrases_come_with_their_sound(project: Project) -> None:
    lexicon = [{"phrase": "自主创新", "lang": "zh"}, {"phrase": "indigenous", "lang": "en"}]
    import_codebook(project=project, data=themes(self_reliance={"lexicon": lexicon}), actor=None)
    published = codebooks.current(project)
    assert published is not None
    row = next(row for row in theme_rows(published) if row["slug"] == "self-reliance")
    assert row["pinyin"] == ["ziliziqiang", "zlzq"]
    assert row["lexicon"] == [
        {"phrase": "自主创新", "lang": "zh", "pinyin": ["zizhuchuangxin", "zzcx"]},
        {"phrase": "indigenous", "lang": "en", "pinyin": []},
    ]
