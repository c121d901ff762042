"use strict";
/* Charts, drawn by D3: dots with intervals, lines with bands, stacked bars. The table beside each has the numbers. */
Object.assign(presswork, (() => {
  const { el } = presswork;
  const drawn = [];
  const ROW = 22;

  /** A figure that is drawn when it is shown, and again when the window changes. */
  function chart(caption, summary, draw, legend, print) {
    const holder = el("div", { class: "chart", role: "img", "aria-label": `${caption}. ${summary}` });
    const redraw = () => {
      if (!holder.isConnected || !holder.clientWidth) return;
      holder.replaceChildren();
      draw(d3.select(holder).append("svg").attr("aria-hidden", "true"), Math.min(holder.clientWidth, 860));
    };
    drawn.push(redraw);
    return el("figure", {}, el("figcaption", {}, caption), legend, holder, print && el("p", { class: "note" }, print));
  }

  const drawCharts = () => drawn.forEach((redraw) => redraw());
  const forgetCharts = () => drawn.splice(0);

  /** Shorten the text of an element until it is no wider than so many pixels. */
  function shorten(node, width) {
    const signs = [...node.textContent];
    while (node.getComputedTextLength() > width && signs.length > 1) node.textContent = `${signs.splice(-1) && signs.join("").trim()}…`;
  }

  function axis(svg, scale, { x = 0, y = 0, side, ticks = 6, values, format }) {
    const make = (side === "left" ? d3.axisLeft : d3.axisBottom)(scale).ticks(ticks).tickSizeOuter(0);
    if (values) make.tickValues(values);
    if (format === presswork.percent) make.tickFormat(scale.tickFormat(ticks, "%"));
    else if (format && format !== presswork.number) make.tickFormat(format);
    svg.append("g").attr("class", "axis").attr("transform", `translate(${x},${y})`).call(make)
      .attr("font-family", null).attr("font-size", null);
  }

  function follow(marks) {
    marks.filter((row) => row.href).attr("class", (row) => `${row.kind ?? ""} leads`).on("click", (_, row) => { location.hash = row.href; });
  }

  const isOpen = (row) => row.low === null || row.low === undefined;

  /** The reason for a missing interval, after a colon. */
  const tellWhy = (why) => presswork.interval(null, null, why).replace(/^no interval(?: \((.*)\))?$/s, (_, reason) => (reason ? `: ${reason}` : ""));

  /** The reasons of these rows in brackets; numbers that differ from row to row are left out. */
  function gatherReasons(rows) {
    const reasons = new Set(rows.map((row) => tellWhy(row.why).replace(": ", "").replace(/\(\d+ of at least (\d+)\)/, "(fewer than $1)")).filter(Boolean));
    return reasons.size ? ` (${[...reasons].join("; ")})` : "";
  }

  /** What the lines or bands and open marks of estimates stand for, with the reasons why intervals are missing or do not include refits. */
  function explainMarks(rows, shape = "line") {
    const [open, fixed] = [rows.filter(isOpen), rows.filter((row) => row.fixed)];
    const told = [open.length + fixed.length < rows.length && `${shape}: 95% CI`,
      fixed.length && `dashed: 95% CI with the model taken as fixed${gatherReasons(fixed)}`,
      open.length && `open dot: estimate without an interval${gatherReasons(open)}`].filter(Boolean).join("; ");
    return told && `${told[0].toUpperCase()}${told.slice(1)}.`;
  }

  /** The interval of a row in words, after a comma. */
  const tellBounds = (row, format) => (isOpen(row) ? `, ${presswork.interval(null, null, row.why)}`
    : `, 95% CI ${presswork.interval(row.low, row.high, "", format)}${row.fixed ? " with the model taken as fixed" : ""}`);

  /**
   * Rows of label, value, low, high, fixed, why, href: a dot each, with its 95% CI if there is one. `zero`: the axis starts at 0.
   * `exact`: the values are no estimates, and are drawn as bars.
   */
  function dots({ caption, unit, rows, zero = true, exact = false, format = presswork.number }) {
    const values = rows.flatMap((row) => [row.value, row.low, row.high]).filter((value) => value !== null && value !== undefined);
    const first = rows.length ? `${rows[0].label}: ${format(rows[0].value)}` : "nothing to draw";
    const print = exact ? "" : explainMarks(rows);
    return chart(caption, `${exact ? "Bar chart" : "Dot plot"} of ${presswork.plural(rows.length, "row")}. First: ${first}. ${print} The numbers are in the table below.`, (svg, width) => {
      const left = Math.min(240, width * 0.42);
      const height = rows.length * ROW + 44;
      svg.attr("viewBox", `0 0 ${width} ${height}`).attr("width", width).attr("height", height);
      const extent = d3.extent(zero ? [0, ...values] : values);
      const x = d3.scaleLinear(extent, [left + 8, width - 32]).nice();
      const y = (_, at) => at * ROW + ROW / 2 + 4;
      if (extent[0] < 0) svg.append("line").attr("class", "zero").attr("x1", x(0)).attr("x2", x(0)).attr("y1", 0).attr("y2", height - 40);
      const group = svg.selectAll("g.row").data(rows).join("g").attr("class", "row").attr("transform", (row, at) => `translate(0,${y(row, at)})`);
      group.append("line").attr("class", "guide").attr("x1", left + 8).attr("x2", width - 32);
      group.append("text").attr("x", left).attr("dy", "0.32em").attr("text-anchor", "end").text((row) => presswork.visible(row.label)).each(function fit() { shorten(this, left); });
      if (exact) group.append("rect").attr("class", "part0").attr("x", x(0)).attr("y", -6).attr("height", 12).attr("width", (row) => x(row.value) - x(0));
      else {
        group.filter((row) => !isOpen(row)).append("line").attr("class", (row) => (row.fixed ? "interval fixed" : "interval")).attr("x1", (row) => x(row.low)).attr("x2", (row) => x(row.high));
        group.append("circle").attr("class", (row) => (isOpen(row) ? "open" : "dot")).attr("r", 4.5).attr("cx", (row) => x(row.value));
      }
      group.append("title").text((row) => `${row.label}: ${format(row.value)}${exact ? "" : tellBounds(row, format)}`);
      follow(group);
      axis(svg, x, { y: height - 40, side: "bottom", ticks: Math.max(2, Math.min(6, (width - left) / 80)), format });
      svg.append("text").attr("class", "unit").attr("x", width - 32).attr("y", height - 6).attr("text-anchor", "end").text(unit);
    }, null, print);
  }

  const SERIES = new Map([["standardised", "standardised by outlet"], ["raw", "raw"]]);

  /** The points of each series in the chart's span; where a standardised series has a value, the raw one is but a thin line. */
  function listSeries(points) {
    const [raw, corrected] = ["raw", "standardised"].map((name) => points.filter((point) => point.series === name));
    const known = new Set(corrected.filter((point) => point.value !== null).map((point) => point.start));
    const beside = raw.map((point) => (known.has(point.start) ? { ...point, low: null, high: null, beside: true } : point));
    return [known.size && ["standardised", corrected], ["raw", beside]].filter((each) => each && each[1].length);
  }

  const isAlone = (has) => (point, at, all) => has(point) && !(at > 0 && has(all[at - 1])) && !(at < all.length - 1 && has(all[at + 1]));

  /** Rows of series, start, `key`, low, high, fixed, interval: a line for each series, with its band where there is one. */
  function bands({ caption, unit, rows, key, format = presswork.number }) {
    const [first, last] = presswork.site.span ?? ["", "9999"];
    const all = rows.map((row) => ({ ...row, value: row[key], why: row.interval }));
    const points = all.filter((point) => first <= point.start && point.start <= last);
    const outside = all.filter((point) => point.series === "raw" && point.value !== null && !points.includes(point));
    const series = listSeries(points).map(([name, own]) => ({ name: SERIES.get(name), points: own }));
    const told = series.flatMap((each) => each.points).filter((point) => point.value !== null && !point.beside);
    const aside = outside.length ? ` Not on the time axis: ${presswork.plural(outside.length, points[0].unit)} with few articles; the table has all.` : "";
    const summary = `Line chart from ${points[0]?.start} to ${points.at(-1)?.start}. The numbers are in the table below.`;
    const draw = (svg, width) => {
      const height = 260;
      svg.attr("viewBox", `0 0 ${width} ${height}`).attr("width", width).attr("height", height);
      const x = d3.scaleUtc(d3.extent(points, (point) => new Date(point.start)), [64, width - 40]);
      const y = d3.scaleLinear([0, d3.max(points, (point) => point.high ?? point.value ?? 0) || 1], [height - 30, 22]).nice();
      const at = (point) => x(new Date(point.start));
      series.forEach((each, number) => {
        const line = d3.line().defined((point) => point.value !== null).x(at).y((point) => y(point.value));
        for (const fixed of [false, true]) {
          const has = (point) => !isOpen(point) && Boolean(point.fixed) === fixed;
          const band = d3.area().defined(has).x(at).y0((point) => y(point.low)).y1((point) => y(point.high));
          svg.append("path").attr("class", `band series${number}${fixed ? " fixed" : ""}`).attr("d", band(each.points));
          svg.append("g").selectAll("line").data(each.points.filter(isAlone(has))).join("line").attr("class", `line series${number}${fixed ? " fixed" : ""}`)
            .attr("x1", at).attr("x2", at).attr("y1", (point) => y(point.low)).attr("y2", (point) => y(point.high));
        }
        svg.append("path").attr("class", `line series${number}`).attr("d", line(each.points));
        svg.append("g").selectAll("circle").data(each.points.filter((point) => point.value !== null)).join("circle")
          .attr("class", (point) => `${isOpen(point) && !point.beside ? "open" : "mark"} series${number}`).attr("r", (point) => (point.beside ? 1.5 : 2.5)).attr("cx", at).attr("cy", (point) => y(point.value))
          .append("title").text((point) => `${each.name}, ${point.start}: ${format(point.value)}${point.beside ? "" : tellBounds(point, format)}`);
      });
      const days = x.ticks(Math.max(2, width / 150));
      const step = Math.ceil(days.length / Math.max(1, (width - 104) / 85));
      axis(svg, x, { y: height - 30, side: "bottom", values: days.filter((_, place) => place % step === 0), format: d3.utcFormat(points[0]?.unit === "month" ? "%b %Y" : "%d %b %Y") });
      axis(svg, y, { x: 64, side: "left", ticks: 5, format });
      svg.append("text").attr("class", "unit").attr("x", 4).attr("y", 12).text(unit);
    };
    return chart(caption, summary, draw, legend(series.map((each) => each.name), "series"), `${explainMarks(told, "band or vertical line")}${aside}`);
  }

  function legend(names, kind) {
    if (names.length < 2) return null;
    return el("ul", { class: "legend" }, names.map((name, at) =>
      el("li", {}, el("span", { class: `key ${kind}${at % 8}`, "aria-hidden": "true" }), presswork.data(name))));
  }

  /** Rows of x (one of `places`), part and value: a bar for each place, its parts one on the other. */
  function bars({ caption, unit, places, rows }) {
    const parts = [...new Set(rows.map((row) => row.part))];
    const sums = d3.rollup(rows, (each) => d3.sum(each, (row) => row.value), (row) => row.x);
    const most = d3.greatest(sums, ([, sum]) => sum);
    const summary = `Bars from ${places[0]} to ${places.at(-1)}, highest ${most?.[0]}: ${presswork.number(most?.[1])}. The numbers are in the table below.`;
    const draw = (svg, width) => {
      const height = 260;
      svg.attr("viewBox", `0 0 ${width} ${height}`).attr("width", width).attr("height", height);
      const x = d3.scaleBand(places, [52, width - 28]).padding(0.15);
      const y = d3.scaleLinear([0, most?.[1] ?? 1], [height - 30, 22]).nice();
      const tops = new Map();
      const boxes = rows.map((row) => {
        const from = tops.get(row.x) ?? 0;
        tops.set(row.x, from + row.value);
        return { ...row, from, to: from + row.value };
      });
      svg.selectAll("rect").data(boxes).join("rect").attr("class", (row) => `fill part${parts.indexOf(row.part) % 8}`)
        .attr("x", (row) => x(row.x)).attr("width", x.bandwidth()).attr("y", (row) => y(row.to)).attr("height", (row) => y(row.from) - y(row.to))
        .append("title").text((row) => `${row.part}, ${row.x}: ${presswork.number(row.value)}`);
      const step = Math.ceil(places.length / Math.max(1, width / 80));
      axis(svg, x, { y: height - 30, side: "bottom", values: places.filter((_, at) => (places.length - 1 - at) % step === 0) });
      axis(svg, y, { x: 52, side: "left", ticks: 5, format: presswork.number });
      svg.append("text").attr("class", "unit").attr("x", 4).attr("y", 12).text(unit);
    };
    return chart(caption, summary, draw, legend(parts, "part"));
  }

  return { dots, bands, bars, drawCharts, forgetCharts };
})());
