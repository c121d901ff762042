"""Settings of the documentation site, which `make site` builds."""

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "workflow"))

project = "Presswork"
copyright = "The Presswork maintainers"
version = release = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
extensions = ["myst_parser", "sphinx.ext.autodoc"]
source_suffix = {".md": "markdown"}
language = "en"
highlight_language = "none"

# GitHub makes the same anchors from headings.
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]
# A single backtick in a docstring marks code, as it does in Markdown.
default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
maximum_signature_line_length = 80
autodoc_preserve_defaults = True

html_theme = "furo"
html_title = f"Presswork {version}"
html_static_path = ["site.css"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
# Summaries are fetched from the pages, which a browser refuses where they were opened from a disc.
html_show_search_summary = False
html_domain_indices = False
