"use strict";
/* A table that can be sorted, filtered, paged, copied and saved; what is chosen stands in the address. */
Object.assign(presswork, (() => {
  const { el, number } = presswork;
  const PAGE = 50;
  // A table explains so many kinds of missing values below it, and others in their cells.
  const MOST_NOTES = 4;
  let count = 0;

  const isEmpty = (value) => value === null || value === undefined || value === "";

  /** The rows in the order of a column (`order`: asc or desc); those without a value come last. */
  function sortRows(column, order, rows) {
    const value = column.sort ?? column.value;
    const collator = new Intl.Collator("en", { numeric: false });
    const sign = order === "desc" ? -1 : 1;
    return [...rows].sort((one, other) => {
      const [a, b] = [value(one), value(other)];
      if (isEmpty(a) || isEmpty(b)) return isEmpty(a) - isEmpty(b);
      return sign * (typeof a === "number" ? a - b : collator.compare(a, b));
    });
  }

  /** The rows that hold what is sought in a column of text. */
  function findRows(columns, rows, find) {
    if (!find) return rows;
    const wanted = find.toLowerCase();
    const searched = columns.filter((column) => column.type !== "number");
    return rows.filter((row) => searched.some((column) => String(column.value(row) ?? "").toLowerCase().includes(wanted)));
  }

  /**
   * `columns`: key (its name in CSV), label, type (text, number, day), value(row), and show(row) where the cell is
   * more than its value; `saved`: the columns that stand for it in CSV. `name` is the table's in the address and of its file.
   * `rare`: the label of a box that shows the rows for which `aside(row)` holds; without it, they are left out.
   */
  function table({ name, caption, columns, rows, sorted = "", page = PAGE, rare = null, aside = () => false }) {
    const id = `table${(count += 1)}`;
    const { options } = presswork.readAddress();
    const key = (option) => `${name}.${option}`;
    const state = {
      sort: options.get(key("sort")) ?? sorted,
      find: options.get(key("find")) ?? "",
      page: Math.max(1, Number(options.get(key("page"))) || 1),
      all: !rare || options.get(key("all")) === "yes",
    };
    const main = rows.filter((row) => !aside(row));
    const notes = [...new Set(rows.flatMap((row) => columns.map((column) => column.reason?.(row)).filter(Boolean)))];
    const head = el("tr");
    const body = el("tbody");
    const status = el("p", { class: "status", role: "status" });
    const turn = el("nav", { class: "turn", "aria-label": `Pages: ${caption}` });
    let held = rows;
    let chosen = rows;

    function choose() {
      held = state.all ? rows : main;
      chosen = findRows(columns, held, state.find);
      const [by, order] = state.sort.split(/-(?=asc$|desc$)/);
      const column = columns.find((each) => each.key === by);
      if (column) chosen = sortRows(column, order, chosen);
    }

    function change(changes, step = true) {
      Object.assign(state, changes);
      presswork.setOptions(
        { [key("sort")]: state.sort === sorted ? null : state.sort, [key("find")]: state.find || null,
          [key("page")]: state.page > 1 ? state.page : null, [key("all")]: rare && state.all ? "yes" : null },
        step,
      );
      if (!("page" in changes) || Object.keys(changes).length > 1) choose();
      draw();
    }

    function heading(column) {
      const [by, order] = state.sort.split(/-(?=asc$|desc$)/);
      const active = by === column.key ? order : null;
      const first = column.type === "number" ? "desc" : "asc";
      const next = active === null ? first : active === "asc" ? "desc" : "asc";
      const click = () => {
        change({ sort: `${column.key}-${next}`, page: 1 });
        head.children[columns.indexOf(column)].firstElementChild.focus();
      };
      const mark = active === "asc" ? " ▲" : active === "desc" ? " ▼" : "";
      return el("th", { scope: "col", class: column.type, "aria-sort": active ? `${active}ending` : null, title: column.title },
        el("button", { type: "button", onclick: click }, column.label, el("span", { "aria-hidden": "true" }, mark)));
    }

    function cell(column, row) {
      const reason = column.reason?.(row);
      const value = reason && notes.length <= MOST_NOTES ? el("span", { title: reason }, column.instead(row), (notes.length > 1 || column.instead(row) !== "none") && el("sup", {}, notes.indexOf(reason) + 1))
        : column.show ? column.show(row) : column.value(row);
      const plain = typeof value === "number" ? number(value) : typeof value === "string" ? presswork.data(value) : value;
      return el("td", { class: column.type }, plain);
    }

    function draw() {
      const pages = Math.max(1, Math.ceil(chosen.length / page));
      state.page = Math.min(state.page, pages);
      const first = (state.page - 1) * page;
      head.replaceChildren(...columns.map(heading));
      body.replaceChildren(...chosen.slice(first, first + page).map((row) => el("tr", {}, columns.map((column) => cell(column, row)))));
      status.textContent = chosen.length === held.length ? presswork.plural(held.length, "row")
        : `${number(chosen.length)} of ${presswork.plural(held.length, "row")}`;
      if (pages > 1) status.textContent += `, page ${number(state.page)} of ${number(pages)}`;
      const go = (to, label) => el("button", { type: "button", disabled: to < 1 || to > pages, onclick: () => change({ page: to }) }, label);
      turn.replaceChildren(...(pages > 1 ? [go(1, "First"), go(state.page - 1, "Previous"), go(state.page + 1, "Next"), go(pages, "Last")] : []));
    }

    const find = el("input", { id: `${id}-find`, type: "search", value: state.find,
      oninput: (event) => change({ find: event.target.value, page: 1 }, false) });
    const told = el("span", { role: "status" });
    const copy = () => presswork.copyTable(columns, chosen).then(() => told.replaceChildren("Copied."), () => told.replaceChildren("The browser does not allow copying from this page."));
    const tools = el("div", { class: "tools" },
      rows.length > 5 && [el("label", { for: `${id}-find` }, "Filter"), find],
      rare && main.length < rows.length && el("label", {}, el("input", { type: "checkbox", checked: state.all, onchange: (event) => change({ all: event.target.checked, page: 1 }) }), ` ${rare}`),
      el("button", { type: "button", onclick: copy }, "Copy"),
      el("button", { type: "button", onclick: () => presswork.saveCsv(`presswork-${name}`, columns, chosen) }, "Save as CSV"),
      told);
    choose();
    draw();
    const frame = el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
      el("table", {}, el("caption", {}, el("span", {}, caption)), el("thead", {}, head), body));
    const explained = columns.filter((column) => column.title);
    const meanings = explained.length > 0 && el("details", { class: "note" }, el("summary", {}, "What the columns mean"),
      el("dl", {}, explained.map((column) => [el("dt", {}, column.label), el("dd", {}, column.title)])));
    const missing = notes.length > 0 && notes.length <= MOST_NOTES && el("p", { class: "note" },
      notes.map((reason, at) => [at > 0 && " ", el("span", {}, (notes.length > 1 || !reason.startsWith("no")) && el("sup", {}, at + 1), `${reason[0].toUpperCase()}${reason.slice(1)}.`)]));
    return el("div", { class: "table" }, tools, frame, missing, el("div", { class: "below" }, status, turn), meanings);
  }

  /** Columns of a frame of the results, named and explained by its schema. */
  function schemaColumns(schema, names, shown = {}) {
    return names.map((key) => {
      const type = presswork.site.columns[schema]?.[key]?.[0] ?? "string";
      const kind = type === "integer" || type === "number" ? "number" : "text";
      return { key, label: presswork.label(key), type: kind, title: presswork.meaning(schema, key),
        value: (row) => row[key], ...shown[key] };
    });
  }

  /** A column with the 95% CI, or why there is none; `more` columns are saved with it. */
  function intervalColumn(low, high, why, { show, label = "95% CI", more = [], fixed = false } = {}) {
    const given = (row) => fixed && presswork.bound(row).fixed;
    return { key: "interval", label, type: "interval", sort: (row) => row[low],
      value: (row) => presswork.interval(row[low], row[high], row[why], show),
      reason: (row) => (row[low] === null || row[low] === undefined
        ? presswork.interval(null, null, row[why]).replace("no interval", given(row) ? "with the model taken as fixed" : "no interval") : null),
      instead: (row) => (given(row) ? presswork.interval(row.model_low, row.model_high, "", show) : "none"),
      saved: [low, high, why, ...more].map((each) => ({ key: each, value: (row) => row[each] })) };
  }

  return { table, schemaColumns, intervalColumn, sortRows, findRows };
})());
