"""The page stands alone, says everything twice, links every figure and gives nothing away to markup."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from growthpole.model.evidence import Source
from growthpole.model.text import Text
from growthpole.reports import write_html
from growthpole.reports.html.document import html_text


class Page(HTMLParser):
    """The ids, links, scripts and policy of a page."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.outside, self.policy = [], [], [], ""
        self.text, self._raw = [], False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self._raw = tag in {"script", "style"}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        self.outside += [given[name] for name in ("src", "srcset", "action", "data") if name in given]
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]

    def handle_endtag(self, tag):
        self._raw = False

    def handle_data(self, data):
        if not self._raw:
            self.text.append(data)


@pytest.fixture(scope="module")
def text(sparse, counties):
    return html_text(sparse, boundaries=counties)


@pytest.fixture(scope="module")
def page(text):
    return Page(text)


def test_every_link_leads_to_a_place_in_the_page(page):
    assert page.links
    assert {link for link in page.links if link.removeprefix("#") not in page.ids} == set()


def test_no_id_stands_twice(page):
    assert len(page.ids) == len(set(page.ids))


def test_nothing_is_loaded_from_elsewhere(page):
    assert page.outside == []
    assert "default-src 'none'" in page.policy
    assert "unsafe-eval" not in page.policy


def test_the_policy_allows_exactly_the_scripts_of_the_page(text, page):
    scripts = re.findall(r"<script>(.*?)</script>", text, flags=re.DOTALL)
    digests = {base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts}
    assert set(re.findall(r"'sha256-([^']+)'", page.policy)) == digests
    assert len(digests) == 3


@pytest.mark.parametrize("town", ["祁县玻璃器皿", "Qixian glassware", "平遥牛肉", "太谷玛钢", "榆社医药包材"])
def test_each_town_has_a_page_in_both_languages(town, page):
    assert any(town in piece for piece in page.text)
    assert "t-qixian-glassware" in page.ids


def test_every_figure_with_evidence_links_to_its_row(text, sparse):
    used = {
        row
        for one in sparse.clusters
        for found in (*one.criteria, *(gate for gates in one.gates.values() for gate in gates))
        for figure in found.figures
        for row in figure.rows
    }
    assert used
    for row in used:
        assert f'id="e{row}"' in text


def test_disputed_figures_stand_with_all_their_quotes(page):
    words = " ".join(page.text)
    assert "16.56 (100 million)" in words
    assert "34 (100 million yuan)" in words
    assert "exported to more than 3000 countries and regions" in words


def test_quotes_cannot_become_markup(text):
    assert "&lt;others&gt;" in text
    assert "<others>" not in text


def test_hostile_names_stay_words(sparse):
    hostile = '</script><script>alert("x")</script>'
    bad = replace(sparse.clusters[0], cluster=replace(sparse.clusters[0].cluster, name=Text(hostile, hostile)))
    source = replace(sparse, clusters=(bad, *sparse.clusters[1:]), sources={"s": Source("s", Text(hostile))})
    written = html_text(source)
    assert hostile not in written
    assert written.count("<script>") == 3


def test_unknown_is_called_unknown(page):
    words = " ".join(page.text)
    assert "多数情况尚属未知" in words
    assert "Most of it is unknown" in words


@pytest.mark.parametrize("made", [True, False])
def test_made_up_data_are_called_made_up(made, sparse):
    assert ("虚构数据" in " ".join(Page(html_text(sparse, made=made)).text)) is made


def test_the_same_assessment_gives_the_same_bytes(sparse, counties, tmp_path):
    first = write_html(sparse, tmp_path / "a.html", boundaries=counties).read_bytes()
    assert write_html(sparse, tmp_path / "b.html", boundaries=counties).read_bytes() == first


def test_an_assessment_of_nobody_is_a_page(nobody):
    page = Page(html_text(nobody))
    assert "0 professional towns were assessed for 2024." in " ".join(page.text)
    assert {link for link in page.links if link.removeprefix("#") not in page.ids} == set()


def test_draws_and_context_have_their_place(drawn):
    page = Page(html_text(drawn))
    words = " ".join(page.text)
    assert "What moves the ranks" in words
    assert 'data-chart="sensitivity"' in html_text(drawn)
    assert "升至上一等级的最省路径" in words
    assert {link for link in page.links if link.removeprefix("#") not in page.ids} == set()


def test_sixty_clusters_stay_small(crowd):
    assert len(html_text(crowd(60)).encode()) < 6_000_000


def test_thousands_get_a_table_and_say_so(crowd):
    text = html_text(crowd(3000))
    page = Page(text)
    assert sum(id_.startswith("t-") for id_ in page.ids) == 100
    assert text.count("<tr data-cluster=") == 2000
    assert "The first 100 of 3,000 have a page of their own" in " ".join(page.text)
    assert len(text.encode()) < 8_000_000
    assert {link for link in page.links if link.removeprefix("#") not in page.ids} == set()
