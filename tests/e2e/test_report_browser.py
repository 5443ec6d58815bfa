"""The written page in a real browser: offline, without a fault, in both languages, down to the source of a figure."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from growthpole.model.assessment import Assessment
from growthpole.reports import write_html
from growthpole.services.assess import assess_path
from growthpole.services.chapters import chapters_of
from growthpole.services.demo import lay_out

pytestmark = pytest.mark.browser

LOCALES = {"zh": "zh-CN", "en": "en-GB"}


@dataclass
class Watched:
    """A page and all it should not have done."""

    page: Page
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def written(name: str, folder: Path) -> Path:
    shown = lay_out(name, folder / "input")
    opened, assessment = assess_path(folder / "input", period=shown.period)
    page, chapters = folder / "report.html", chapters_of(opened, assessment)
    return write_html(assessment, page, boundaries=opened.dossier.boundaries, made=shown.made, chapters=chapters)


@pytest.fixture(scope="module")
def real(tmp_path_factory) -> Path:
    return written("jinzhong", tmp_path_factory.mktemp("jinzhong"))


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    return written("sandbox", tmp_path_factory.mktemp("sandbox"))


@contextmanager
def opened(browser: Browser, path: Path, language: str, width: int = 1280) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale=LOCALES[language], offline=True)
    watched = Watched(context.new_page())
    watched.page.on("request", lambda request: watched.requests.append(request.url))
    watched.page.on("pageerror", lambda fault: watched.faults.append(str(fault)))
    watched.page.on("console", lambda said: watched.faults.append(said.text) if said.type == "error" else None)
    watched.page.goto(path.as_uri())
    watched.page.wait_for_selector(f"html[data-drawn={language}]", state="attached")
    yield watched
    context.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_chart_is_drawn_and_nothing_is_asked_for(browser, real, language):
    with opened(browser, real, language) as watched:
        page = watched.page
        charts = page.locator("figure.chart")
        assert charts.count() >= 6
        assert page.locator(f"figure.chart[data-drawn={language}] svg").count() == charts.count()
        assert page.locator("figure.chart svg").evaluate_all(
            "all => all.every(one => one.querySelectorAll('path').length > 3)"
        )
        assert [url for url in watched.requests if not url.startswith("file:")] == []
        assert watched.faults == []


def test_the_switch_changes_words_title_and_charts(browser, real):
    with opened(browser, real, "zh") as watched:
        page = watched.page
        assert "祁县玻璃器皿" in page.locator("#map + figure svg").inner_html()
        page.get_by_role("button", name="English").click()
        page.wait_for_selector("html[data-drawn=en]", state="attached")
        assert page.locator("h1").inner_text().startswith("Jinzhong")
        assert page.title().startswith("Jinzhong")
        assert "Qixian glassware" in page.locator("#map + figure svg").inner_html()
        assert watched.faults == []


def test_a_figure_leads_to_its_source(browser, real):
    with opened(browser, real, "en") as watched:
        page = watched.page
        page.get_by_role("navigation").get_by_text("Clusters").click()
        page.locator("#clusters").get_by_role("link", name="Qixian glassware").click()
        town = page.locator("#t-qixian-glassware")
        town.wait_for()
        town.locator("a.fig", has_text="employment").first.click()
        row = page.locator("tr:target")
        row.wait_for()
        assert "30,000 persons" in row.inner_text()
        row.get_by_role("link", name="press-xinhua-2024").click()
        source = page.locator("#sources tr:target")
        source.wait_for()
        assert "luckybaster.org" in source.inner_text()


def test_a_mark_of_a_chart_opens_the_page_of_its_town(browser, real):
    with opened(browser, real, "en") as watched:
        page = watched.page
        page.get_by_role("navigation").get_by_text("Scores and ranks").click()
        mark = page.locator("#scores figure[data-chart=rank_ranges] svg .mark-rect.role-mark.layer_1_marks path").first
        said = mark.get_attribute("aria-label") or ""
        mark.click(position={"x": 4, "y": 6})
        town = page.locator(".page.town.open")
        town.wait_for()
        assert f"cluster: {town.get_by_role('heading', level=2).first.inner_text()};" in said


def test_one_page_is_shown_at_a_time_and_paper_gets_it_without_the_buttons(browser, real):
    with opened(browser, real, "zh") as watched:
        page = watched.page
        assert page.locator(".page").locator("visible=true").count() == 1
        page.emulate_media(media="print")
        assert page.locator(".page").locator("visible=true").count() == 1
        assert page.locator("nav, .tools").locator("visible=true").count() == 0


def test_without_script_every_page_and_every_number_is_there(browser, real):
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(real.as_uri())
    assert page.locator(".page").locator("visible=true").count() == page.locator(".page").count() >= 16
    assert page.locator("#t-qixian-glassware").get_by_text("30,000人").count() >= 1
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_screen(browser, made, width):
    with opened(browser, made, "en", width) as watched:
        page = watched.page
        for place in ("overview", "clusters", "criteria", "scores", "fund", "unknown", "t-clearlake-glassware"):
            page.evaluate("place => { location.hash = place }", place)
            page.wait_for_selector(f"[id='{place}'].open")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert watched.faults == []


CUT = """charts => charts.flatMap((chart) => {
  const room = chart.querySelector("svg").getBoundingClientRect();
  return [...chart.querySelectorAll("svg text")].filter((one) => {
    const box = one.getBoundingClientRect();
    const beyond = [room.left - box.left, box.right - room.right, room.top - box.top, box.bottom - room.bottom];
    return Math.max(...beyond) > 8;
  }).map((one) => chart.dataset.chart + ": " + one.textContent);
})"""
"""The words of charts that reach beyond their drawing by more than the rounding of a typeface."""


@pytest.mark.parametrize("width", [390, 1280])
def test_no_word_of_a_chart_is_cut_off(browser, made, width):
    with opened(browser, made, "zh", width) as watched:
        page = watched.page
        for place in ("echelon", "awards", "tasks"):
            page.evaluate("place => { location.hash = place }", place)
            page.wait_for_selector(f"[id='{place}'].open")
            charts = page.locator(f"[id='{place}'] figure.chart")
            assert charts.count() >= 1
            assert charts.evaluate_all(CUT) == []
        line = page.locator("[data-chart=tasks_gantt] .said")
        expect(line).to_have_text("深色：已完成，浅色：待完成")
        assert watched.faults == []


def test_made_up_data_are_called_so_on_every_page(browser, made):
    with opened(browser, made, "en", 390) as watched:
        for place in ("overview", "doubtful", "t-clearlake-glassware"):
            watched.page.evaluate("place => { location.hash = place }", place)
            watched.page.wait_for_selector(f"[id='{place}'].open")
            expect(watched.page.get_by_role("note").first).to_be_visible()


def test_the_table_of_towns_is_searched(browser, made):
    with opened(browser, made, "en") as watched:
        page = watched.page
        page.get_by_role("navigation").get_by_text("Clusters").click()
        expect(page.locator("#register tbody tr").locator("visible=true")).to_have_count(60)
        page.locator("#find").fill("glassware")
        found = page.locator("#register tbody tr").locator("visible=true")
        assert 0 < found.count() < 60
        assert all("glassware" in line.lower() for line in found.all_inner_texts())


def test_a_moved_weight_ranks_anew_and_reset_restores(browser, tmp_path):
    shown = lay_out("sandbox", tmp_path / "input")
    _, assessment = assess_path(tmp_path / "input", period=shown.period)
    path = write_html(assessment, tmp_path / "report.html")
    with opened(browser, path, "en") as watched:
        page = watched.page
        page.get_by_role("navigation").get_by_text("Scores and ranks").click()
        before = standing(page)
        assert before == expected(assessment, {})
        slider = page.get_by_role("slider").first
        slider.focus()
        slider.press("End")
        assert slider.get_attribute("aria-valuetext") == "57.1 %"
        first = assessment.programme.index.groups[0].id
        after = standing(page)
        assert after == expected(assessment, {first: 1.0})
        assert [row[0] for row in after] != [row[0] for row in before]
        slider.press("ArrowLeft")
        assert standing(page) == expected(assessment, {first: 0.99})
        page.get_by_role("button", name="Back to the programme's weights").click()
        assert standing(page) == before
        assert page.get_by_role("status").inner_text() == "The rank of 0 of 60 differs from the programme's."
        assert watched.faults == []


def test_no_weight_at_all_is_refused_in_words(browser, made):
    with opened(browser, made, "zh", 390) as watched:
        page = watched.page
        page.evaluate("location.hash = 'scores'")
        before = standing(page)
        for slider in page.get_by_role("slider").all():
            slider.press("Home")
        assert page.get_by_role("status").inner_text() == "至少须有一项权重大于零。"
        assert page.locator("#reweighting table").is_hidden()
        assert slider.get_attribute("aria-valuetext") == "–"
        page.locator("#reweighting button").click()
        assert standing(page) == before
        assert watched.faults == []


def standing(page: Page) -> list[tuple[str, str]]:
    """Cluster and rank, in the order of the table of what-if weights."""
    rows = page.locator("#reweighting tr[data-cluster]")
    rows.first.wait_for()
    return [
        tuple(one) for one in rows.evaluate_all("all => all.map(row => [row.dataset.cluster, row.cells[0].innerText])")
    ]


def expected(assessment: Assessment, changed: dict[str, float]) -> list[tuple[str, str]]:
    """The same by plain comparison, class by class, the best proven score first."""
    own = {group.id: group.weight for group in assessment.programme.index.groups}
    weights = {**own, **changed}
    ends = {}
    for one in assessment.clusters:
        for end in ("low", "high"):
            points = sum(
                getattr(item.points, end) / own[item.group] * weights[item.group] / sum(weights.values())
                for item in one.score.items
            )
            extra = sum(getattr(each, end) for each in one.score.adjustments.values())
            ends[one.cluster.id, end] = round(max(0.0, points + extra), 9)
    listed = []
    for name in assessment.programme.classes:
        members = [one.cluster.id for one in assessment.clusters if one.cluster.peer_class == name]
        for id_ in sorted(members, key=lambda id_: (-ends[id_, "low"], -ends[id_, "high"])):
            others = [other for other in members if other != id_]
            best = 1 + sum(ends[other, "low"] > ends[id_, "high"] for other in others)
            worst = 1 + sum(ends[other, "high"] > ends[id_, "low"] for other in others)
            listed.append((id_, str(best) if best == worst else f"{best}–{worst}"))
    return listed


CHAPTERS = {"chain": 4, "targets": 3, "plan-portfolio": 4, "echelon": 3}
"""Chapters of the made city, and how many pictures and tables each has at the least."""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_chains_and_plans_stand_in_the_report_in_both_languages(browser, made, language):
    with opened(browser, made, language) as watched:
        page = watched.page
        links = page.locator("nav a").evaluate_all("all => all.map(one => one.hash.slice(1))")
        assert set(CHAPTERS) <= set(links)
        for chapter, least in CHAPTERS.items():
            page.locator(f'nav a[href="#{chapter}"]').click()
            section = page.locator(f"section#{chapter}")
            expect(section).to_be_visible()
            shown = section.locator("figure.chart svg").count() + section.locator("table tbody tr:first-child").count()
            assert shown >= least
            headings = section.locator("h2, h3, thead th").all_inner_texts()
            assert headings
            han = [any("\u4e00" <= letter <= "\u9fff" for letter in heading) for heading in headings]
            # A unit or an id may stand in a Chinese heading's place; no Chinese stands in an English one.
            assert sum(han) > 0.8 * len(han) if language == "zh" else not any(han)
        assert watched.faults == []


def test_what_chains_and_plans_say_of_a_town_stands_on_its_page(browser, made):
    with opened(browser, made, "en") as watched:
        page = watched.page
        page.goto(made.as_uri() + "#t-stonebridge-beef")
        town = page.locator("section#t-stonebridge-beef")
        expect(town).to_be_visible()
        town.locator('a[href="#chain"]').click()
        expect(page.locator("section#chain")).to_be_visible()
