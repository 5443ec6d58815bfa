"""How the documentation is built: MyST pages, the reference from the docstrings, warnings as errors."""

from growthpole import __version__

project = "growthpole"
author = "The growthpole developers"
copyright = "2026, the growthpole developers"
version = release = __version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.mathjax",
    "sphinx.ext.napoleon",
]
myst_enable_extensions = ["amsmath", "colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3
# Formulas are shown as they are written: the documentation is read offline, so no script is fetched to set them.
mathjax_path = ""
napoleon_google_docstring = False
napoleon_use_rtype = False
autodoc_typehints = "none"
autosummary_generate = True
autosummary_ignore_module_all = False
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "growthpole"
html_static_path = ["_static"]
