import { isDuplicate } from '../database/failures';
import { Refusal, type Reason } from '../domain/refusal';
import type { Call, Unit } from '../graphql/call';
import type { NodeRow } from '../graphql/node';
import type { Outcome, OutcomeValue } from '../graphql/outcome';

/** As many things one call does at once at most. */
export const MOST_AT_ONCE = 100;
/** What confirms as many: a key and an amount of each, sealed. */
export const LONGEST_BATCH_TOKEN = 10_000;

/** Said of the second of two entries about one thing. */
export const REPEATED: Reason = {
  code: 'REPEATED',
  message: 'An earlier entry of the list is about the same; give each once.',
};

/** Others make the same account at the same moment; whoever comes after them finds it. */
const TRIES = 10;

/** Runs a transaction again when somebody else made the same account a moment ago. */
export async function untilNobodyIsInTheWay<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === TRIES || !isDuplicate(error)) throw error;
    }
  }
}

/** Undoes the transaction because of one of several, which is left out of the next. */
class OneRefused extends Error {
  constructor(
    readonly index: number,
    readonly refusal: Refusal,
  ) {
    super('one of several was refused');
  }
}

/** Runs what concerns one of several, so that its refusal is its own. */
export async function orRefused<Result>(
  index: number,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) throw new OneRefused(index, error);
    throw error;
  }
}

/**
 * The rows that a list names, past the gates; what is named twice, or what `elsewhere` says is not the account's, is
 * refused. @param place Path of an id: the list, and the field of its entries. @throws NOT_FOUND, FORBIDDEN.
 */
export async function batchRows<Row extends NodeRow>(
  call: Call,
  type: Row['__typename'],
  ids: readonly string[],
  [list, ...field]: readonly [string, ...string[]],
  refused: BatchResult,
  elsewhere: (row: Row) => Reason | null,
): Promise<Row[]> {
  const rows = (await Promise.all(
    ids.map((id, index) => call.row(type, id, [list, String(index), ...field])),
  )) as Row[];
  const known = new Set<number>();
  for (const [index, row] of rows.entries()) {
    const reason = elsewhere(row) ?? (known.has(row.pk) ? REPEATED : null);
    known.add(row.pk);
    if (reason !== null) refused.refuse(index, { ...reason, field });
  }
  return rows;
}

/** Nothing is left to be done of several things: all of them were refused. */
class NothingLeft extends Error {}

/** How a call does several things: which were refused before anything was locked, and what it answers. */
interface Batch<Came extends Outcome> {
  readonly refused: BatchResult;
  readonly size: number;
  readonly allOrNothing: boolean | undefined;
  /** Locks and decides; then `proceed` is called, and what was not refused is written. */
  readonly work: (unit: Unit, refused: BatchResult, proceed: () => void) => Promise<void>;
  /** The payload, once it is known what was refused. */
  readonly answer: (refused: BatchResult) => Came;
}

/**
 * Does several things in one transaction: all or none, or those that are not refused. What is wrong with one is
 * decided under the locks before anything is written, so that nothing has to be undone for the others.
 * @throws Refusal with everything that is wrong, when all were to be done.
 */
export async function commitBatch<Came extends Outcome>(
  call: Call,
  { refused, size, allOrNothing = false, work, answer }: Batch<Came>,
): Promise<Came> {
  let decided = refused;
  const proceed = (): void => {
    if (allOrNothing) decided.throwAll();
    if (decided.count >= size) throw new NothingLeft();
  };
  try {
    proceed();
    return await call.commit(async (unit) => {
      // Of a transaction that is made again nothing is left.
      decided = refused.copy();
      await work(unit, decided, proceed);
      return answer(decided);
    });
  } catch (error) {
    if (!(error instanceof NothingLeft)) throw error;
    return call.withoutWrite(answer(decided));
  }
}

/** What was refused of several things that one call is to do: all or none, or each for itself. */
export class BatchResult {
  private readonly refused = new Map<number, readonly Reason[]>();

  /** @param list The input's field that holds them. */
  constructor(private readonly list: string) {}

  refuse(index: number, ...reasons: readonly Reason[]): void {
    this.refused.set(index, reasons);
  }

  get count(): number {
    return this.refused.size;
  }

  copy(): BatchResult {
    const copy = new BatchResult(this.list);
    for (const [index, reasons] of this.refused) copy.refuse(index, ...reasons);
    return copy;
  }

  isRefused(index: number): boolean {
    return this.refused.has(index);
  }

  /** @throws Refusal with everything that is wrong. */
  throwAll(): void {
    const [first, ...more] = [...this.refused]
      .toSorted(([one], [other]) => one - other)
      .flatMap(([index, reasons]) => reasons.map((reason) => this.placed(index, reason)));
    if (first !== undefined) throw new Refusal(first, ...more);
  }

  /** For a call that does one alone. @throws Refusal with what is wrong with it. */
  throwOne(index: number): void {
    const [first, ...more] = this.refused.get(index) ?? [];
    if (first !== undefined) throw new Refusal(first, ...more);
  }

  /** Notes why one was refused within the transaction. @throws what is anything else. */
  note(error: unknown): void {
    if (!(error instanceof OneRefused)) throw error;
    this.refuse(error.index, ...error.refusal.reasons);
  }

  /** For the payload: why one was refused; nothing when it was not. */
  userErrorsOf(index: number): OutcomeValue {
    return (this.refused.get(index) ?? []).map((reason) => {
      const { code, message, field = [] } = this.placed(index, reason);
      return { code, message, field: ['input', ...field] };
    });
  }

  private placed(index: number, { field, ...reason }: Reason): Reason {
    return { ...reason, field: [this.list, String(index), ...(field ?? [])] };
  }
}
