"use strict";
/* Tables as CSV and for the clipboard. No text in them is a formula to a spreadsheet. */
Object.assign(presswork, (() => {
  const FORMULA = /^('*[=+\-@\t\r])/;

  function cell(value, separator) {
    if (value === null || value === undefined) return "";
    if (typeof value !== "string") return String(value);
    const safe = value.replace(FORMULA, "'$1");
    if (separator === "\t") return safe.replace(/[\t\r\n]/g, " ");
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  function write(shown, rows, separator) {
    const columns = shown.flatMap((column) => column.saved ?? [column]);
    const names = columns.map((column) => cell(column.key, separator)).join(separator);
    const lines = rows.map((row) => columns.map((column) => cell(column.value(row), separator)).join(separator));
    return [names, ...lines].join("\n") + "\n";
  }

  function save(name, columns, rows) {
    const file = new Blob(["\ufeff", write(columns, rows, ",")], { type: "text/csv;charset=utf-8" });
    const link = presswork.el("a", { download: `${name}.csv` });
    link.href = URL.createObjectURL(file);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  async function copy(columns, rows) {
    await navigator.clipboard.writeText(write(columns, rows, "\t"));
  }

  return { writeCsv: (columns, rows) => write(columns, rows, ","), saveCsv: save, copyTable: copy };
})());
