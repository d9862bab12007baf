/** Where many people have their mail. */
const COMMON: readonly string[] = [
  'aol.com',
  'gmail.com',
  'gmx.at',
  'gmx.ch',
  'gmx.de',
  'gmx.net',
  'googlemail.com',
  'hotmail.co.uk',
  'hotmail.com',
  'hotmail.fr',
  'icloud.com',
  'live.com',
  'mail.com',
  'me.com',
  'msn.com',
  'orange.fr',
  'outlook.com',
  'outlook.de',
  'proton.me',
  'protonmail.com',
  't-online.de',
  'web.de',
  'yahoo.co.uk',
  'yahoo.com',
  'yahoo.de',
  'yahoo.fr',
  'ymail.com',
];

/** Shorter domains differ by one sign often enough without being meant. */
const SHORT = 10;
const slipsIn = (domain: string): number => (domain.length < SHORT ? 1 : 2);

/**
 * How many slips lie between two words: a sign too many, one missing, another one, or two neighbors
 * swapped (Damerau and Levenshtein; no part is edited twice).
 */
export function slips(one: string, other: string): number {
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  let before = last;
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let least = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + (same ? 0 : 1),
      );
      // Before the first sign of a word is none, which is like none of the other's.
      if (one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, (before[j - 2] as number) + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[other.length] as number;
}

/**
 * The address that was probably meant, when the domain of this one is a slip away from a known one; null
 * when it is known itself, or like none.
 * @param email Normalized. @param known Domains of addresses that the writer has used before.
 */
export function likelyMeant(email: string, known: Iterable<string>): string | null {
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1);
  const domains = new Set([...known, ...COMMON]);
  if (domains.has(domain)) return null;
  let best: { readonly domain: string; readonly distance: number } | null = null;
  for (const one of domains) {
    const most = slipsIn(one);
    // What differs so much in length differs by more slips.
    // Stryker disable next-line ConditionalExpression: counting the slips says the same, and takes longer
    if (Math.abs(one.length - domain.length) > most) continue;
    const distance = slips(domain, one);
    if (distance <= most && (best === null || distance < best.distance))
      best = { domain: one, distance };
  }
  return best && `${email.slice(0, at)}@${best.domain}`;
}
