/** How keys of what was made at the gateway itself begin. */
export const BY_HAND = 'by hand ';

/** The key under which we made something; null when it was not made by us. */
export const ourKey = (key: string): string | null => (key.startsWith(BY_HAND) ? null : key);

type Kind = 'cus' | 'card' | 'ch' | 're' | 'dp';

/** The sandbox's name of a row. */
export const nameOf = (kind: Kind, key: number): string => `sandbox_${kind}_${key}`;

/** The key in a name that we gave; 0, which no row has, for any other. */
export function keyOf(kind: Kind, name: string): number {
  const match = /^sandbox_([a-z]+)_([1-9]\d{0,14})$/.exec(name);
  return match?.[1] === kind ? Number(match[2]) : 0;
}
