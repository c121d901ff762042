"use strict";
/* The text of an article: what is shown of it, what was kept and cut, and where its terms stand. */
Object.assign(presswork, (() => {
  const { el, visible } = presswork;

  /** Places count characters, not the halves that JavaScript makes of some. */
  function cutter(text) {
    if (!/[\ud800-\udfff]/.test(text)) return (start, end) => text.slice(start, end);
    const characters = [...text];
    return (start, end) => characters.slice(start, end).join("");
  }

  function length(text) {
    return /[\ud800-\udfff]/.test(text) ? [...text].length : text.length;
  }

  /** The pieces that are shown, with where they stand and how to cut from them. */
  function listPieces(told) {
    return (told.pieces ?? []).map(([start, text]) => ({ start, end: start + length(text), cut: cutter(text) }));
  }

  // One character for a token of each length up to LONGEST, after a blank or not; then those for other things.
  const LONGEST = 43;
  const SIGNS = Array.from({ length: 92 }, (_, at) => String.fromCharCode(35 + at)).filter((sign) => sign !== "<" && sign !== "\\").join("");
  const [TITLE, BODY, FAR] = SIGNS.slice(2 * LONGEST);
  const VALUES = new Uint8Array(128);
  [...SIGNS].forEach((sign, at) => { VALUES[sign.charCodeAt(0)] = at; });

  /** Call `visit` with each token of what is shown: start, end, spelling, whether it is in the headline, whether a sentence begins, and the number of its form if that is unusual. */
  function walkTokens(told, visit) {
    const signs = told.signs ?? "";
    const pieces = listPieces(told);
    let [last, piece, title, begins] = [0, 0, false, true];
    for (let at = 0; at < signs.length; at += 1) {
      const sign = signs[at];
      if (sign === TITLE || sign === BODY) {
        title = sign === TITLE;
        begins = true;
        continue;
      }
      const value = VALUES[sign.charCodeAt(0)];
      let gap = value % 2;
      let long = (value >> 1) + 1;
      let apart;
      if (sign === FAR) {
        const end = signs.indexOf(";", at);
        [gap, long, apart] = signs.slice(at + 1, end).split(",").map((number) => parseInt(number, 36));
        at = end;
      }
      const start = last + gap;
      last = start + long;
      while (pieces[piece].end < last) piece += 1;
      visit(start, last, pieces[piece].cut(start - pieces[piece].start, last - pieces[piece].start), title, begins, apart);
      begins = false;
    }
  }

  let forms = null;

  /** A function that says what a spelling is: its form in lower case (acronyms in capitals), its term, and whether it is a word. */
  async function readForms() {
    if (forms) return forms;
    const { lower, term, other, apart } = await presswork.load("forms");
    const [lowers, terms, others] = [new Map(lower), new Map(term), new Set(other)];
    forms = (spelling, number) => {
      if (number !== undefined) return { lower: apart[number][0], term: apart[number][1], word: apart[number][2] };
      const form = lowers.get(spelling) ?? spelling.toLowerCase().replaceAll("’", "'");
      return { lower: form, term: terms.get(spelling) ?? form, word: !others.has(spelling) };
    };
    return forms;
  }

  /** The occurrences of terms in what is shown, with their ranks; a multiword term stands in the place of its words. */
  async function listWords(told) {
    const [known, terms] = await Promise.all([readForms(), presswork.listTerms()]);
    const words = [];
    const steps = told.steps ?? [];
    for (let at = 0, end = 0; at < steps.length; at += 3) {
      const start = end + steps[at];
      end = start + steps[at + 1];
      words.push({ start, end, rank: steps[at + 2], title: false });
    }
    let phrase = 0;
    const multiword = words.length;
    walkTokens(told, (start, end, spelling, title, _, apart) => {
      while (phrase < multiword && words[phrase].end <= start) phrase += 1;
      if (phrase < multiword && words[phrase].start <= start) return;
      const { term, word } = known(spelling, apart);
      const place = word ? terms.place(term) : undefined;
      if (place !== undefined) words.push({ start, end, rank: terms.rank[place], title });
    });
    return multiword ? words.sort((one, other) => one.start - other.start) : words;
  }

  function listSpans(told) {
    const spans = [];
    for (let at = 0, start = 0; at < told.spans.length; at += 4) {
      const [end, kept, field, rule] = told.spans.slice(at, at + 4);
      spans.push({ start, end, kept: kept === 1, field: told.code(field), rule: told.code(rule) });
      start = end;
    }
    return spans;
  }

  /** The text of a range on one line, without what was cut: a blank, unless the cut is within running text. */
  function readRange(spans, piece, start, end) {
    const [from, to] = [Math.max(start, piece.start), Math.min(end, piece.end)];
    const near = spans.filter((span) => span.start < to && span.end > from);
    const read = (span) => (span.kept ? piece.cut(Math.max(span.start, from) - piece.start, Math.min(span.end, to) - piece.start) : presswork.site.within.includes(span.rule) ? "" : " ");
    return near.map(read).join("").replace(/[\s\u200b]+/g, " ");
  }

  /** Cut [start, end) at each border that lies within. */
  function* split(start, end, borders) {
    const inner = [...new Set(borders.filter((border) => border > start && border < end))].sort((a, b) => a - b);
    let from = start;
    for (const border of [...inner, end]) {
      yield [from, border];
      from = border;
    }
  }

  function within(ranges, start, end) {
    return ranges.find((range) => range.start <= start && end <= range.end);
  }

  /** One span's text, with marks on the words that `marked` has and on the quoted range. */
  function renderSpan(span, piece, marked, quoted) {
    const start = Math.max(span.start, piece.start);
    const end = Math.min(span.end, piece.end);
    const near = [...marked, ...quoted].filter((range) => range.start < end && range.end > start);
    const borders = near.flatMap((range) => [range.start, range.end]);
    return [...split(start, end, borders)].map(([from, to]) => {
      const text = visible(piece.cut(from - piece.start, to - piece.start).replace(/\r\n?/g, "\n"));
      const mark = within(marked, from, to);
      const node = mark ? el("mark", { class: mark.kind, title: mark.title }, text) : text;
      return within(quoted, from, to) ? el("span", { class: "quoted" }, node) : node;
    });
  }

  /** The record, span by span; the length of what is left out is given. */
  function renderText(told, marked, quoted) {
    const pieces = listPieces(told);
    const spans = listSpans(told);
    const total = spans.at(-1)?.end ?? 0;
    const parts = [];
    let from = 0;
    const skip = (to) => {
      if (to > from) parts.push(el("span", { class: "gap" }, ` [… ${presswork.plural(to - from, "character")} left out of this copy] `));
    };
    for (const piece of pieces) {
      skip(piece.start);
      for (const span of spans.filter((each) => each.end > piece.start && each.start < piece.end)) {
        const text = renderSpan(span, piece, marked, quoted);
        const kind = span.kept ? "kept" : "cut";
        parts.push(span.kept && span.field === "body" ? text
          : el(span.kept ? "span" : "s", { class: `${kind} field`, title: `${kind}${span.field ? `, ${span.field}` : ""}: ${span.rule}` }, text));
      }
      from = piece.end;
    }
    skip(total);
    return el("div", { class: "record", dir: "auto" }, parts);
  }

  return { listPieces, walkTokens, readForms, listWords, listSpans, readRange, splitRange: split, renderText };
})());
