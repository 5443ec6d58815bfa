"""The reference of the library, written from the table of public names: a page a module, nothing left out."""

from __future__ import annotations

from collections import defaultdict
from importlib import import_module
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

import growthpole
from growthpole import _HOME

FOLDER = Path(__file__).parents[1] / "reference" / "generated"


def write_pages(app: Sphinx) -> None:  # noqa: ARG001
    homes: dict[str, list[str]] = defaultdict(list)
    for name in growthpole.__all__:
        if name in _HOME:
            homes[_HOME[name]].append(name)
    FOLDER.mkdir(exist_ok=True)
    wanted = {f"{home}.rst": page(home, names) for home, names in homes.items()}
    for path in FOLDER.glob("*.rst"):
        if path.name not in wanted:
            path.unlink()
    for file, text in wanted.items():
        path = FOLDER / file
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def page(home: str, names: list[str]) -> str:
    """One page: the module's own words, then every public name of it."""
    module = import_module(home)
    members = [name for name in names if getattr(growthpole, name) is not module]
    members = members or list(getattr(module, "__all__", []))
    # Results are documented beside the functions that give them.
    members += [name for name in getattr(module, "__all__", []) if name not in members]
    title = home.removeprefix("growthpole.")
    first = (module.__doc__ or "").strip().splitlines()[0]
    lines = [title, "=" * len(title), "", first, ""]
    for name in members:
        value = getattr(module, name)
        if not callable(value) or getattr(value, "__module__", "typing") == "typing":
            continue  # a constant or a type alias has no docstring of its own
        kind = "autoclass" if isinstance(value, type) else "autofunction"
        lines += [f".. {kind}:: {value.__module__}.{name}", ""]
        if kind == "autoclass":
            lines[-1:] = ["   :members:", ""]
    return "\n".join(lines)


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("builder-inited", write_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
