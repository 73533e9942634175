"""What is done in Chromium: opening, keys, scrolling, finding a theme, selecting; each gives what it measured."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page

PROBE = Path(__file__).with_name("probe.js").read_text(encoding="utf-8")
WINDOW = {"width": 1360, "height": 860}
# Ten keys as they come in a day's work: other sentences, two themes, one taken away, a selection, undo, read.
TEN = ("1", "2", "ArrowRight", "3", "3", "Shift+ArrowRight", "Shift+ArrowRight", "4", "Control+z", "Space")
QUERIES = ("opening", "security", "duiwaikaifang", "zlgx", "self rel", "market access")
TINY = "/healthz"  # where one comes from: the first page of a new tab waits for the tab
UNREPORTED = 16.0  # milliseconds; what Event Timing does not report took less


@dataclass
class Opening:
    """Milliseconds from the beginning of the navigation; bytes on the wire, `own` those of script and style."""

    answered: float
    painted: float
    ready: float
    requests: int = 0
    total: int = 0
    own: int = 0
    page: int = 0
    long: list[float] = field(default_factory=list)  # tasks of more than 50 ms after it was ready

    @property
    def usable(self) -> float:
        return max(self.painted, self.ready)


@dataclass
class Keys:
    """Milliseconds a key: by Event Timing, and until the second frame after it."""

    timed: list[float]
    framed: list[float]

    def __add__(self, other: "Keys") -> "Keys":
        return Keys(self.timed + other.timed, self.framed + other.framed)


class Screen:
    """A page of its own, without anything in its cache."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page, self.origin = page, origin
        self.wire: CDPSession = page.context.new_cdp_session(page)
        self.wire.send("Network.enable")
        self.kinds: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        self.wire.on("Network.responseReceived", self._on_answer)
        self.wire.on("Network.loadingFinished", self._on_loaded)

    def _on_answer(self, event: dict[str, str]) -> None:
        self.kinds[event["requestId"]] = event["type"]

    def _on_loaded(self, event: dict[str, float | str]) -> None:
        self.sizes[str(event["requestId"])] = int(event["encodedDataLength"])

    def open(self, address: str) -> Opening:
        """From a page of ours without styles or scripts; a second time from what is in the cache."""
        self.page.goto(self.origin + TINY)
        self.kinds, self.sizes = {}, {}
        self.page.goto(self.origin + address)
        self.page.wait_for_function("() => probe.ready")
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_timeout(500)
        times = self.page.evaluate("""() => {
          const [paint] = performance.getEntriesByName("first-contentful-paint");
          const [load] = performance.getEntriesByType("navigation");
          return { answered: load.responseStart, painted: paint.startTime, ready: probe.ready };
        }""")
        found = Opening(**times)
        long = self.page.evaluate("probe.long")
        found.long = [each["duration"] for each in long if each["startTime"] > found.ready]
        sizes = {kind: self._bytes(kind) for kind in ("Document", "Script", "Stylesheet")}
        found.requests, found.total = len(self.sizes), sum(self.sizes.values())
        found.page, found.own = sizes["Document"], sizes["Script"] + sizes["Stylesheet"]
        return found

    def _bytes(self, kind: str) -> int:
        return sum(size for request, size in self.sizes.items() if self.kinds.get(request) == kind)

    def press(self, keys: Iterator[str] | tuple[str, ...], pause: int = 60) -> Keys:
        """Presses each key when all before it is painted."""
        self.page.evaluate("Object.assign(probe, { keys: [], painted: [] })")
        count = 0
        for key in keys:
            count += 1
            self.page.keyboard.press(key)
            self.page.wait_for_function("count => probe.painted.length >= count", arg=count)
            self.page.wait_for_timeout(pause)
        self.page.wait_for_timeout(300)
        timed, framed = self.page.evaluate("[probe.keys, probe.painted]")
        return Keys(timed + [UNREPORTED] * (count - len(timed)), framed)

    def code(self, keys: int = 100) -> Keys:
        self.page.locator(".sheet-here").focus()
        return self.press(TEN * (keys // len(TEN)))

    def idle(self, keys: int = 50) -> Keys:
        """As long as a key takes that means nothing: the limit of the machine."""
        self.page.locator(".sheet-here").focus()
        return self.press(("F9",) * keys)

    def look_for_themes(self) -> Keys:
        """Types what may be looked for, letter by letter, and takes it away again."""
        found = Keys([], [])
        for query in QUERIES:
            self.page.locator(".sheet-here").focus()
            self.page.keyboard.press("/")
            self.page.wait_for_timeout(300)
            typed = self.press(tuple(query) + ("Backspace",) * len(query))
            self.page.keyboard.press("Escape")
            found += typed
        return found

    def scroll_by_wheel(self, steps: int = 200, by: int = 240) -> list[float]:
        """Milliseconds from frame to frame."""
        self.page.mouse.move(600, 500)
        self.page.evaluate("probe.watch()")
        for _ in range(steps):
            self.page.mouse.wheel(0, by)
            self.page.wait_for_timeout(12)
        self.page.wait_for_timeout(300)
        return list(self.page.evaluate("probe.stop()"))

    def scroll_by_pages(self, pages: int = 40) -> list[float]:
        self.page.locator(".sheet-here").focus()
        self.page.evaluate("probe.watch()")
        for _ in range(pages):
            self.page.keyboard.press("PageDown")
            self.page.wait_for_timeout(120)
        self.page.wait_for_timeout(300)
        return list(self.page.evaluate("probe.stop()"))

    def use_mouse(self, times: int = 20) -> tuple[list[float], list[float]]:
        """Clicks a word, then drags over lines; milliseconds that our handlers take, and from frame to frame."""
        self.page.evaluate("probe.handled = []; probe.watch()")
        for number in range(times):
            x, y = 480 + 10 * number, 250 + 15 * number
            self.page.mouse.click(x, y)
            self.page.mouse.move(x, y)
            self.page.mouse.down()
            self.page.mouse.move(x + 60, y + 160, steps=3)
            self.page.mouse.up()
            self.page.wait_for_timeout(60)
        handled, seen = self.page.evaluate("[probe.handled, probe.stop()]")
        return handled, seen

    def tag_and_undo(self, cycles: int) -> None:
        self.wire.send("Network.disable")  # which keeps every answer
        self.page.locator(".sheet-here").focus()
        for _ in range(cycles):
            self.page.keyboard.press("1")
            self.page.keyboard.press("Control+z")
        self.page.wait_for_function("() => document.querySelector('[data-saved]').dataset.state === 'saved'")
        self.page.wait_for_timeout(1000)

    def memory(self) -> tuple[float, int]:
        """MB of script objects, and how many nodes there are, after what is not needed was thrown away."""
        self.wire.send("HeapProfiler.collectGarbage")
        used = self.wire.send("Runtime.getHeapUsage")["usedSize"]
        return used / 1e6, self.wire.send("Memory.getDOMCounters")["nodes"]


@contextmanager
def screen(browser: Browser, origin: str, session: str) -> Iterator[Screen]:
    context = browser.new_context(viewport=WINDOW, locale="en-GB")
    context.add_cookies([{"name": "sessionid", "value": session, "url": origin}])
    context.add_init_script(PROBE)
    yield Screen(context.new_page(), origin)
    context.close()
