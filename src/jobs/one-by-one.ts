import { plainWords } from '../database/plain-words';
import { PlainError } from '../domain/plain-error';

/** A job did all but some; it is tried again, and these are looked at by people. */
export class JobIncomplete extends PlainError {
  override readonly name = 'JobIncomplete';
}

/** Something of an account that a job looks after. */
export interface OfAccount {
  readonly accountId: number;
  /** `AC-10042` */
  readonly accountNumber: string;
}

/**
 * Works on a batch at once; should that fail, on what is of each account by itself, so that one holds back no other.
 * @returns what it left out, in words.
 */
export async function oneByOne<Item extends OfAccount>(
  batch: readonly Item[],
  work: (items: readonly Item[]) => Promise<void>,
): Promise<{ readonly words: string; readonly error: unknown }[]> {
  const accounts = new Map<number, Item[]>();
  for (const item of batch)
    accounts.set(item.accountId, [...(accounts.get(item.accountId) ?? []), item]);
  try {
    await work(batch);
    return [];
  } catch (error) {
    const [first] = batch;
    if (first !== undefined && accounts.size === 1)
      return [{ words: `${first.accountNumber} is skipped: ${plainWords(error)}.`, error }];
  }
  const left: { words: string; error: unknown }[] = [];
  for (const items of accounts.values()) left.push(...(await oneByOne(items, work)));
  return left;
}

/** @throws JobIncomplete when something was left out. */
export function assertComplete(
  left: readonly { readonly words: string; readonly error: unknown }[],
): void {
  const [first] = left;
  if (first === undefined) return;
  throw new JobIncomplete(left.map(({ words }) => words).join(' '), { cause: first.error });
}
