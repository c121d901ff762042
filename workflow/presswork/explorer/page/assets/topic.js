"use strict";
/* Topics: the choice of the model, prevalence; and one topic with its terms, trend, groups, articles and passages. */
(() => {
  const { el, section, facts, number, percent, table, rows, views, schemaColumns, intervalColumn } = presswork;
  const noun = (choice) => (choice.status === "passage groups" ? "Passage group" : "Topic");
  const title = (topic, choice) => `${noun(choice)} ${topic.topic}: ${topic.label ?? "without a name"}`;
  const topicLink = (number, text) => el("a", { href: presswork.address("topic", number) }, presswork.data(text));
  presswork.topicLink = topicLink;
  const naming = (topic) => (topic.origin === "proposed" ? " The name is a proposal from the corpus's own phrases." : topic.origin === "person" ? " A person gave the name." : "");

  function tell(choice) {
    return facts([["Status", presswork.describeStatus(choice)], ["Articles", number(choice.n_articles)], ["Topics", number(choice.k)],
      ["Engine", choice.engine], ["Unit", choice.unit], ["Choice", choice.rule], ["Against chance", choice.null_reason]]);
  }

  const share = (column) => ({ show: (row) => percent(row[column]) });

  views.set("topics", async () => {
    const { choice, topics, candidates } = await presswork.load("topics");
    const missing = rows(presswork.site.skipped).filter((row) => row.stage === "topics");
    return {
      title: choice.status === "passage groups" ? "Passage groups" : "Topics",
      content: [tell(choice),
        topics.length > 0 && [
          presswork.dots({ caption: "Prevalence", unit: "mean share", format: percent, rows: topics.map((topic) => ({
            label: topic.label ?? String(topic.topic), value: topic.prevalence, low: topic.low, high: topic.high, why: topic.interval, href: presswork.address("topic", topic.topic) })) }),
          table({ name: "topics", caption: `${noun(choice)}s by prevalence`, rows: topics, columns: [
            { key: "topic", label: "number", type: "number", value: (row) => row.topic },
            { key: "label", label: "name", type: "text", value: (row) => row.label ?? "", show: (row) => topicLink(row.topic, row.label ?? `${noun(choice)} ${row.topic}`) },
            { key: "terms", label: "terms", type: "text long", value: (row) => rows(row.terms).slice(0, 8).map((each) => each.term).join(", ") },
            ...schemaColumns("prevalence", ["prevalence"], { prevalence: share("prevalence") }), intervalColumn("low", "high", "interval", percent, "95% interval over fits"),
            ...schemaColumns("prevalence", ["model_low", "model_high", "found", "stability"], Object.fromEntries(["model_low", "model_high", "found"].map((name) => [name, share(name)])))] })],
        rows(candidates).length > 0 && section("Other numbers of topics", el("p", {}, `Topics of ${[...new Set(rows(candidates).map((row) => row.k))].join(", ")} side by side; to report another number than ${choice.k}, set topics.choose to it.`),
          table({ name: "candidates", caption: "Topics of neighbouring numbers, and the chosen topic that each is nearest to", rows: rows(candidates),
            columns: schemaColumns("candidates", ["k", "topic", "terms", "chosen_topic", "cosine", "prevalence", "stability", "npmi"], { prevalence: share("prevalence") }) })),
        missing.length > 0 && section("What was not made", table({ name: "skipped", caption: "What was not made of topics, and why", rows: missing,
          columns: schemaColumns("skipped", ["analysis", "subject", "reason", "remedy"]) }))],
    };
  });

  const whole = (text) => text.replace(/\s+/g, " ");

  function examples(topic, articles) {
    const all = rows(topic.typical);
    if (!all.length) return null;
    return section(presswork.site.text === "none" ? "Typical articles" : "Typical passages", el("ol", { class: "examples" }, all.map((row) => {
      const options = { from: row.start, to: row.end, topic: topic.topic };
      const words = row.quotation;
      return el("li", {}, el("p", {}, el("a", { href: presswork.address("article", articles.id(row.place), options) },
        presswork.data(articles.title(row.place) ?? articles.id(row.place))), ` ${articles.outlet(row.place) ?? ""} ${presswork.day(articles.published(row.place))}, share ${percent(row.share)}${row.passage === null ? "" : `, passage ${row.passage}`}`),
        words && el("blockquote", {}, presswork.data(whole(words))));
    })));
  }

  function over(topic) {
    const points = rows(topic.trend);
    if (!points.length) return null;
    return section("Over time", presswork.bands({ caption: `Prevalence by ${points[0].unit}`, unit: "mean share", rows: points, key: "prevalence", format: percent }),
      el("details", {}, el("summary", {}, "The numbers"), table({ name: "trend", caption: "Prevalence over time", rows: points, columns: [
        ...schemaColumns("topic_trends", ["series", "start", "articles", "prevalence"], { prevalence: share("prevalence") }), intervalColumn("low", "high", "interval", percent, "95% interval over fits")] })));
  }

  function apart(topic) {
    const all = rows(topic.groups);
    if (!all.length) return null;
    const outlets = all.filter((row) => row.grouping === all[0].grouping);
    return section("Groups", presswork.dots({ caption: `Prevalence by ${all[0].grouping}`, unit: "mean share", format: percent,
      rows: outlets.slice(0, 30).map((row) => ({ label: row.name, value: row.prevalence, low: row.low, high: row.high, why: row.interval })) }),
      table({ name: "groups", caption: "Prevalence in groups", rows: all, columns: [
        ...schemaColumns("topic_groups", ["grouping", "name", "articles", "prevalence"], { prevalence: share("prevalence") }), intervalColumn("low", "high", "interval", percent, "95% interval over fits")] }));
  }

  views.set("topic", async ({ name }) => {
    const { choice, topics } = await presswork.load("topics");
    const topic = topics.find((each) => String(each.topic) === name);
    if (!topic) return { title: `Topic ${name}`, content: [el("p", {}, "There is no topic of this number.")] };
    const articles = await presswork.listArticles();
    const terms = rows(topic.terms);
    const others = topics.map((each) => el("a", { href: presswork.address("topic", each.topic), "aria-current": each === topic ? "page" : null }, `${each.topic} ${each.label ?? ""}`));
    return {
      title: title(topic, choice),
      content: [el("nav", { "aria-label": "Topics", class: "choose" }, others),
        el("p", {}, presswork.describeStatus(choice), naming(topic)),
        facts([["Prevalence", percent(topic.prevalence)], ["95% interval over fits", presswork.interval(topic.low, topic.high, topic.interval, percent)],
          ["Given the model", presswork.interval(topic.model_low, topic.model_high, topic.interval, percent)], ["Found again in refits", percent(topic.found)], ["Stability", number(topic.stability)]]),
        section("Terms", presswork.dots({ caption: "Terms by character", unit: "p(term | topic); of the model, without intervals", zero: true,
          rows: terms.slice(0, 15).map((row) => ({ label: row.term, value: row.weight, low: null, high: null, why: "of the model", href: presswork.address("term", row.term) })) }),
        table({ name: "terms", caption: "Terms of the topic", rows: terms, page: 25, columns: schemaColumns("topics", topic.terms.columns, { term: { show: (row) => presswork.termLink(row.term) } }) })),
        over(topic), apart(topic), examples(topic, articles),
        section("Articles", table({ name: "articles", caption: `Largest shares of the topic${rows(topic.articles).length === 100 ? ", the first 100" : ""}`, rows: rows(topic.articles), sorted: "share-desc", page: 25, columns: [
          ...presswork.articleColumns(articles, (row) => row.place, () => ({ topic: topic.topic })).filter((column) => column.key !== "counted"),
          ...(choice.unit === "passage" ? [{ key: "passage", label: "passage", type: "number", value: (row) => row.passage }] : []),
          { key: "share", label: "share", type: "number", value: (row) => row.share, show: (row) => percent(row.share) }] }))],
    };
  });
})();
