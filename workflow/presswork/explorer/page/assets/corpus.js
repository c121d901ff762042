"use strict";
/* The corpus: what was read, who wrote when, what could not be computed; and the list of its articles. */
(() => {
  const { el, section, facts, number, table, rows, views } = presswork;
  const COPY = {
    full: ["Full-text copy", () => ["This copy holds the full text of the articles: it is for your own machine. To make a copy to send, run ", el("code", {}, "make page TEXT=snippets"), " (headlines and short quotations) or ", el("code", {}, "make page TEXT=none"), " (no text)."]],
    snippets: ["Copy with short quotations", () => ["This copy holds headlines and short quotations, not the full text of the articles."]],
    none: ["Copy without text", () => ["This copy holds no headlines and no text of the articles."]],
  };
  const ELSEWHERE = "The full text is on the machine of whoever made this copy: in the page results/explorer, which make writes";

  /** Which copy this is: in a few words, and in a sentence. */
  presswork.tellCopy = () => {
    const [short, long] = COPY[presswork.site.text];
    return [short, long()];
  };

  /** What is left out of this copy, and how to get it: in the page of the results, or by a call in Python. */
  presswork.explainText = (call) => [presswork.tellCopy()[1], " ", ELSEWHERE, call ? [", and in Python: ", el("code", {}, call)] : "", "."];

  const STATUS = {
    "exploratory": "Topics are exploratory: there are fewer than 200 articles.",
    "passage groups": "One article has no topics: its passages were grouped instead, without a trend and without intervals.",
    "too few articles": "There are too few articles for topics.",
    "too few terms": "The articles have too few terms for topics.",
    "no structure": "No topics are reported: the articles show no more structure than shuffled ones.",
    "placed": "The articles were assigned to the topics of an earlier model.",
  };
  presswork.describeStatus = (choice) => (choice.status === "topics" ? `${presswork.plural(choice.k, "topic")}, estimated from ${presswork.plural(choice.n_articles, "article")}.`
    : STATUS[choice.status] ?? `Topics: ${choice.status}.`);

  /** Analyses that were left out, with the subjects of one analysis and reason in one row. */
  presswork.gatherSkipped = (skipped) => {
    const gathered = new Map();
    for (const row of skipped) {
      const key = JSON.stringify([row.stage, row.analysis, row.reason, row.remedy]);
      gathered.set(key, [...(gathered.get(key) ?? []), row]);
    }
    const { compare } = new Intl.Collator("en", { numeric: true });
    return [...gathered.values()].map((own) => ({ ...own[0], subject: own.map((row) => row.subject).sort(compare).join(", ").replaceAll(", topic ", ", ") }));
  };

  /** A section on analyses that were left out, behind a disclosure; nothing if there are none. */
  presswork.tellSkipped = (skipped, columns) => {
    const gathered = presswork.gatherSkipped(skipped);
    return gathered.length > 0 && section("Not computed", el("details", {}, el("summary", {}, `${presswork.plural(gathered.length, "analysis", "analyses")} that this corpus does not support, with reasons`),
      table({ name: "skipped", caption: "Analyses that the corpus does not support, with the reason and the remedy", columns: presswork.schemaColumns("skipped", columns), rows: gathered })));
  };

  function compose(site) {
    const composed = rows(site.composition);
    if (!composed.length) return null;
    const { places, bars, undated } = site.months;
    const drawn = bars.map(([x, part, value]) => ({ x, part, value }));
    return section("Months and outlets",
      drawn.length ? presswork.bars({ caption: "Counted articles by month and outlet", unit: "articles", places, rows: drawn })
        : el("p", {}, "No article has a date, so there is no chart over time."),
      undated > 0 && drawn.length > 0 && el("p", {}, `Not drawn: ${presswork.plural(undated, "article")} without a date.`),
      el("details", {}, el("summary", {}, "The numbers"), table({ name: "composition", caption: "Counted articles by month and outlet",
        columns: presswork.schemaColumns("composition", site.composition.columns), rows: composed })));
  }

  const FIRST = 12;

  const list = (items, kind = "choose") => el("ul", { class: kind }, items.map((item) => el("li", {}, item)));
  presswork.list = list;

  /** Links to the most frequent terms that are not stop words, and to the topics. */
  async function overview({ topics, choice }) {
    const terms = await presswork.listTerms();
    const first = terms.term.map((term, at) => at).filter((at) => !terms.stop[at]).slice(0, FIRST);
    const named = topics.map(([topic, label]) => el("a", { href: presswork.address("topic", topic) }, presswork.nameTopic(topic, label)));
    return [
      section("Most frequent terms", list(first.map((at) => [el("a", { href: presswork.address("term", terms.term[at]) }, presswork.data(terms.term[at])), ` ${number(terms.count[at])}`])),
        el("p", {}, "Occurrences of each term, without stop words. ", el("a", { href: presswork.address("terms") }, "List of terms"))),
      section(choice.status === "passage groups" ? "Passage groups" : "Topics", el("p", {}, presswork.describeStatus(choice)), named.length > 0 && list(named, "columns")),
    ];
  }

  views.set("", async () => {
    const { site } = presswork;
    return {
      title: "Corpus",
      content: [
        el("p", { class: "copy" }, presswork.tellCopy()[1]),
        facts([
          ["Articles read", number(site.articles)], ["Articles counted", number(site.counted)], ["Words in these articles", number(site.words)],
          ["Distinct terms", number(site.all_terms)], ["Terms are counted as", site.layer === "lower" ? "lower-case words" : site.layer],
        ]),
        await overview(site),
        compose(site),
        section("From records to counted articles", table({ name: "flow", caption: "From the records read to the articles analysed",
          columns: presswork.schemaColumns("flow", ["name", "left", "removed", "reason"], { name: { label: "step" }, left: { label: "remaining" } }), rows: rows(site.flow) })),
        presswork.tellSkipped(rows(site.skipped), ["stage", "analysis", "subject", "reason", "remedy"]),
      ],
    };
  });

  views.set("articles", async () => {
    const articles = await presswork.listArticles();
    const places = Array.from({ length: articles.length }, (_, at) => at);
    return {
      title: "Articles",
      content: [table({ name: "articles", caption: "All articles, by day", columns: presswork.articleColumns(articles), rows: places })],
    };
  });

  /** Columns that say which article a row is of; `place` gives its place, `options` go with its address. */
  presswork.articleColumns = (articles, place = (row) => row, options = () => ({})) => {
    const name = (row) => articles.title(place(row)) ?? articles.id(place(row));
    const columns = [
      { key: "article", label: "article", type: "text title", value: name,
        saved: [{ key: "article_id", value: (row) => articles.id(place(row)) }, ...(articles.has("title") ? [{ key: "title", value: (row) => articles.title(place(row)) }] : [])],
        show: (row) => el("a", { href: presswork.address("article", articles.id(place(row)), options(row)) }, presswork.data(name(row))) },
      articles.has("published") && { key: "published", label: "day", type: "day", value: (row) => presswork.day(articles.published(place(row))) },
      articles.has("outlet") && { key: "outlet", label: "outlet", type: "text", value: (row) => articles.outlet(place(row)) ?? "" },
      articles.has("group") && { key: "group", label: "group", type: "text", value: (row) => articles.group(place(row)) ?? "" },
      { key: "n_words", label: "words", type: "number", value: (row) => articles.words(place(row)) },
      { key: "counted", label: "counted", type: "text", value: (row) => (articles.counted(place(row)) ? "yes" : "no") },
    ];
    return columns.filter(Boolean);
  };
})();
