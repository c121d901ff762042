"use strict";
/* Figures: all of them; and one with caption, method, plotted rows, and the way from each row to its sentences. */
(() => {
  const { el, section, facts, table, rows, views, number } = presswork;
  const source = (name) => `data/figures/${name}.svg`;

  function picture(told, name) {
    if (!told.picture) return el("p", {}, "The picture shows headlines, which this page keeps back (explorer.text: none).");
    return el("div", { class: "paper" }, el("img", { src: source(name), alt: told.alt_text, class: "plate" }));
  }

  views.set("figures", async () => {
    const list = await Promise.all(presswork.site.figures.map(([name]) => presswork.load(`figures/${name}`)));
    return {
      title: "Figures",
      content: [el("ul", { class: "gallery" }, list.map((told) => el("li", {},
        told.picture ? el("a", { href: presswork.address("figure", told.figure), class: "paper" }, el("img", { src: source(told.figure), alt: told.alt_text, loading: "lazy" })) : null,
        el("p", {}, el("a", { href: presswork.address("figure", told.figure) }, told.figure.replaceAll("_", " ")), `: ${told.caption.split(". ")[0]}.`))))],
    };
  });

  /** What leads from a plotted row on: its sentences, where the results trace them; its term or topic. */
  function lead(told, row, at) {
    const links = [];
    if (told.trace) links.push(el("a", { href: presswork.address("sentences", `${told.figure}/${at + 1}`) }, presswork.plural(told.trace[at], "sentence")));
    for (const key of ["term", "node", "first_word"]) if (row[key]) links.push(el("a", { href: presswork.address("term", row[key]) }, "term"));
    if (Number.isInteger(row.topic) && !told.figure.includes("hierarchy") && !told.figure.includes("scores")) links.push(el("a", { href: presswork.address("topic", row.topic) }, `topic ${row.topic}`));
    return links.flatMap((link, number) => (number ? [", ", link] : [link]));
  }

  views.set("figure", async ({ name }) => {
    if (!presswork.site.figures.some(([known]) => known === name)) return { title: `Figure ${name}`, content: [el("p", {}, "There is no figure of this name.")] };
    const told = await presswork.load(`figures/${name}`);
    const all = rows(told.rows).map((row, at) => ({ ...row, at }));
    const leads = all.some((row) => lead(told, row, row.at).length);
    const columns = [...presswork.schemaColumns(`figure_${name}`, told.rows.columns),
      ...(leads ? [{ key: "leads", label: "leads to", type: "text", saved: [], value: () => "", show: (row) => lead(told, row, row.at) }] : [])];
    return {
      title: `Figure: ${name.replaceAll("_", " ")}`,
      content: [picture(told, name), el("p", { class: "caption" }, told.caption), el("p", {}, told.method),
        facts([["Identifier", told.id], ["SHA-256", told.sha256 && el("code", {}, told.sha256)]]),
        told.sources?.length > 0 && section("Sources", el("ul", {}, told.sources.map((each) => el("li", {}, each)))),
        section("Plotted rows", el("p", {}, `A row is ${told.row}.`), table({ name, caption: `Rows of the figure ${name}`, rows: all, columns }))],
    };
  });
})();
