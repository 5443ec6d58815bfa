"""The charts of the page, as specifications that the page's own script draws."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

import vl_convert

from growthpole.model.text import LANGUAGES
from growthpole.reports.drawings import Draw

__all__ = ["embedded", "library"]


def embedded(drawn: Mapping[str, Draw]) -> str:
    """All charts in all languages as JSON that may stand inside a script element."""
    specs = {
        language: {name: draw(language).to_dict(validate=False) for name, draw in drawn.items()}
        for language in LANGUAGES
    }
    return json.dumps(specs, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


@cache
def library() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script, from the package: nothing is fetched."""
    # Its stubs ask for a snippet; none is the plain library, and much faster.
    bundle: str = vl_convert.javascript_bundle()  # type: ignore[call-arg]
    return bundle.replace("</script", "<\\/script")
