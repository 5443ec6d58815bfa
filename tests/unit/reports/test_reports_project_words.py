"""What is said of the limits of counties: none that are open are not counted."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import pytest

from growthpole.chain.fit_county import CountyUse
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.reports.chapters.targets_projects import project_words


def said(verdicts: Sequence[Verdict]) -> Text:
    uses = tuple(CountyUse("140702", "land", None, {}, {}, {"contacted": verdict}) for verdict in verdicts)
    study = SimpleNamespace(
        projects=(SimpleNamespace(state="signed"),), uses=uses, regions={"140702": Text("Yuci", "榆次区")}
    )
    return list(project_words(study))[-1]


@pytest.mark.parametrize(
    ("verdicts", "english", "chinese"),
    [
        ([Verdict.NOT_MET], "Yuci: land.", "榆次区土地。"),
        ([Verdict.NOT_MET, Verdict.UNKNOWN], "Yuci: land. 1 limits are open.", "榆次区土地。另有1项未定。"),
        ([Verdict.MET], "ask for.", "要素不足。"),
        ([Verdict.UNKNOWN], "ask for; 1 limits are open.", "要素不足；1项要素未定。"),
    ],
)
def test_open_limits_are_told_only_where_there_are_any(verdicts: list[Verdict], english: str, chinese: str) -> None:
    found = said(verdicts)
    assert found.en.endswith(english)
    assert found.zh.endswith(chinese)
