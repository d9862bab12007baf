import { grantableOn, type AccountGrants } from '../../domain/people/actor';
import type { RowGrants } from '../../domain/people/row-grants';
import type { SystemScope } from '../../database/scope';
import type { Call, Unit } from '../../graphql/call';
import type { NodeRow } from '../../graphql/node';
import type { JsonValue, Outcome } from '../../graphql/outcome';

/** What a guest may do with the account that they buy for: as its holder will, and with nothing else. */
export function grantsOfGuest(accountId: number, holderName: string): RowGrants {
  const all = new Set(grantableOn({ reseller: false, leaseProvider: false }));
  const OWNER: AccountGrants = {
    ...{ accountId, holder: true, reason: null, holderName },
    ...{ permissions: all, writable: all, grantable: all },
  };
  const nobody = { CUSTOMER: null, SELLER: null, PROVIDER: null, staff: null };
  return { OWNER, ...nobody, self: false, published: false };
}

/** Whom a guest buys for, and what their call is answered with. */
interface OfGuest<Target extends NodeRow> {
  readonly target: Target;
  /** The address that was given: a dry run says that mails go there, and not which. */
  readonly email: string;
  /** What the payload has, of what came of the call. */
  readonly shown: (outcome: Outcome) => Outcome;
}

/**
 * A call of somebody without an account, on what their cart's token opens: on a row of the account that waits for its
 * order. It is done as any other call of the kind; what it comes to is said without any row of that account.
 */
export class GuestCall<Target extends NodeRow> implements Call<Target> {
  readonly target: Target;

  /** @param scope Nobody reaches the account: it has no people yet. */
  constructor(
    private readonly call: Call,
    readonly scope: SystemScope,
    private readonly guest: OfGuest<Target>,
  ) {
    this.target = guest.target;
  }

  get actor(): Call['actor'] {
    return this.call.actor;
  }

  get now(): Date {
    return this.call.now;
  }

  get dryRun(): boolean {
    return this.call.dryRun;
  }

  get attempt(): JsonValue {
    return this.call.attempt;
  }

  row(): never {
    throw new Error('A guest names no rows');
  }

  visible(): never {
    throw new Error('A guest names no rows');
  }

  prepare<Result>(
    work: (unit: Unit, record: (attempt: JsonValue) => void) => Promise<Result>,
  ): Promise<Result> {
    return this.call.prepare((unit, record) => work(this.hidden(unit), record));
  }

  async commit<Came extends Outcome>(work: (unit: Unit) => Promise<Came>): Promise<Came> {
    const come = async (unit: Unit) => this.guest.shown(await work(this.hidden(unit)));
    return (await this.call.commit(come)) as Came;
  }

  async withoutWrite<Came extends Outcome>(outcome: Came): Promise<Came> {
    return (await this.call.withoutWrite(this.guest.shown(outcome))) as Came;
  }

  /** Which mail goes to the address would say whether somebody has it already. */
  private hidden(unit: Unit): Unit {
    return {
      tx: unit.tx,
      audit: (entry) => unit.audit(entry),
      send: (message) => unit.send({ ...message, hiddenUntilDoneFor: this.guest.email }),
    };
  }
}
