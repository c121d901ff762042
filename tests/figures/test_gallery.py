"""The gallery shows every figure with its caption, downloads and citation, whatever the words are."""

from lxml import html

from presswork.figures.gallery import write_gallery

HOSTILE = "<script>alert(1)</script> \"quoted\" 'single' {braces} & \u202ereversed"

SUPPORTED = {"k": [], "left_out": [], "not_planned": []}
UNDATED = {"analysis": "trends", "subject": "all articles", "code": "no_dates", "parameters": {}}


def sidecar_of(name, text=HOSTILE):
    said = dict.fromkeys(("caption", "alt_text", "method", "cite"), text)
    files = {kind: {"file": f"{name}.{kind}", "sha256": "0" * 64} for kind in ("pdf", "svg", "png")}
    rows = {"file": f"{name}.csv", "sha256": "0" * 64}
    return said | {"id": f"{name}-0", "figure": name, "sources": [text], "files": files, "rows": rows} | {
        "licence": {"figure": text, "code": "MIT"}
    }  # fmt: skip


def test_each_figure_has_caption_alt_text_downloads_citation_and_id():
    page = html.fromstring(write_gallery([sidecar_of("top_terms"), sidecar_of("flow")], SUPPORTED))
    assert [title.text for title in page.iter("h2")] == ["Top terms", "Flow"]
    first = page.get_element_by_id("top_terms")
    (image,) = first.iter("img")
    assert (image.get("src"), image.get("alt")) == ("top_terms.png", HOSTILE)
    links = {link.get("href") for link in first.iter("a")}
    assert links == {f"top_terms.{kind}" for kind in ("pdf", "svg", "png", "csv", "json", "trace.parquet")}
    shown = first.text_content()
    assert HOSTILE in shown and "top_terms-0" in shown and "Cite:" in shown


def test_words_of_articles_are_text_and_nothing_is_fetched():
    text = write_gallery([sidecar_of("top_terms")], SUPPORTED)
    page = html.fromstring(text)
    assert not [*page.iter("script"), *page.iter("link")] and "http" not in text
    assert {link.get("href") for link in page.iter("a") if link.get("href").startswith("#")} == {"#top_terms"}


def test_figures_that_were_not_made_are_named_with_the_reason():
    support = {"k": [], "left_out": [UNDATED], "not_planned": ["terms/trends.csv", "figures/trend.*"]}
    page = html.fromstring(write_gallery([sidecar_of("top_terms")], support))
    assert [title.text for title in page.iter("h2")] == ["Top terms", "Figures that were not made"]
    assert [(name.text, why.text) for name, why in zip(page.iter("dt"), page.iter("dd"))] == [
        ("Trend", "no article has a publication date")
    ]
