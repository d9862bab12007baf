/** What a spreadsheet would take for the beginning of a formula, or of a further cell. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/;

/** Tells programs that guess otherwise that a file is UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

/**
 * One cell, quoted as RFC 4180 says. What would be a formula begins with an apostrophe, so that no name that
 * somebody gave themself is run where the file is opened.
 */
function cell(value: string | null): string {
  const text = value ?? '';
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** One record, with the line end after it. */
export const csvLine = (values: readonly (string | null)[]): string =>
  `${values.map(cell).join(',')}\r\n`;
