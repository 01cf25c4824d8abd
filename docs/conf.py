"""Sphinx: how the documentation is built (``sh tools/docs``)."""

from importlib.metadata import version as installed

project = "selon"
author = "The selon authors"
copyright = "2026, the selon authors"
release = installed("selon")
version = release
language = "en"

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
root_doc = "index"
exclude_patterns = ["_build"]
nitpicky = True
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

html_theme = "alabaster"
html_theme_options = {"description": "who did what to whom, when, and according to whom", "fixed_sidebar": True, "page_width": "1060px"}
html_show_sourcelink = False
html_copy_source = False
smartquotes = False
