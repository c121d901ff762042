"use strict";
/* An article: what is known of it, its topics, its text with marks, and articles like it. */
(() => {
  const { el, section, facts, number, percent, table, rows, views } = presswork;

  function tellFields(told) {
    const all = Array.from({ length: told.fields.length / 3 }, (_, at) => {
      const [field, origin, reason] = told.fields.slice(3 * at, 3 * at + 3).map(told.code);
      return { field, origin: origin ?? "not given", reason };
    });
    return el("details", {}, el("summary", {}, "Where each field comes from, or why it is empty"), table({ name: "fields", caption: "Fields and where they come from", rows: all, columns:
      ["field", "origin", "reason"].map((key) => ({ key, label: key, type: "text", value: (row) => row[key] })) }));
  }

  function tellCut(told) {
    const sums = new Map();
    for (const span of presswork.listSpans(told)) {
      const key = JSON.stringify([span.kept ? "kept" : "cut", span.field ?? "", span.rule]);
      sums.set(key, (sums.get(key) ?? 0) + span.end - span.start);
    }
    const all = [...sums].map(([key, characters]) => [...JSON.parse(key), characters]);
    return el("details", {}, el("summary", {}, "What was kept and cut, by rule"), table({ name: "ledger", caption: "Characters of the record by cleaning rule", rows: all, columns: [
      { key: "kept", label: "kept or cut", type: "text", value: (row) => row[0] }, { key: "field", label: "field", type: "text", value: (row) => row[1] },
      { key: "rule", label: "rule", type: "text", value: (row) => row[2] }, { key: "characters", label: "characters", type: "number", value: (row) => row[3] }] }));
  }

  async function shareTopics(told) {
    if (!told.shares.length) return null;
    const names = new Map(presswork.site.topics);
    const name = (row) => presswork.nameTopic(row[0], names.get(row[0]));
    const passages = told.shares.some((row) => row.length > 2);
    const sorted = passages ? told.shares : [...told.shares].sort((a, b) => b[1] - a[1]);
    return section(passages ? "Passage groups" : "Topics", table({ name: "shares", caption: "Shares of the topics in the article, as estimated by the model", rows: sorted, columns: [
      passages && { key: "passage", label: "passage", type: "number", value: (row) => row[2] },
      { key: "topic", label: "topic", type: "text", value: name, sort: (row) => row[0], show: (row) => presswork.topicLink(row[0], name(row)) },
      { key: "share", label: "share", type: "number", value: (row) => row[1], show: (row) => percent(row[1]) }].filter(Boolean) }));
  }

  function likeIt(told, articles) {
    if (!told.similar.length) return null;
    return section("Similar articles", table({ name: "similar", caption: "Articles with similar words (cosine of TF-IDF weights)", rows: told.similar, columns: [
      ...presswork.articleColumns(articles, (row) => row[0]).filter((column) => column.key !== "counted"),
      { key: "similarity", label: "similarity", type: "number", value: (row) => row[1] }] }));
  }

  /** The words to mark: those of the chosen term, and those that may be another spelling. */
  async function listMarks(told, term) {
    const terms = await presswork.listTerms();
    const { variants } = await presswork.load("variants");
    const rank = term ? terms.rank[terms.place(terms.find(term))] : null;
    const others = new Map(variants.map(([variant, canonical]) => [variant, canonical]));
    const words = await presswork.listWords(told);
    const marks = words.flatMap((word) => {
      if (rank !== null && word.rank === rank) return [{ ...word, kind: "term", title: `the term ${presswork.visible(term)}` }];
      const other = others.get(word.rank);
      return other === undefined ? [] : [{ ...word, kind: "variant", title: `may be another spelling of ${presswork.visible(terms.term[terms.ofRank(other)] ?? "")}` }];
    });
    return { marks, count: words.filter((word) => word.rank === rank && !word.title).length };
  }

  async function showText(told, options) {
    if (!told.pieces) return section("Text", el("p", {}, presswork.explainText()), tellCut(told));
    const term = options.get("term");
    const { marks, count } = await listMarks(told, term);
    const from = Number(options.get("from"));
    const to = Number(options.get("to"));
    const quoted = to > from ? [{ start: from, end: to }] : [];
    const text = presswork.renderText(told, marks, quoted);
    const hidden = () => text.classList.toggle("plain");
    const input = el("input", { id: "cut", type: "checkbox", checked: true, onchange: hidden });
    return section("Text",
      term && el("p", {}, "The term ", presswork.termLink(term), ` occurs ${presswork.plural(count, "time")} in the text shown here. `),
      el("p", { class: "tools" }, input, el("label", { for: "cut" }, "Show what was cut"), el("span", { class: "keys" },
        el("s", { class: "cut" }, "cut"), " ", el("span", { class: "kept field" }, "title, byline or date"), " ",
        el("mark", { class: "term" }, "chosen term"), " ", el("mark", { class: "variant" }, "may be another spelling"))),
      text, tellCut(told));
  }

  views.set("article", async ({ name, options }) => {
    const articles = await presswork.listArticles();
    const place = articles.place(name);
    if (place === undefined) return { title: `Article ${name}`, content: [el("p", {}, "There is no article with this id.")] };
    const told = await presswork.readArticle(place);
    const { about } = told;
    const story = about.story && about.story !== name ? el("a", { href: presswork.address("article", about.story) }, about.story) : null;
    return {
      title: articles.title(place) ?? `Article ${name}`,
      content: [
        facts([["Outlet", articles.outlet(place) && presswork.data(articles.outlet(place))], ["Day", presswork.day(articles.published(place)) || "no date"],
          ["Byline", about.byline && presswork.data(about.byline)], ["Words", number(articles.words(place))], ["Sentences", number(about.n_sentences)],
          ["Counted", `${articles.counted(place) ? "yes" : "no"}: ${about.reason ?? ""}`], ["Story", story], ["Article id", name], ["Your id", about.id && presswork.data(about.id)],
          ["File", about.source && presswork.data(about.source + (about.record === null || about.record === undefined ? "" : `, record ${about.record}`))],
          ["Address", about.url && presswork.outside(about.url)]]),
        tellFields(told), await showText(told, options), await shareTopics(told), likeIt(told, articles),
      ],
      shown: (main) => main.querySelector(".quoted, mark.term")?.scrollIntoView({ block: "center" }),
    };
  });
})();
