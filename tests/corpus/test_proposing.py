"""What a text proposes about itself, on bylines that are not in the seeds."""

import pytest

from corpus.importers import text

BODY = "中国经济去年继续增长，与伙伴国的贸易也随之增长。预计今年还会更多，各方对此充满信心。"


@pytest.mark.parametrize(
    ("line", "source", "published"),
    [
        ("求是网 2024年5月16日", "求是网", "2024-05-16"),
        ("2024-05-16 10:20 人民日报", "人民日报", "2024-05-16"),
        ("《求是》 2024年5月", "求是", "2024-05"),
        ("来源：人民日报 2024-05-16", "人民日报", "2024-05-16"),
        ("China Daily | 2024-05-16", "China Daily", "2024-05-16"),
        ("北京 2024年5月16日", "", "2024-05-16"),
        ("新华社北京5月16日电", "", ""),
    ],
)
def test_outlet_and_date_below_the_author(line: str, source: str, published: str) -> None:
    proposed = text.parse(f"高质量发展\n\n作者：李明远\n\n{line}\n\n{BODY}\n".encode()).proposals
    assert (proposed.author, proposed.source, proposed.published) == ("李明远", source, published)
