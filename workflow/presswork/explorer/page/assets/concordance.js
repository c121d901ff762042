"use strict";
/* The concordance of a term: each place in the texts that are shown, with the words around it. */
(() => {
  const { el, section, number, table } = presswork;
  const WIDTH = 45;
  const MOST = 500;

  /** The lines of one article. */
  async function readLines(place, rank) {
    const told = await presswork.readArticle(place);
    const pieces = presswork.listPieces(told);
    const spans = presswork.listSpans(told);
    return presswork.listWords(told).filter((word) => word.rank === rank).map((word) => {
      const piece = pieces.find((each) => each.start <= word.start && word.end <= each.end);
      const flat = (from, to) => presswork.readRange(spans, piece, from, to);
      return { place, start: word.start, end: word.end, left: flat(word.start - WIDTH, word.start), node: flat(word.start, word.end), right: flat(word.end, word.end + WIDTH) };
    });
  }

  const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];

  presswork.concordance = async (row, told) => {
    const { site } = presswork;
    if (site.text === "none") return section("Concordance", el("p", {}, "This page holds no running text (explorer.text: none), so that there are no lines. The articles that have the term are listed below."));
    const articles = await presswork.listArticles();
    const places = told.lines ?? [];
    const lines = (await Promise.all(places.map((place) => readLines(place, row.rank)))).flat();
    const shown = lines.slice(0, MOST);
    const from = site.text === "snippets" ? "the quoted sentences" : "titles and texts";
    const limit = places.length === site.sample || shown.length < lines.length ? `, a sample (the first by digest) of ${presswork.plural(row.count, "occurrence")} in the corpus` : "";
    const columns = [
      { key: "left", label: "left", type: "text left", sort: (line) => words(line.left).reverse().join(" "), value: (line) => line.left },
      { key: "node", label: "term", type: "text node", value: (line) => line.node,
        show: (line) => el("a", { href: presswork.address("article", articles.id(line.place), { term: row.term, from: line.start, to: line.end }) }, presswork.data(line.node)) },
      { key: "right", label: "right", type: "text right", sort: (line) => words(line.right).join(" "), value: (line) => line.right },
      ...presswork.articleColumns(articles, (line) => line.place, (line) => ({ term: row.term, from: line.start, to: line.end })).filter((column) => ["published", "outlet", "article"].includes(column.key)),
      { key: "start", label: "place", type: "number", title: "offset of the first character in the record", value: (line) => line.start },
    ];
    return section("Concordance",
      el("p", {}, `${presswork.plural(shown.length, "line")} from ${from} of ${presswork.plural(new Set(shown.map((line) => line.place)).size, "article")}${limit}.`),
      shown.length > 0 && el("div", { class: "kwic" }, table({ name: "lines", caption: `Concordance of ${row.term}`, columns, rows: shown, page: 25 })));
  };
})();
