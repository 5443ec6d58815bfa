"""How the documentation is built: MyST pages, the reference from the docstrings, warnings as errors."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

from growthpole import __version__

project = "growthpole"
author = "The growthpole developers"
copyright = "2026, the growthpole developers"
version = release = __version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "command_line",
    "ledgers",
    "mathml",
    "public_names",
]
myst_enable_extensions = ["amsmath", "colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3
html_math_renderer = "mathml"
napoleon_google_docstring = False
napoleon_use_rtype = False
autodoc_typehints = "none"
exclude_patterns = ["_build"]
# Attributes of several results share the short names of the literature (r, n, low ...).
suppress_warnings = ["ref.python"]
html_theme = "furo"
html_title = "growthpole"
