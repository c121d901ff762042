"use strict";
/* Figures: all of them; and one with caption, method, plotted rows, and the way from each row to its sentences. */
(() => {
  const { el, section, facts, table, rows, views, number } = presswork;
  const source = (name) => `data/figures/${name}.svg`;

  function picture(told, name) {
    if (!told.picture) return el("p", {}, "The picture shows headlines, which this page keeps back (explorer.text: none).");
    const image = el("img", { src: source(name), alt: told.alt_text, class: "plate" });
    const lead = (row) => presswork.address("behind", `${name}/${row + 1}`);
    const marks = told.marks.map((mark, row) => (told.behind[row] ? mark : null));
    return el("div", { class: "paper" }, presswork.marked(image, marks, rows(told.rows), lead));
  }

  views.set("figures", async () => {
    const list = await Promise.all(presswork.site.figures.map((name) => presswork.load(`figures/${name}`)));
    const omitted = Object.entries(presswork.site.omitted);
    return {
      title: "Figures",
      content: [el("ul", { class: "gallery" }, list.map((told) => el("li", {},
        told.picture ? el("a", { href: presswork.address("figure", told.figure), class: "paper" }, el("img", { src: source(told.figure), alt: told.alt_text, loading: "lazy" })) : null,
        el("p", {}, el("a", { href: presswork.address("figure", told.figure) }, told.figure.replaceAll("_", " ")), `: ${told.caption.split(". ")[0]}.`)))),
        omitted.length > 0 && section("Figures that were not made", el("ul", {}, omitted.map(([name, reason]) => el("li", {}, `${name.replaceAll("_", " ")}: ${reason}.`))))],
    };
  });

  /** What leads from a plotted row on: its sentences, where the results trace them; its term or topic. */
  function lead(told, row, at) {
    const links = [];
    if (told.behind[at]) links.push(el("a", { href: presswork.address("behind", `${told.figure}/${at + 1}`) }, `${number(told.behind[at])} behind it`));
    for (const key of ["term", "node", "first_word"]) if (row[key]) links.push(el("a", { href: presswork.address("term", row[key]) }, "term"));
    if (Number.isInteger(row.topic) && !told.figure.includes("hierarchy") && !told.figure.includes("scores")) links.push(el("a", { href: presswork.address("topic", row.topic) }, `topic ${row.topic}`));
    return links.flatMap((link, place) => (place ? [", ", link] : [link]));
  }

  views.set("figure", async ({ name }) => {
    if (!presswork.site.figures.includes(name)) return { title: `Figure ${name}`, content: [el("p", {}, presswork.site.omitted[name] ? `This figure was not made: ${presswork.site.omitted[name]}.` : "There is no figure of this name.")] };
    const told = await presswork.load(`figures/${name}`);
    const all = rows(told.rows).map((row, at) => ({ ...row, at }));
    const leads = all.some((row) => lead(told, row, row.at).length);
    const columns = [...presswork.schemaColumns(`figure_${name}`, told.rows.columns),
      ...(leads ? [{ key: "leads", label: "leads to", type: "text", saved: [], value: () => "", show: (row) => lead(told, row, row.at) }] : [])];
    return {
      title: `Figure: ${name.replaceAll("_", " ")}`,
      content: [picture(told, name), told.marks.length > 0 && el("p", { class: "status" }, "Point at a mark for its values; a click leads to the articles and sentences behind it, as the table of rows does."), el("p", { class: "caption" }, told.caption), el("p", {}, told.method),
        facts([["Cite", told.cite], ["Identifier", el("code", {}, told.id)], ["Licence", told.licence], ["Alt text", told.alt_text],
          ["Files beside this folder", told.files.length ? told.files.map((file, at) => [at > 0 && ", ", el("a", { href: `../figures/${file}` }, file)]) : null]]),
        told.sources?.length > 0 && section("Sources", el("ul", {}, told.sources.map((each) => el("li", {}, each)))),
        section("Plotted rows", el("p", {}, `A row is ${told.row}.`), table({ name, caption: `Rows of the figure ${name}`, rows: all, columns }))],
    };
  });

  /** The sentence of a place, as far as the page shows it. */
  function sentence(told, start, end) {
    const piece = presswork.listPieces(told).find((each) => each.start < end && start < each.end);
    return piece ? presswork.readRange(presswork.listSpans(told), piece, start, end) : "";
  }

  async function readPlaces(trace, row) {
    const held = new Map(trace.rows);
    const all = [...(held.get(row) ?? []), ...(held.get(-1) ?? [])];
    const read = await Promise.all(all.map(async ([part, place, source, count, share, start, end]) => ({
      part: trace.parts[part], place, source, count, share, start, end,
      sentence: start === undefined || place === null ? "" : sentence(await presswork.readArticle(place), start, end) })));
    // Whoever follows a mark wants to read.
    return [...read.filter((each) => each.sentence), ...read.filter((each) => !each.sentence)];
  }

  function placeColumns(articles, places) {
    const has = (key) => places.some((each) => each[key] !== null && each[key] !== undefined && each[key] !== "");
    const options = (each) => ({ from: each.start, to: each.end });
    const blank = (column) => ({ ...column, value: (each) => (each.place === null ? null : column.value(each)),
      saved: column.saved?.map((one) => ({ ...one, value: (each) => (each.place === null ? null : one.value(each)) })),
      ...(column.show ? { show: (each) => (each.place === null ? "" : column.show(each)) } : {}) });
    return [
      { key: "part", label: "what it is", type: "text", value: (each) => each.part },
      ...presswork.articleColumns(articles, (each) => each.place, options).filter((column) => ["published", "outlet", "article"].includes(column.key)).map(blank),
      has("source") && { key: "source", label: "file", type: "text", value: (each) => each.source ?? "" },
      has("start") && { key: "sentence", label: "sentence", type: "text long", value: (each) => each.sentence,
        show: (each) => (each.start === undefined ? "" : each.sentence || el("span", { class: "gap" }, `characters ${each.start} to ${each.end}`)),
        saved: ["sentence", "start", "end"].map((key) => ({ key, value: (each) => each[key] ?? null })) },
      has("count") && { key: "count", label: "count", type: "number", value: (each) => each.count },
      has("share") && { key: "share", label: "share", type: "number", value: (each) => each.share, show: (each) => presswork.percent(each.share) },
    ].filter(Boolean);
  }

  views.set("behind", async ({ name }) => {
    const [figure, row] = name.split("/");
    const at = Number(row) - 1;
    const told = presswork.site.figures.includes(figure) ? await presswork.load(`figures/${figure}`) : null;
    if (!told?.rows.rows[at]) return { title: "Behind a mark", content: [el("p", {}, "There is no figure with such a row.")] };
    const articles = await presswork.listArticles();
    const places = await readPlaces(await presswork.load(`figures/${figure}-trace`), at);
    const values = rows(told.rows)[at];
    const limit = places.length < told.behind[at] ? `; ${number(places.length)} are listed, figures/${figure}.trace.parquet in the results has all` : "";
    return {
      title: `Behind row ${row} of ${figure.replaceAll("_", " ")}`,
      content: [
        el("p", {}, el("a", { href: presswork.address("figure", figure) }, "The figure")),
        facts(Object.entries(values).map(([key, value]) => [key.replaceAll("_", " "), value === null ? null : typeof value === "number" ? number(value)
          : presswork.data(value)])),
        el("p", {}, `${presswork.plural(told.behind[at], "sentence or article", "sentences and articles")} behind it${limit}.`,
          presswork.site.text !== "full" && " Of their sentences, the page shows what explorer.text allows; these come first."),
        table({ name: "behind", caption: "Articles and sentences behind the row", rows: places, columns: placeColumns(articles, places), page: 25 }),
      ],
    };
  });
})();
