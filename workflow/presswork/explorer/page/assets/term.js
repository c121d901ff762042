"use strict";
/* Terms: the list, key terms of a group, and one term with trend, concordance, outlets, collocates, articles and dispersion. */
(() => {
  const { el, section, facts, number, table, rows, views, schemaColumns, intervalColumn } = presswork;
  const RATE = "per million words";
  const link = (term, options) => el("a", { href: presswork.address("term", term, options) }, presswork.data(term));
  presswork.termLink = link;

  const listed = (terms, at) => Object.fromEntries(Object.entries(terms).filter(([, column]) => Array.isArray(column)).map(([name, column]) => [name, column[at]]));

  function termColumns(names) {
    return schemaColumns("frequency", names, { term: { show: (row) => link(row.term) }, stop: { label: "stop word", value: (row) => (row.stop ? "yes" : "no") } });
  }

  views.set("terms", async () => {
    const terms = await presswork.listTerms();
    const all = Array.from({ length: terms.length }, (_, at) => listed(terms, at));
    const content = all.filter((row) => !row.stop).slice(0, 20);
    const { site } = presswork;
    return {
      title: "Terms",
      content: [
        el("p", {}, site.terms < site.all_terms
          ? `The ${number(site.terms)} most frequent of ${number(site.all_terms)} terms; terms/frequency.csv in the results has them all.`
          : `All ${number(site.terms)} terms.`),
        // One article has counts, and no rates.
        presswork.dots({ caption: "The most frequent terms that are not stop words", unit: site.counted > 1 ? RATE : "occurrences", exact: site.counted === 1, rows: content.map((row) => ({
          label: row.term, value: site.counted > 1 ? row.per_million : row.count, low: row.per_million_low, high: row.per_million_high, why: row.interval, href: presswork.address("term", row.term) })) }),
        table({ name: "terms", caption: "Terms by frequency", rows: all, rare: "Show stop words", aside: (row) => row.stop, columns: [
          ...termColumns(["rank", "term", "stop", "count", "articles", "per_million"]),
          intervalColumn("per_million_low", "per_million_high", "interval"), ...termColumns(["range", "dp_norm"])] }),
      ],
    };
  });

  const MEASURES = new Map(Object.entries({ range: "Share of articles with the term", dp: "Deviation of proportions (DP)", dp_norm: "DP, normalised (DPnorm)", dp_egbert: "DP, normalised by Egbert et al.", dp_adjusted: "DP, adjusted for frequency",
    dkl: "Kullback-Leibler divergence (DKL)", da: "DA (Burch et al.)", d2: "D2 (Carroll)", s: "S (Rosengren)", juilland_d: "D (Juilland)" }));

  function measure(row, site, told) {
    const values = Object.fromEntries(site.measures.map((name, at) => [name, told.measures[at]]));
    const all = { ...row, ...values };
    return [...MEASURES].map(([name, label]) => ({ name, label, meaning: presswork.meaning("frequency", name), value: all[name],
      low: all[`${name}_low`], high: all[`${name}_high`],
      why: name === "juilland_d" && all.juilland_warning ? all.juilland_warning : `${name}_low` in all ? all.dispersion_interval : "not computed for this measure" }));
  }

  function disperse(term, row, site, told) {
    const measures = measure(row, site, told);
    return el("details", {}, el("summary", {}, "How evenly the term is spread: measures of dispersion"),
      table({ name: "dispersion", caption: `Dispersion of ${term}`, rows: measures, columns: [
        { key: "measure", label: "measure", type: "text title", value: (each) => each.label, saved: [{ key: "measure", value: (each) => each.name }] },
        { key: "value", label: "value", type: "number", value: (each) => each.value },
        intervalColumn("low", "high", "why"),
        { key: "meaning", label: "meaning", type: "text long", value: (each) => each.meaning }] }));
  }

  function trend(term, told) {
    const points = rows(told.trend);
    if (!points.length) {
      const why = presswork.whyMissing("trends", "all articles");
      return section("Over time", el("p", {}, why ? `No trend: ${why}.`
        : "No trend for this term: trends are computed for the most frequent terms and for those in terms.trends.terms."),
        !why && presswork.site.text !== "none" && el("p", {}, el("a", { href: presswork.address("search", term) }, "Search the texts"), " for its occurrences by month."));
    }
    return section("Over time", presswork.bands({ caption: `Rate by ${points[0].unit}`, unit: RATE, rows: points, key: "per_million" }),
      el("details", {}, el("summary", {}, "The numbers"), table({ name: "trend", caption: "Rate over time", rows: points, columns: [
        ...schemaColumns("trends", ["series", "start", "count", "articles", "words", "per_million"]), intervalColumn("low", "high", "interval")] })));
  }

  /** The reference of each row, unless it is the rest everywhere. */
  const named = (all) => (all.every((row) => row.reference === "rest") ? [] : ["reference"]);
  const keyColumns = () => [...schemaColumns("keyness", ["count", "reference_count", "per_million", "reference_per_million", "log_ratio"]),
    intervalColumn("log_ratio_low", "log_ratio_high", "interval"), ...schemaColumns("keyness", ["p_maxt", "lrc_units"])];
  const groupLink = (row) => el("a", { href: presswork.address("keyness", row.group) }, presswork.data(row.group));
  const ratios = (all, label, href) => [...all].sort((one, other) => other.log_ratio - one.log_ratio).map((row) => ({ label: label(row), value: row.log_ratio, low: row.log_ratio_low, high: row.log_ratio_high, why: row.interval, href: href(row) }));

  function keyness(told) {
    const all = rows(told.keyness);
    if (!all.length) {
      const why = presswork.whyMissing("keyness", "groups");
      return section("By outlet or group", el("p", {}, why ? `No comparison: ${why}.` : "No comparison: the term is too rare, or there is only one group of articles."));
    }
    const by = all.every((row) => row.reference === "rest") ? "the rest" : "its reference";
    return section("By outlet or group", el("p", {}, `Log ratio of the rate in each group to that in ${by}: 1 is twice as frequent, −1 is half as frequent.`),
      presswork.dots({ caption: `Rate in each group compared with ${by}`, unit: "log ratio (doublings)", rows: ratios(all, (row) => row.group, (row) => presswork.address("keyness", row.group)) }),
      table({ name: "keyness", caption: "The term in each group", rows: all, sorted: "log_ratio-desc", columns: [
        ...schemaColumns("keyness", ["group", ...named(all)], { group: { show: groupLink } }), ...keyColumns()] }));
  }

  function collocates(told) {
    const all = rows(told.collocations);
    return section("Collocates", all.length
      ? table({ name: "collocates", caption: "Words near the term, by logDice; stop words last", rows: all, sorted: "rank-asc", page: 25,
        columns: schemaColumns("collocations", told.collocations.columns, { collocate: { show: (row) => link(row.collocate) } }) })
      : el("p", {}, "No collocates for this term: they are computed for the most frequent terms and for those in terms.collocations.nodes."));
  }

  function spell(told) {
    const proposed = rows(told.variants);
    return section("Spellings", el("p", {}, "Counted as this term: ", told.spellings.map((token, at) => [at > 0 && ", ", presswork.data(token)])),
      proposed.length > 0 && table({ name: "variants", caption: "Spellings that may be the same word; they count together only if you accept them", rows: proposed,
        columns: schemaColumns("variants", told.variants.columns, { variant: { show: (row) => link(row.variant) }, canonical: { show: (row) => link(row.canonical) } }) }));
  }

  async function sampled(term, row, told) {
    const articles = await presswork.listArticles();
    const pairs = told.sample;
    const note = row.articles > pairs.length ? `${number(pairs.length)} of ${number(row.articles)} articles, a random sample.` : null;
    return section("Articles", note && el("p", {}, note), table({ name: "articles", caption: "Articles with the term", rows: pairs, sorted: "count-desc", page: 25, columns: [
      ...presswork.articleColumns(articles, (each) => each.place, () => ({ term })),
      { key: "count", label: "occurrences", type: "number", value: (each) => each.count }] }));
  }

  views.set("term", async ({ name }) => {
    const { site } = presswork;
    const terms = await presswork.listTerms();
    const term = terms.find(name);
    if (term === undefined) {
      const held = site.terms < site.all_terms ? `The page holds the ${number(site.terms)} most frequent of ${number(site.all_terms)} terms.` : "It is not in the corpus.";
      return { title: name, content: [el("p", {}, `There is no term “${presswork.visible(name)}” here. ${held} `, site.text !== "none" && [el("a", { href: presswork.address("search", name) }, "Search the texts"), "."])] };
    }
    const place = terms.place(term);
    const row = listed(terms, place);
    const told = await presswork.readTerm(place);
    return {
      title: term,
      content: [
        facts([["Occurrences", number(row.count)], ["Articles with the term", `${number(row.articles)} of ${number(site.counted)}`],
          site.counted > 1 && ["Per million words", number(row.per_million)], site.counted > 1 && ["95% CI", presswork.interval(row.per_million_low, row.per_million_high, row.interval)],
          ["Rank by frequency", `${number(row.rank)}${row.stop ? ", stop word" : ""}`]]),
        trend(term, told), await presswork.concordance(row, told), keyness(told), collocates(told), await sampled(term, row, told), spell(told), disperse(term, row, site, told),
      ],
    };
  });

  /** How many of the terms are significant; the table lists the others, too. */
  function tellSignificant(listed) {
    const tested = listed.filter((row) => row.p_maxt !== null);
    if (!tested.length) return "";
    return ` Of the ${number(listed.length)} terms listed, ${number(tested.filter((row) => row.p_maxt <= 0.05).length)} have p ≤ 0.05 after correction for all terms compared.`;
  }

  views.set("keyness", async ({ name }) => {
    const key = await presswork.load("terms/key");
    const comparisons = rows(key.comparisons);
    if (!comparisons.length) return { title: "Key terms", content: [el("p", {}, `No key terms: ${presswork.whyMissing("keyness", "groups") ?? "there is one group of articles"}.`)] };
    const group = name || comparisons[0].group;
    const own = comparisons.filter((row) => row.group === group);
    const all = rows(key.terms).filter((row) => row.group === group);
    const choose = el("nav", { "aria-label": "Groups", class: "choose" }, [...new Set(comparisons.map((row) => row.group))].map((each) =>
      el("a", { href: presswork.address("keyness", each), "aria-current": each === group ? "page" : null }, presswork.data(each))));
    return {
      title: `Key terms: ${group}`,
      content: [choose,
        own.map((row) => el("p", {}, `${presswork.plural(row.articles, "article")} compared with ${row.reference === "rest" ? "the rest" : presswork.visible(row.reference)}${row.reference_articles === null ? "" : ` (${presswork.plural(row.reference_articles, "article")})`}. ${row.permutations ? "Test" : "No test"}: ${row.test}.${tellSignificant(all.filter((each) => each.reference === row.reference))}`)),
        all.length > 0 && presswork.dots({ caption: all.length > 20 ? `The first 20 key terms of ${group}` : `Key terms of ${group}`, unit: "log ratio (doublings)",
          rows: ratios(all.slice(0, 20), (row) => row.term, (row) => presswork.address("term", row.term)) }),
        table({ name: "keyness", caption: `Key terms of ${group}`, rows: all, columns: [
          ...schemaColumns("keyness", ["rank", "term", ...named(all)], { term: { show: (row) => link(row.term) } }), ...keyColumns()] })],
    };
  });
})();
