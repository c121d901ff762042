"use strict";
/* The marks in a figure's picture: what is pointed at is named, and a click leads to what is behind it. */
Object.assign(presswork, (() => {
  const { el } = presswork;
  // A mark is found from so many pixels away; so many of a row's values are told.
  const REACH = 14;
  const TOLD = 6;

  /** Left, top, right and bottom of a mark in pixels of the picture. */
  function place(text, { width, height }) {
    const [left, top, across, down] = text.split(" ").map(Number);
    return [left * width, top * height, (left + across) * width, (top + down) * height].map((each) => each / 100);
  }

  const beyond = (at, low, high) => Math.max(low - at, 0, at - high);

  /** The mark that is nearest to a place, of those it lies within the one whose middle is nearest; or none in reach. */
  function nearest(marks, box, x, y) {
    let best = { far: REACH, off: Infinity };
    marks.forEach((text, row) => {
      if (text === null) return;
      const [left, top, right, bottom] = place(text, box);
      const far = Math.hypot(beyond(x, left, right), beyond(y, top, bottom));
      const off = Math.hypot(x - (left + right) / 2, y - (top + bottom) / 2);
      if (far < best.far || (far === best.far && off < best.off)) best = { row, far, off, box: [left, top, right, bottom] };
    });
    return best;
  }

  function tell(row) {
    return presswork.tellValues(row).slice(0, TOLD).map(([key, value]) => el("span", {}, `${key} `,
      el("b", {}, typeof value === "number" ? presswork.number(value) : presswork.data(value))));
  }

  /**
   * A picture whose marks lead to `href(row)`. The table of plotted rows has the same links for keyboard and screen
   * reader, so that these are no stops of theirs.
   */
  function marked(image, marks, rows, href) {
    const ring = el("span", { class: "ring", hidden: true });
    const told = el("span", { class: "told", hidden: true });
    const link = el("a", { class: "over", tabindex: "-1", "aria-hidden": "true" }, ring, told);
    let shown;

    function show(event) {
      const box = link.getBoundingClientRect();
      const found = nearest(marks, box, event.clientX - box.left, event.clientY - box.top);
      ring.hidden = told.hidden = found.row === undefined;
      if (found.row === undefined) link.removeAttribute("href");
      else if (found.row !== shown || !link.hasAttribute("href")) link.setAttribute("href", href(found.row));
      shown = found.row;
      if (ring.hidden) return;
      const [left, top, right, bottom] = found.box;
      Object.assign(ring.style, { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px` });
      told.replaceChildren(...tell(rows[found.row]));
      const aside = (left + right) / 2 > box.width / 2 ? { left: "auto", right: `${box.width - right}px` } : { left: `${left}px`, right: "auto" };
      const above = bottom > box.height / 2 ? { top: "auto", bottom: `${box.height - top}px` } : { top: `${bottom}px`, bottom: "auto" };
      Object.assign(told.style, aside, above);
    }

    link.addEventListener("pointermove", show);
    link.addEventListener("pointerdown", show);
    link.addEventListener("pointerleave", () => { ring.hidden = told.hidden = true; });
    return el("div", { class: "marked" }, image, link);
  }

  return { marked, nearest };
})());
