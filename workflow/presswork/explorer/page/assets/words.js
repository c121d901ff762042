"use strict";
/* Numbers and reasons in words. */
Object.assign(presswork, (() => {
  const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
  const digits = new Intl.NumberFormat("en", { minimumSignificantDigits: 3, maximumSignificantDigits: 3 });
  const small = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
  const percents = new Intl.NumberFormat("en", { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const DAY = 86400000;

  function number(value) {
    if (value === null || value === undefined) return "";
    const size = Math.abs(value);
    return (Number.isInteger(value) || size >= 1000 ? whole : size < 0.1 ? small : digits).format(value).replace("-", "−");
  }

  const percent = (value) => (value === null || value === undefined ? "" : percents.format(value));

  /** A day from its number since 1970. */
  const day = (value) => (value === null || value === undefined ? "" : new Date(value * DAY).toISOString().slice(0, 10));

  function plural(n, one, many = `${one}s`) {
    return `${number(n)} ${n === 1 ? one : many}`;
  }

  /** The 95% CI, or why there is none: the words, or for a term their code. */
  function interval(low, high, why, show = number) {
    if (low !== null && low !== undefined) return `${show(low)} to ${show(high)}`;
    return why ? `no interval (${Object.hasOwn(presswork.site.reasons, why) ? presswork.site.reasons[why] : why})` : "no interval";
  }

  /** The name of a topic, the same everywhere: its number and its label. */
  const nameTopic = (topic, label) => (label ? `${topic} ${label}` : String(topic));

  // Columns whose names in the tables need other words for readers.
  const LABELS = new Map(Object.entries({ per_million: "per million words", reference_per_million: "reference per million", reference_count: "reference count", stop: "stop word", range: "share of articles",
    dp: "DP", dp_norm: "DPnorm", dp_egbert: "DP, normalised (Egbert)", dp_adjusted: "DP, adjusted for frequency", dkl: "Kullback-Leibler (DKL)", da: "DA (Burch)", d2: "D2 (Carroll)", s: "S (Rosengren)", juilland_d: "D (Juilland)",
    p_maxt: "p, corrected", lrc_units: "conservative log ratio", bound: "conservative log ratio", log_dice: "logDice", g2: "G²", mi: "MI", t: "t", npmi: "NPMI", frex: "FREX", n_words: "words", start: "from", k: "number of topics", chosen_topic: "nearest chosen topic",
    count_variant: "count of the variant", count_canonical: "count of the accepted spelling", canonical: "accepted spelling", weight: "probability", character: "how characteristic" }));
  const label = (column) => LABELS.get(column) ?? column.replaceAll("_", " ");

  /** What a column means, from the results' own schema. */
  function meaning(table, column) {
    const known = presswork.site.columns[table]?.[column];
    return known ? known[2].replaceAll("`", "") + (known[1] ? ` (${known[1]})` : "") : "";
  }

  /** The rows of a frame as objects. */
  function rows(frame) {
    return frame ? frame.rows.map((row) => Object.fromEntries(frame.columns.map((name, at) => [name, row[at]]))) : [];
  }

  /** Why an analysis was not made of a subject that begins so, where the results say it. */
  function whyMissing(analysis, subject) {
    return rows(presswork.site.skipped).find((row) => row.analysis === analysis && row.subject.startsWith(subject))?.reason;
  }

  /** The bounds of a row, and whether they are those given the model alone (`fixed`), because refits disagree. */
  function bound(row) {
    const fixed = (row.low ?? null) === null && (row.model_low ?? null) !== null;
    return fixed ? { low: row.model_low, high: row.model_high, fixed } : { low: row.low, high: row.high, fixed };
  }

  return { bound, number, percent, day, plural, interval, nameTopic, label, meaning, rows, whyMissing };
})());
