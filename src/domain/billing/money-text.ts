import { formatMinor, minorDigits, type Currency } from './money';

// Making one costs more than all that a document has to say; an invoice has thousands of amounts.
const formats = new Map<Currency, Intl.NumberFormat>();

/**
 * An amount as people read it, written alike in all documents, mails and explanations: `€1,234.50`, `−€0.05`.
 * With all the decimals of its currency, and a minus sign before everything else.
 *
 * @param minor - minor units (cents)
 */
export function moneyText(minor: bigint, currency: Currency): string {
  let format = formats.get(currency);
  // Stryker disable next-line ConditionalExpression: a new one writes the same
  if (format === undefined) formats.set(currency, (format = formatOf(currency)));
  // As text: a number would round what is above 2⁵³.
  const text = format.format(formatMinor(minor, currency) as Intl.StringNumericLiteral);
  return text.replace('-', '\u2212');
}

/** What is shown by default differs for some from what ISO 4217 says: no forint is left out. */
function formatOf(currency: Currency): Intl.NumberFormat {
  const digits = minorDigits(currency);
  return new Intl.NumberFormat('en', {
    ...{ style: 'currency', currency },
    ...{ minimumFractionDigits: digits, maximumFractionDigits: digits },
  });
}

/** `19 %` of 1900 basis points, `5.5 %` of 550. */
export function percentOf(basisPoints: number): string {
  const [whole, rest] = [Math.trunc(basisPoints / 100), basisPoints % 100];
  const decimals = String(rest).padStart(2, '0').replace(/0+$/, '');
  return `${whole}${decimals === '' ? '' : `.${decimals}`} %`;
}
