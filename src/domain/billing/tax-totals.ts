/** What of a document is taxed alike. Minor units. */
export interface TaxTotal {
  /** Hundredths of a percent: 1900 is 19 %. */
  readonly rateInBasisPoints: number;
  /** What the document must say about this tax, or null. */
  readonly note: string | null;
  /** What the tax is on. */
  readonly subtotal: bigint;
  readonly tax: bigint;
}

/** Puts together what is taxed alike, the highest rate first. Sums, nothing is computed anew. */
export function taxTotals(amounts: Iterable<TaxTotal>): TaxTotal[] {
  const alike = new Map<string, TaxTotal>();
  for (const { rateInBasisPoints, note, subtotal, tax } of amounts) {
    const key = `${rateInBasisPoints} ${note ?? ''}`;
    const so = alike.get(key) ?? { rateInBasisPoints, note, subtotal: 0n, tax: 0n };
    alike.set(key, { ...so, subtotal: so.subtotal + subtotal, tax: so.tax + tax });
  }
  return [...alike.values()].sort(
    (a, b) =>
      b.rateInBasisPoints - a.rateInBasisPoints || ((a.note ?? '') < (b.note ?? '') ? -1 : 1),
  );
}
