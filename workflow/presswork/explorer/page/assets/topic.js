"use strict";
/* Topics: all of them with their prevalence, and how their number was chosen; one topic with terms, trend, groups, passages and articles. */
(() => {
  const { bound, el, section, facts, number, percent, plural, table, rows, views, schemaColumns, intervalColumn, nameTopic } = presswork;
  const DRAWN = 20;
  const noun = (choice) => (choice.status === "passage groups" ? "Passage group" : "Topic");
  const topicLink = (number, text) => el("a", { href: presswork.address("topic", number) }, presswork.data(text));
  presswork.topicLink = topicLink;
  const NAMING = { proposed: "The label is proposed from the corpus.", person: "The label was given by a person." };
  const refits = { show: percent, fixed: true };
  const share = (column) => ({ show: (row) => percent(row[column]) });
  const estimate = (row, label, href) => ({ label, value: row.prevalence, ...bound(row), why: row.interval, href });

  function tellChoice(choice, candidates) {
    const others = rows(candidates);
    return el("details", {}, el("summary", {}, `How the number of ${noun(choice).toLowerCase()}s was chosen`),
      facts([["Topics", number(choice.k)], ["Articles", number(choice.n_articles)], ["Model", choice.engine], ["A row of the model", choice.unit], ["Rule", choice.rule], ["Compared with shuffled corpora", choice.null_reason]]),
      others.length > 0 && [el("p", {}, `Topics of models with ${[...new Set(others.map((row) => row.k))].join(", ")} topics. To report another number than ${choice.k}, set topics.choose.`),
        table({ name: "candidates", caption: "Topics of other models, and the chosen topic that is most similar to each", rows: others,
          columns: schemaColumns("candidates", ["k", "topic", "terms", "chosen_topic", "cosine", "prevalence", "stability", "npmi"], { prevalence: share("prevalence") }) })]);
  }

  views.set("topics", async () => {
    const { choice, topics, candidates } = await presswork.load("topics");
    const missing = rows(presswork.site.skipped).filter((row) => row.stage === "topics");
    const name = (topic) => nameTopic(topic.topic, topic.label);
    const drawn = topics.slice(0, DRAWN);
    const aside = topics.slice(DRAWN).some((topic) => topic.label?.startsWith("background")) ? ", without background topics" : "";
    const which = drawn.length < topics.length ? `The ${DRAWN} most prevalent of ${plural(topics.length, "topic")}${aside}` : "Prevalence";
    return {
      title: `${noun(choice)}s`,
      content: [el("p", {}, presswork.describeStatus(choice)),
        topics.length > 0 && [
          presswork.dots({ caption: which, unit: `mean share per ${choice.unit}`, format: percent, rows: drawn.map((topic) => estimate(topic, name(topic), presswork.address("topic", topic.topic))) }),
          table({ name: "topics", caption: `${noun(choice)}s`, rows: topics, columns: [
            { key: "topic", label: noun(choice).toLowerCase(), type: "text title", value: name, sort: (row) => row.topic, show: (row) => topicLink(row.topic, name(row)),
              saved: [{ key: "topic", value: (row) => row.topic }, { key: "label", value: (row) => row.label }] },
            { key: "terms", label: "most characteristic terms", type: "text long", value: (row) => rows(row.terms).slice(0, 8).map((each) => each.term).join(", ") },
            ...schemaColumns("prevalence", ["prevalence"], { prevalence: share("prevalence") }), intervalColumn("low", "high", "interval", { ...refits, more: ["model_low", "model_high", "found"] }),
            ...schemaColumns("prevalence", ["stability"])] })],
        choice.k !== null && choice.k !== undefined && tellChoice(choice, candidates),
        topics.length === 0 && choice.null_reason && el("p", {}, choice.null_reason),
        presswork.tellSkipped(missing, ["analysis", "subject", "reason", "remedy"])],
    };
  });

  const whole = (text) => text.replace(/\s+/g, " ");

  function examples(topic, articles) {
    const all = rows(topic.typical);
    if (!all.length) return null;
    return section("Typical passages", presswork.site.text === "none" && el("p", {}, presswork.explainText()), el("ol", { class: "examples" }, all.map((row) => {
      const options = { from: row.start, to: row.end, topic: topic.topic };
      const words = row.quotation;
      const told = [articles.outlet(row.place), presswork.day(articles.published(row.place)), row.passage === null ? "" : `passage ${row.passage}`, `share ${percent(row.share)}`].filter(Boolean).join(", ");
      return el("li", {}, words && el("blockquote", {}, presswork.data(whole(words))), el("p", { class: "source" }, el("a", { href: presswork.address("article", articles.id(row.place), options) },
        presswork.data(articles.title(row.place) ?? articles.id(row.place))), ` (${presswork.visible(told)})`));
    })));
  }

  function over(topic) {
    const points = rows(topic.trend);
    if (!points.length) return null;
    return section("Over time", presswork.bands({ caption: `Prevalence by ${points[0].unit}`, unit: "mean share per article", rows: points.map((row) => ({ ...row, ...bound(row) })), key: "prevalence", format: percent }),
      el("details", {}, el("summary", {}, "The numbers"), table({ name: "trend", caption: "Prevalence over time", rows: points, columns: [
        ...schemaColumns("topic_trends", ["series", "start", "articles", "prevalence"], { prevalence: share("prevalence") }), intervalColumn("low", "high", "interval", refits)] })));
  }

  function apart(topic) {
    const all = rows(topic.groups);
    if (!all.length) return null;
    const first = all.filter((row) => row.grouping === all[0].grouping).sort((one, other) => other.prevalence - one.prevalence);
    const drawn = first.slice(0, DRAWN);
    const which = drawn.length < first.length ? `Prevalence in the ${DRAWN} of ${number(first.length)} ${all[0].grouping}s with the largest` : `Prevalence by ${all[0].grouping}`;
    return section("By group", presswork.dots({ caption: which, unit: "mean share per article", format: percent, rows: drawn.map((row) => estimate(row, row.name)) }),
      table({ name: "groups", caption: "Prevalence by group", rows: all, sorted: "prevalence-desc", columns: [
        ...schemaColumns("topic_groups", [...(first.length < all.length ? ["grouping"] : []), "name", "articles", "prevalence"], { name: { label: first.length < all.length ? "name" : all[0].grouping }, prevalence: share("prevalence") }), intervalColumn("low", "high", "interval", refits)] }));
  }

  function measures(topic) {
    return el("details", {}, el("summary", {}, "How certain and how stable the topic is"),
      facts([["95% CI over refits", presswork.interval(topic.low, topic.high, topic.interval, percent)], ["95% CI given the model", presswork.interval(topic.model_low, topic.model_high, topic.interval, percent)],
        ["Share of refits with this topic", percent(topic.found)], ["Stability (1: the same in every refit)", number(topic.stability)]]));
  }

  views.set("topic", async ({ name }) => {
    const { choice, topics } = await presswork.load("topics");
    const topic = topics.find((each) => String(each.topic) === name);
    if (!topic) return { title: `Topic ${name}`, content: [el("p", {}, "There is no topic with this number.")] };
    const articles = await presswork.listArticles();
    const terms = rows(topic.terms).map((row, at) => ({ ...row, rank: at + 1 }));
    const others = topics.map((each) => el("a", { href: presswork.address("topic", each.topic), "aria-current": each === topic ? "page" : null }, nameTopic(each.topic, each.label)));
    const { low, high, fixed } = bound(topic);
    const interval = low === null ? "" : ` (95% CI ${presswork.interval(low, high, "", percent)}${fixed ? " with the model taken as fixed" : ""})`;
    return {
      title: `${noun(choice)} ${nameTopic(topic.topic, topic.label)}`,
      content: [
        el("p", {}, `Mean share of ${choice.unit === "passage" ? "a passage" : "an article"}: ${percent(topic.prevalence)}${interval}. ${NAMING[topic.origin] ?? ""} ${choice.status === "topics" ? "" : presswork.describeStatus(choice)}`),
        section("Terms", presswork.dots({ caption: "Most characteristic terms", unit: "probability of the term in the topic", exact: true,
          rows: terms.slice(0, 15).sort((one, other) => other.weight - one.weight).map((row) => ({ label: row.term, value: row.weight, href: presswork.address("term", row.term) })) }),
        el("details", {}, el("summary", {}, "All terms, with the measures that rank them"),
          table({ name: "terms", caption: "Terms of the topic", rows: terms, page: 25, columns: schemaColumns("topics", topic.terms.columns, { term: { show: (row) => presswork.termLink(row.term) } }) }))),
        over(topic), apart(topic), examples(topic, articles),
        section("Articles", table({ name: "articles", caption: `Articles with the largest shares of the topic${rows(topic.articles).length === 100 ? ", the first 100" : ""}`, rows: rows(topic.articles), sorted: "share-desc", page: 25, columns: [
          ...presswork.articleColumns(articles, (row) => row.place, () => ({ topic: topic.topic })).filter((column) => column.key !== "counted"),
          ...(choice.unit === "passage" ? [{ key: "passage", label: "passage", type: "number", value: (row) => row.passage }] : []),
          { key: "share", label: "share", type: "number", value: (row) => row.share, show: (row) => percent(row.share) }] })),
        measures(topic),
        el("details", {}, el("summary", {}, `Other ${noun(choice).toLowerCase()}s`), el("nav", { "aria-label": `${noun(choice)}s` }, presswork.list(others, "columns")))],
    };
  });
})();
