"use strict";
/* Figures: all of them; and one with caption, method, plotted rows, and the way from each row to its sentences. */
(() => {
  const { el, section, facts, table, rows, views, number, plural } = presswork;
  const source = (name) => `data/figures/${name}.svg`;

  function picture(told, name) {
    if (!told.picture) return el("p", {}, "The picture shows headlines, which are left out of this copy.");
    const image = el("img", { src: source(name), alt: told.alt_text, class: "plate" });
    const lead = (row) => presswork.address("behind", `${name}/${row + 1}`);
    const marks = told.marks.map((mark, row) => (told.behind[row] ? mark : null));
    return el("div", { class: "paper" }, presswork.marked(image, marks, rows(told.rows), lead));
  }

  const title = (name) => name.replaceAll("_", " ");

  /** A value as Python writes it. */
  const python = (value) => (value === null ? "None" : value === true ? "True" : value === false ? "False" : JSON.stringify(value));

  /** The values that identify a plotted row, and the call that gives the evidence behind it. */
  function identify(told, row) {
    const values = told.key.map((key) => [key, row[key]]);
    return { name: values.map(([key, value]) => (values.length > 1 ? `${presswork.label(key)} ${value}` : String(value))).join(", "),
      call: `presswork.trace("results/figures/${told.figure}.pdf", {${values.map(([key, value]) => `"${key}": ${python(value)}`).join(", ")}})` };
  }

  /** The first sentence of a caption; of a long one, what comes before the colon. */
  function shortenCaption(caption) {
    const sentence = caption.split(". ")[0].replace(/\.$/, "");
    return sentence.length > 120 ? sentence.split(": ")[0] : sentence;
  }

  views.set("figures", async () => {
    const list = await Promise.all(presswork.site.figures.map((name) => presswork.load(`figures/${name}`)));
    const omitted = Object.entries(presswork.site.omitted);
    return {
      title: "Figures",
      content: [el("ul", { class: "gallery" }, list.map((told) => el("li", {},
        told.picture ? el("a", { href: presswork.address("figure", told.figure), class: "paper" }, el("img", { src: source(told.figure), alt: told.alt_text, loading: "lazy" })) : null,
        el("p", {}, el("a", { href: presswork.address("figure", told.figure) }, title(told.figure)), `: ${shortenCaption(told.caption)}.`)))),
        omitted.length > 0 && section("Left out", el("ul", {}, omitted.map(([name, reason]) => el("li", {}, `${title(name)}: ${reason}.`))))],
    };
  });

  /** Where a plotted row leads: to the evidence behind it, if it can be traced; to its term or topic. */
  function lead(told, row, at) {
    const links = [];
    if (told.behind[at]) links.push(el("a", { href: presswork.address("behind", `${told.figure}/${at + 1}`) }, `evidence (${number(told.behind[at])})`));
    for (const key of ["term", "node", "first_word"]) if (row[key]) links.push(el("a", { href: presswork.address("term", row[key]) }, "term"));
    if (Number.isInteger(row.topic) && !told.figure.includes("hierarchy") && !told.figure.includes("scores")) links.push(el("a", { href: presswork.address("topic", row.topic) }, `topic ${row.topic}`));
    return links.flatMap((link, place) => (place ? [", ", link] : [link]));
  }

  views.set("figure", async ({ name }) => {
    if (!presswork.site.figures.includes(name)) return { title: `Figure ${name}`, content: [el("p", {}, presswork.site.omitted[name] ? `This figure was not made: ${presswork.site.omitted[name]}.` : "There is no figure of this name.")] };
    const told = await presswork.load(`figures/${name}`);
    const all = rows(told.rows).map((row, at) => ({ ...row, at }));
    const leads = all.some((row) => lead(told, row, row.at).length);
    const bounds = ["low", "high", "interval"];
    const joined = bounds.every((each) => told.rows.columns.includes(each));
    const columns = [...presswork.schemaColumns(`figure_${name}`, told.rows.columns.filter((each) => !(joined && bounds.includes(each)))),
      ...(joined ? [presswork.intervalColumn(...bounds)] : []),
      ...(leads ? [{ key: "leads", label: "more", type: "text", saved: [], value: () => "", show: (row) => lead(told, row, row.at) }] : [])];
    return {
      title: `Figure: ${title(name)}`,
      content: [picture(told, name), told.marks.length > 0 && el("p", { class: "status" }, "Point at a mark to see its values; click it for the sentences or articles behind it. The table below has the same links."), el("p", { class: "caption" }, told.caption), el("p", { class: "caption" }, told.method),
        facts([["Cite", told.cite], ["Identifier", el("code", {}, told.id)], ["Licence", told.licence], ["Alt text", told.alt_text],
          ["Files", told.files.length ? told.files.map((file, at) => [at > 0 && ", ", el("a", { href: `../figures/${file}` }, file)]) : null]]),
        told.sources?.length > 0 && section("Sources", el("ul", {}, told.sources.map((each) => el("li", {}, each)))),
        section("Plotted rows", el("p", {}, `A row is ${told.row}.`), table({ name, caption: `Rows of the figure ${name}`, rows: all, columns }))],
    };
  });

  /** The sentence of a place, as far as the page shows it; an ellipsis stands for what is left out at either end. */
  function sentence(told, start, end) {
    const piece = presswork.listPieces(told).find((each) => each.start < end && start < each.end);
    if (!piece) return "";
    const text = presswork.readRange(presswork.listSpans(told), piece, start, end).trim();
    return `${piece.start > start ? "… " : ""}${text}${piece.end < end ? " …" : ""}`;
  }

  async function readPlaces(trace, row) {
    const held = new Map(trace.rows);
    const all = [...(held.get(row) ?? []), ...(held.get(-1) ?? [])];
    const read = await Promise.all(all.map(async ([part, place, source, count, share, start, end]) => ({
      part: trace.parts[part], place, source, count, share, start, end,
      sentence: start === undefined || place === null ? "" : sentence(await presswork.readArticle(place), start, end) })));
    // Those that can be read come first.
    return [...read.filter((each) => each.sentence), ...read.filter((each) => !each.sentence)];
  }

  function placeColumns(articles, places) {
    const has = (key) => places.some((each) => each[key] !== null && each[key] !== undefined && each[key] !== "");
    const options = (each) => ({ from: each.start, to: each.end });
    const blank = (column) => ({ ...column, value: (each) => (each.place === null ? null : column.value(each)),
      saved: column.saved?.map((one) => ({ ...one, value: (each) => (each.place === null ? null : one.value(each)) })),
      ...(column.show ? { show: (each) => (each.place === null ? "" : column.show(each)) } : {}) });
    return [
      has("start") && { key: "sentence", label: "sentence", type: "text long", value: (each) => each.sentence,
        show: (each) => (each.start === undefined ? "" : each.sentence || el("span", { class: "gap" }, "not in this copy")),
        saved: ["sentence", "start", "end"].map((key) => ({ key, value: (each) => each[key] ?? null })) },
      ...presswork.articleColumns(articles, (each) => each.place, options).filter((column) => ["published", "outlet", "article"].includes(column.key)).map(blank),
      has("source") && { key: "source", label: "file", type: "text", value: (each) => each.source ?? "" },
      { key: "part", label: "kind of evidence", type: "text", value: (each) => each.part },
      has("count") && { key: "count", label: "count", type: "number", value: (each) => each.count },
      has("share") && { key: "share", label: "share", type: "number", value: (each) => each.share, show: (each) => presswork.percent(each.share) },
    ].filter(Boolean);
  }

  /** The values of a plotted row for a reader: the bounds of the interval, or why there is none, as one. */
  function tellValues(row) {
    const { low, high, interval, ...others } = row;
    const bounds = interval === undefined ? [] : [["95% CI", presswork.interval(low, high, interval)]];
    return [...Object.entries(others).map(([key, value]) => [presswork.label(key), value]), ...bounds].filter(([, value]) => value !== null && value !== "");
  }
  presswork.tellValues = tellValues;

  /** How many sentences are behind a mark; others of the evidence are articles, passages or files. */
  function tellSum(sum, places) {
    return places.length > 0 && places.every((each) => each.start !== undefined) ? plural(sum, "sentence") : plural(sum, "piece of evidence", "pieces of evidence");
  }

  views.set("behind", async ({ name }) => {
    const [figure, row] = name.split("/");
    const at = Number(row) - 1;
    const told = presswork.site.figures.includes(figure) ? await presswork.load(`figures/${figure}`) : null;
    if (!told?.rows.rows[at]) return { title: "Behind a mark", content: [el("p", {}, "There is no such row of a figure.")] };
    const articles = await presswork.listArticles();
    const places = await readPlaces(await presswork.load(`figures/${figure}-trace`), at);
    const values = rows(told.rows)[at];
    const { name: mark, call } = identify(told, values);
    const sum = told.behind[at];
    const quoted = places.filter((each) => each.sentence).length;
    const hidden = presswork.site.text !== "full" && quoted < places.length;
    return {
      title: `Behind ${title(figure)}: ${mark}`,
      content: [
        el("p", {}, `Row ${row} of `, el("a", { href: presswork.address("figure", figure) }, `the figure ${title(figure)}`), "."),
        facts(tellValues(values).map(([key, value]) => [key, typeof value === "number" ? number(value) : presswork.data(value)])),
        el("p", {}, `${tellSum(sum, places)} behind this mark${places.length < sum ? `; ${number(places.length)} of them are listed` : ""}. `,
          hidden ? presswork.explainText(call) : ["In Python, this gives all of them: ", el("code", {}, call)]),
        table({ name: "behind", caption: "Evidence", rows: places, columns: placeColumns(articles, places), page: 25 }),
      ],
    };
  });
})();
