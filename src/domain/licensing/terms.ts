/** After a downgrade an installation may run on what it had for this long, in days (R34). */
export const OLD_TERMS_DAYS = 7;
const DAY = 24 * 3_600_000;

/** What a license is for: edition and level are the product's. */
export interface Terms {
  readonly productId: number;
  readonly addOnIds: readonly number[];
}

/** Whether two sets of terms come to the same, in whatever order the add-ons stand. */
export function sameTerms(one: Terms, other: Terms): boolean {
  const [mine, theirs] = [new Set(one.addOnIds), new Set(other.addOnIds)];
  return (
    one.productId === other.productId &&
    mine.size === theirs.size &&
    [...mine].every((addOn) => theirs.has(addOn))
  );
}

/**
 * Until when an installation may run on terms that are no longer the license's; null for as long as it
 * likes. A limit that it has already stays: a second downgrade does not give another seven days.
 */
export function oldTermsUntil(
  limit: Date | null,
  { downgrade }: { readonly downgrade: boolean },
  now: Date,
): Date | null {
  if (!downgrade) return limit;
  const end = new Date(now.getTime() + OLD_TERMS_DAYS * DAY);
  return limit !== null && limit < end ? limit : end;
}
