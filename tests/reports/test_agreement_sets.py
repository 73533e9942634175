"""Sets and boundaries: measured at once where little is compared, by a job that keeps its moment where much is."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.actions import assigning
from annotations.models import Assignment, Round
from jobs.keeping import Keeper
from jobs.models import Job
from jobs.running import run_next
from projects.models import Project, User
from reports import agreement_sets, boundaries, choices
from reports.measures import SPAN_MEASURES
from reports.measures.alpha_u import ALPHA_U
from reports.measures.continuum import lay_out
from tests.annotations.people import paragraphs, read, tag
from tests.conftest import add_theme, assign
from tests.reports import study

PAGE = "/projects/openness/agreement/sets/"


@pytest.fixture
def pair(project: Project, codebook: None, ada: User, ben: User, round: Round) -> tuple[Assignment, Assignment]:
    """Both read ¶ 1 and 2, ben ¶ 3, too; of trade ada marks one sentence, ben two, and one more in ¶ 3."""
    document = study.add(project, study.DOORS, "doors.txt")
    adas, bens = assign(document, ada, round), assign(document, ben, round)
    tag(adas, "Trade grows fast.", "trade")
    tag(bens, "Trade grows fast. The Belt and Road", "trade")
    tag(bens, "Nothing in this", "trade")
    read(adas, *paragraphs(adas)[:2])
    read(bens)
    return adas, bens


def test_boundaries_are_those_of_what_all_read(pair: Any, sam: User, round: Round) -> None:
    member = sam.memberships.get(project=round.project)
    coders = list(choices.people(member, round).by_name())
    found = boundaries.load(choices.scope(member, round, None), coders)
    first, second, _third = paragraphs(pair[0])
    [theme] = found.spans
    start = first.text.index("Trade grows")
    spans = [[(0, start, start + 17)], [(0, start, start + 35)]]
    assert (found.lengths, found.n_paragraphs) == ([first.n_chars + second.n_chars], 2)
    assert found.spans[theme] == spans
    assert ALPHA_U.compute(found.continuum(theme)) == ALPHA_U.compute(lay_out(found.lengths, spans))


FEW = "boundaries in fewer than 20 documents have no interval"


def test_little_is_measured_at_once(pair: Any, sam: User, client: Client) -> None:
    """Of five units one has trade of both, one of ben alone: alpha of sets is that of trade."""
    client.force_login(sam)
    page = client.get(PAGE).context["page"]
    figures = {figure.measure.name: figure.text for figure in page.sets}
    assert figures == dict.fromkeys(("alpha_jaccard", "alpha_masi", "alpha"), f"{1 - 9 * 2 / (2 * 3 * 7):.3f}")
    [trade] = [line for line in page.lines if line.theme.slug == "trade"]
    assert trade.n_passages == [1, 1]
    assert [figure.measure.name for figure in trade.figures] == [measure.name for measure in SPAN_MEASURES]
    assert (page.reason, {figure.why for figure in trade.figures}) == (FEW, {""})  # said once
    [never] = [line for line in page.lines if line.theme.slug == "bri"]
    assert {(figure.text, figure.why) for figure in never.figures} == {("–", "no passage has it")}


def test_much_is_measured_by_a_job_that_says_of_which_operation_it_is(
    pair: Any, sam: User, round: Round, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(sam)
    at_once = client.get(PAGE).context["page"]
    expected = [figure.text for figure in at_once.sets]
    monkeypatch.setattr(agreement_sets, "AT_ONCE", 0)
    page = client.get(PAGE).context["page"]
    assert (page.whole, page.job) == (None, None)
    assert client.post(PAGE + "measure/", {"round": round.pk}).url == f"{PAGE}?round={round.pk}"
    assert client.get(PAGE).context["page"].job.state == "queued"
    _work()
    page = client.get(PAGE).context["page"]
    assert [figure.text for figure in page.sets] == expected
    assert (page.whole.number, page.n_since, page.job) == (at_once.whole.number, 0, None)
    tag(pair[1], "Security comes first.", "security")
    assert client.get(PAGE).context["page"].n_since == 1


def test_files_have_the_figures_of_the_page(pair: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    page = client.get(PAGE)
    rows = page.context["figure_of_sets"].table.rows
    assert [row[1].text for row in rows] == [figure.text for figure in page.context["page"].sets]
    files = client.get("/projects/openness/figures/agreement-boundaries.csv").text.splitlines()
    assert files[0].startswith("Theme,Passages of C")
    assert [line.split(",")[:3] for line in files if line.startswith("TRD")] == [["TRD Trade", "1", "1"]]


def test_few_large_units_with_much_text_are_measured_by_a_job(
    pair: Any, sam: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One document is one unit; five paragraphs of it were marked as read."""
    monkeypatch.setattr(agreement_sets, "AT_ONCE", 4)
    client.force_login(sam)
    assert client.get(PAGE, {"unit": "document"}).context["page"].is_heavy
    answer = client.post(PAGE + "measure/", {"unit": "paragraph", "rule": "half"})
    assert answer.url == f"{PAGE}?unit=paragraph&rule=half"
    _work()
    assert client.get(answer.url).context["page"].whole.units == 2
    assert client.get(PAGE).context["page"].whole is None  # of sentences nothing was measured


def test_job_tells_nothing_of_a_round_that_was_hidden_meanwhile(
    pair: Any, sam: User, round: Round, client: Client
) -> None:
    client.force_login(sam)
    client.post(PAGE + "measure/")
    assigning.change_round(round=round, version=round.version, actor=None, is_blind=True)
    _work()
    assert list(Job.objects.of_kind(agreement_sets.KIND).values_list("state", "result")) == [("failed", None)]
    assert client.post(PAGE + "measure/").status_code == 404
    assert "Agreement would tell what its coders marked" in client.get(PAGE).text


def test_queries_do_not_grow(
    pair: Any, project: Project, ada: User, ben: User, sam: User, round: Round, client: Client
) -> None:
    client.force_login(sam)
    one = _queries(client)
    slugs = [add_theme(project, n) for n in range(30)]
    for n, slug in enumerate(slugs[:4]):
        document = study.add(project, f"Number {n}\n\nThe road number {n} is open.\n", f"{n}.txt")
        for user in (ada, ben):
            work = assign(document, user, round)
            tag(work, "road", "trade", slug)
            read(work)
    assert _queries(client) == one


def _work() -> None:
    keeper = Keeper("test", threading.Event())
    while run_next(keeper):
        pass


def _queries(client: Client) -> int:
    client.get(PAGE)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(PAGE).status_code == 200
    return len(queries)
