"""The scripts' lanes are the server's: on the annotate page and on a printed one the same passage has the same line."""

from dataclasses import asdict

from annotations.text.lanes import assign_lanes
from tests.js import node
from tests.js.spans import paragraphs

ASSIGN = """
import { assignLanes } from "annotate/lanes";
answer(given.map((spans) => Object.fromEntries(assignLanes(spans))));
"""


def test_lanes_of_scripts_and_server_are_equal() -> None:
    spans = paragraphs(3000)
    ours = [assign_lanes(each) for each in spans]
    assert max(max(lanes.values(), default=0) for lanes in ours) > 10
    assert node.evaluate(ASSIGN, [[asdict(span) for span in each] for each in spans]) == ours
