import { inSameTime } from '../../auth/same-time';
import { AMBIGUOUS, decideAssign } from '../../domain/reselling/assignment';
import { Refusal, type Reason } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import { RowRef, type Outcome, type OutcomeValue } from '../../graphql/outcome';
import { namedBy, type Confirmations } from '../confirmations';
import { CustomerAccountRepository } from '../customer/customer-account.repository';
import type {
  CustomerAccounts,
  FoundCustomer,
  OneTimePasswords,
} from '../customer/customer-accounts';
import { byAddress, identityOf, type NamedCustomer } from '../customer/named-customer';
import type { LicenseRow } from '../license/license.types';
import { orRefused, BatchResult, untilNobodyIsInTheWay } from '../batch-result';
import type { Assigner } from './assigner';
import type {
  AssignLicensesInput,
  AssignLicensesPayload,
  AssignmentInput,
} from './assignment.mutation-types';
import { wantedCustomer } from './wanted-assignment';

/** One of several assignments, as far as nothing was wrong with it. */
interface Wanted {
  readonly index: number;
  readonly license: LicenseRow;
  readonly customer: NamedCustomer;
}

const NOT_IN_STOCK: Reason = {
  code: 'NOT_IN_STOCK',
  message: 'This license is in the stock of another account.',
  field: ['licenseId'],
};
const TWICE: Reason = {
  code: 'REPEATED',
  message: 'Another entry of the list assigns this license already.',
  field: ['licenseId'],
};

/** Assigning up to a hundred licenses at once: all or none, or each for itself (R37, R38). */
export class BulkAssignmentService {
  /** @param answerAfter Milliseconds after which a dry run is answered at the earliest. */
  constructor(
    private readonly confirmations: Confirmations,
    private readonly customers: CustomerAccounts,
    private readonly assigner: Assigner,
    private readonly answerAfter: number,
  ) {}

  /** @throws Refusal with everything that is wrong, when all were to be assigned. */
  assign(call: Call, input: AssignLicensesInput): Promise<Outcome<AssignLicensesPayload>> {
    const work = () => this.assignAll(call, input);
    return call.dryRun ? inSameTime(this.answerAfter, work) : work();
  }

  private async assignAll(
    call: Call,
    { assignments, allOrNothing }: AssignLicensesInput,
  ): Promise<Outcome<AssignLicensesPayload>> {
    const several = new BatchResult('assignments');
    const wanted = await this.wanted(call, assignments, several);
    const passwords = await this.customers.prepare(
      call,
      wanted.map(({ customer }) => customer),
    );
    for (;;) {
      const left = wanted.filter(({ index }) => !several.isRefused(index));
      if (allOrNothing === true) several.throwAll();
      const results = (): OutcomeValue =>
        assignments.map((_, index) => resultOf(call, index, several, wanted));
      if (left.length === 0) return call.withoutWrite({ results: results() });
      try {
        return await untilNobodyIsInTheWay(() =>
          call.commit(async (unit) => {
            await this.within(unit, call, left, passwords);
            return { results: results() };
          }),
        );
      } catch (error) {
        // Somebody was quicker; the others are tried again without it.
        several.note(error);
      }
    }
  }

  /** What is asked for, without what can be refused before anything is locked; that goes to `several`. */
  private async wanted(
    call: Call,
    assignments: readonly AssignmentInput[],
    several: BatchResult,
  ): Promise<Wanted[]> {
    const licenses = await Promise.all(
      assignments.map(({ licenseId, confirmationToken }, index) =>
        call.row('License', licenseId ?? namedBy(confirmationToken ?? ''), [
          'assignments',
          String(index),
          'licenseId',
        ]),
      ),
    );
    const wanted: Wanted[] = [];
    const taken = new Set<number>();
    for (const [index, input] of assignments.entries()) {
      const license = licenses[index] as LicenseRow;
      const reason =
        (license.accountId === call.target.pk ? decideAssign(license) : NOT_IN_STOCK) ??
        (taken.has(license.pk) ? TWICE : null);
      taken.add(license.pk);
      const path = ['assignments', String(index)];
      const customer =
        reason ??
        (await named(() => {
          const { accountId } = license;
          return wantedCustomer(call, accountId, input, this.confirmations, path);
        }));
      if ('code' in customer) several.refuse(index, customer);
      else wanted.push({ index, license, customer });
    }
    const isAmbiguous = await this.customers.ambiguousAmong(wanted.map(({ customer }) => customer));
    for (const { index, customer } of wanted)
      if (isAmbiguous(customer)) several.refuse(index, AMBIGUOUS);
    return wanted;
  }

  /** In the order in which everybody locks: people by address, then licenses by key. */
  private async within(
    unit: Unit,
    call: Call,
    wanted: readonly Wanted[],
    passwords: OneTimePasswords,
  ): Promise<void> {
    const partner = await new CustomerAccountRepository(unit.tx).partner(
      call.scope,
      call.target.pk,
    );
    const found = new Map<string, FoundCustomer>();
    for (const { index, customer } of wanted.toSorted((one, other) =>
      byAddress(one.customer, other.customer),
    ))
      if (!found.has(identityOf(customer)))
        found.set(
          identityOf(customer),
          await orRefused(index, () =>
            this.customers.findOrMake(unit, call, customer, partner, passwords),
          ),
        );
    const greeted = new Set<string>();
    for (const { index, license, customer } of wanted.toSorted(byLicense)) {
      const who = identityOf(customer);
      const of = found.get(who);
      if (of === undefined) throw new Error('A customer was not found before its license');
      // Whoever gets several licenses is told of the new account and its password once.
      const one = greeted.has(who) ? { ...of, made: false } : of;
      greeted.add(who);
      await orRefused(index, () => this.assigner.assign(unit, call, license.pk, one, partner.name));
    }
  }
}

const byLicense = (one: Wanted, other: Wanted): number => one.license.pk - other.license.pk;

/** The customer, or why there is none. */
async function named(read: () => Promise<NamedCustomer>): Promise<NamedCustomer | Reason> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal) return error.reasons[0];
    throw error;
  }
}

function resultOf(
  call: Call,
  index: number,
  several: BatchResult,
  wanted: readonly Wanted[],
): OutcomeValue {
  const license = wanted.find((one) => one.index === index)?.license;
  const done = !several.isRefused(index) && license !== undefined && !call.dryRun;
  return {
    license: done ? new RowRef('License', license.pk) : null,
    userErrors: several.userErrorsOf(index),
  };
}
