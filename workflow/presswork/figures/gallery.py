"""The gallery: a page of all figures with captions, downloads and how to cite each."""

from collections.abc import Mapping
from html import escape
from typing import Any

from presswork.figures.omitted import list_omitted

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Figures</title>
<style>
:root {{ --page: #fff; --text: #1b1b1b; --quiet: #595959; --line: #d9d9d9; --link: #00558a; }}
@media (prefers-color-scheme: dark) {{
  :root {{ --page: #16181b; --text: #ececec; --quiet: #b0b0b0; --line: #43474d; --link: #8fc8f0; }}
}}
* {{ box-sizing: border-box; }}
body {{ margin: 0 auto; max-width: 82rem; padding: 1rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }}
a {{ color: var(--link); }}
a:focus-visible, summary:focus-visible {{ outline: 2px solid var(--link); outline-offset: 2px; }}
nav ul {{ columns: 14rem; padding-left: 1.2rem; }}
article {{ display: grid; grid-template-columns: minmax(0, 24rem) minmax(0, 1fr); gap: 0 2rem; align-items: start;
  border-top: 1px solid var(--line); padding: 1rem 0 1.5rem; }}
h2 {{ grid-column: 1 / -1; margin: 0 0 .5rem; font-size: 1.2rem; }}
figure {{ margin: 0; }}
img {{ display: block; width: 100%; height: auto; background: #fff; border: 1px solid var(--line); }}
p, ul.files {{ margin: 0 0 .6rem; }}
ul.files {{ display: flex; flex-wrap: wrap; gap: .2rem 1rem; padding: 0; list-style: none; }}
.quiet {{ color: var(--quiet); font-size: .9rem; }}
@media (max-width: 46rem) {{ article {{ grid-template-columns: minmax(0, 1fr); row-gap: .8rem; }} }}
</style>
</head>
<body>
<header>
<h1>Figures</h1>
<p>{count} figures. Each says how many articles it rests on and what its lines are; its files carry its id, so that
<code>make verify FIGURE=file</code> finds what it was made from.</p>
</header>
<nav aria-label="Figures"><ul>
{contents}
</ul></nav>
<main>
{figures}
{omitted}</main>
</body>
</html>
"""
FIGURE = """<article id="{name}" aria-labelledby="{name}-title">
<h2 id="{name}-title">{title}</h2>
<figure><img src="{png}" alt="{alt_text}" loading="lazy"></figure>
<div>
<p><bdi>{caption}</bdi></p>
<ul class="files" aria-label="Downloads of {title}">{files}</ul>
<p><strong>Cite:</strong> {cite}</p>
<p class="quiet">Id <code>{id}</code>. Licence of the figure: {licence}.</p>
<details class="quiet"><summary>Method, sources and alt text</summary>
<p><bdi>{method}</bdi></p>{sources}
<p>Alt text: <bdi>{alt_text}</bdi></p>
</details>
</div>
</article>"""

OMITTED = """<section aria-labelledby="omitted">
<h2 id="omitted">Figures that were not made</h2>
<dl>
{figures}</dl>
</section>
"""


def write_gallery(sidecars: list[dict[str, Any]], support: dict[str, Any]) -> str:
    """Return the page of the figures that these sidecars describe, in their order; it lies beside their files.

    Below them it names the figures that were not made, with the reason.
    """
    contents = (f'<li><a href="#{escape(each["figure"])}">{_title(each["figure"])}</a></li>' for each in sidecars)
    return PAGE.format(
        count=len(sidecars),
        contents="\n".join(contents),
        figures="\n".join(_write_figure(each) for each in sidecars),
        omitted=_write_omitted(list_omitted(support)),
    )


def _write_omitted(omitted: Mapping[str, str]) -> str:
    told = (f"<dt>{_title(name)}</dt>\n<dd>{escape(reason)}</dd>\n" for name, reason in omitted.items())
    return OMITTED.format(figures="".join(told)) if omitted else ""


def _title(name: str) -> str:
    return escape(name.replace("_", " ").capitalize())


def _write_figure(sidecar: Mapping[str, Any]) -> str:
    told = {key: escape(sidecar[key]) for key in ("id", "caption", "alt_text", "method", "cite")}
    kinds = {kind.upper(): entry["file"] for kind, entry in sidecar["files"].items()}
    name = sidecar["figure"]
    kinds |= {"Rows (CSV)": sidecar["rows"]["file"], "Sidecar (JSON)": f"{name}.json"}
    kinds |= {"Trace (Parquet)": f"{name}.trace.parquet"}
    links = (f'<li><a href="{escape(file)}" download>{label}</a></li>' for label, file in sorted(kinds.items()))
    sources = "".join(f"<li>{escape(source)}</li>" for source in sidecar["sources"])
    return FIGURE.format(
        **told,
        name=escape(name),
        title=_title(name),
        png=escape(sidecar["files"]["png"]["file"]),
        files="".join(links),
        licence=escape(sidecar["licence"]["figure"]),
        sources=f"\n<ul>{sources}</ul>" if sources else "",
    )
