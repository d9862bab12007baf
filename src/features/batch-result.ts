import { isDuplicate } from '../database/failures';
import { Refusal, type Reason } from '../domain/refusal';
import type { OutcomeValue } from '../graphql/outcome';

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

/** What was refused of several things that one call is to do: all or none, or each for itself. */
export class BatchResult {
  private readonly refused = new Map<number, readonly Reason[]>();

  /** @param list The input's field that holds them. */
  constructor(private readonly list: string) {}

  refuse(index: number, ...reasons: readonly Reason[]): void {
    this.refused.set(index, reasons);
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
