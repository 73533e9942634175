"""Joining modules: each once, behind what it needs, its names its own; what cannot be joined is refused."""

import pytest

from config.joining import NotJoinable, joined

LANES = "const MOST = 4;\nexport function lanes() { return MOST; }\n"
PAINT = 'import { lanes as all } from "a/lanes";\nconst MOST = 9;\nexport class Paint { most = all() + MOST; }\n'
MAIN = 'import {\n  Paint,\n} from "a/paint";\nimport { lanes } from "a/lanes";\nnew Paint(lanes());\n'


def join(**sources: str) -> str:
    return joined("a/main", lambda name: sources[name.removeprefix("a/")])


def test_modules_become_functions_in_the_order_of_need() -> None:
    assert join(main=MAIN, paint=PAINT, lanes=LANES) == (
        "// a/lanes\nconst $a_lanes = (() => {\n"
        "const MOST = 4;\nfunction lanes() { return MOST; }\n\nreturn { lanes };\n})();\n"
        "// a/paint\nconst $a_paint = (() => {\n"
        "const { lanes: all } = $a_lanes;\nconst MOST = 9;\nclass Paint { most = all() + MOST; }\n\n"
        "return { Paint };\n})();\n"
        "// a/main\nconst $a_main = (() => {\n"
        "const {\n  Paint,\n} = $a_paint;\nconst { lanes } = $a_lanes;\nnew Paint(lanes());\n\nreturn {  };\n})();\n"
    )


def test_comments_that_fill_their_lines_are_left_out() -> None:
    source = '// What it is.\n/** Of two\n *  lines. */\nconst a = "http://b"; // why\n  // and how\nconst c = a;\n'
    assert 'const a = "http://b"; // why\nconst c = a;\n' in join(main=source)
    assert "lines" not in join(main=source)
    assert "how" not in join(main=source)


def test_what_nobody_needs_is_left_out() -> None:
    assert "Paint" not in join(main="start();\n", paint=PAINT)


@pytest.mark.parametrize(
    "line",
    [
        'import all from "a/lanes";',
        'import * as all from "a/lanes";',
        'import "a/lanes";',
        "export default 4;",
        "export { lanes };",
        "export let most = 4;",
        'const late = () => import("a/lanes");',
        "const here = import.meta.url;",
        "await start();",
    ],
)
def test_other_forms_are_refused(line: str) -> None:
    with pytest.raises(NotJoinable, match="a/main"):
        join(main=f"{line}\n", lanes=LANES)


def test_a_name_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotJoinable, match="a/lanes does not export Lanes"):
        join(main='import { Lanes } from "a/lanes";\n', lanes=LANES)


def test_modules_that_need_each_other_are_refused() -> None:
    with pytest.raises(NotJoinable, match="need each other"):
        join(
            main='import { b } from "a/b";\nexport const a = 1;\n',
            b='import { a } from "a/main";\nexport const b = 1;\n',
        )
