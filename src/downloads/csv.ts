/** What is skipped before a formula: space, control and unseen characters, quotes. */
const LEAD = String.raw`[\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}"']*`;
const SIGN = String.raw`[=+\-@＝＋－＠﹢﹣﹦﹫−]`;
/** What a spreadsheet would take for the beginning of a formula. */
const BEGINS_FORMULA = new RegExp(`^${LEAD}${SIGN}`, 'u');
/** The same where a cell begins for readers that split at something else than a comma: no quotes hold them back. */
const SPLITS = new RegExp(String.raw`([;|\t\r\n\v\f\u0085\u2028\u2029]${LEAD})(${SIGN})`, 'gu');
/** A cell that begins with what spreadsheets skip may be another one to them. */
const SKIPPED = /^[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const NEEDS_QUOTES = /[",;|]|[\p{Cc}\p{Zl}\p{Zp}]|^\s|\s$/u;

/** Tells programs that guess otherwise that a file is UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

/** No name that somebody gave themself is run where the file is opened, whatever that program takes for a cell. */
function withoutFormulas(text: string): string {
  const split = text.replace(SPLITS, "$1'$2");
  return BEGINS_FORMULA.test(split) || SKIPPED.test(split) ? `'${split}` : split;
}

/** One cell, quoted as RFC 4180 says. What would be a formula begins with an apostrophe. */
function cell(value: string | null): string {
  const harmless = withoutFormulas(value ?? '');
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** One record, with the line end after it. */
export const csvLine = (values: readonly (string | null)[]): string =>
  `${values.map(cell).join(',')}\r\n`;
