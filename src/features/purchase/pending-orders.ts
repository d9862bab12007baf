import { Refusal } from '../../domain/refusal';
import type { Scope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import type { CUSTOMER_FIELDS } from '../customer/customer.input';
import type { NamedCustomer } from '../customer/named-customer';
import { IN_PROGRESS_FOR_CUSTOMER, IN_PROGRESS_FOR_LICENSE } from './order-refusals';
import type { OrderableLine } from './ordering.types';
import { PendingOrderRepository } from './pending-order.repository';

/**
 * That nothing of this is being paid for already: what an order was priced from stands still until it is paid, and
 * nobody gets twice what is asked for twice. Other orders of the account are not in the way.
 * @throws Refusal CHECKOUT_IN_PROGRESS.
 */
export async function assertNonePending(
  { tx }: Unit,
  scope: Scope,
  account: number,
  lines: readonly OrderableLine[],
): Promise<void> {
  const pending = new PendingOrderRepository(tx);
  const licenses = lines.flatMap(({ wanted: { license } }) => license ?? []);
  if (licenses.length > 0) {
    const [found] = await pending.ofLicenses(scope, licenses);
    const line = found && lines.find(({ wanted }) => wanted.license === found.licenseId);
    if (line !== undefined)
      throw new Refusal({ ...IN_PROGRESS_FOR_LICENSE, ...(line.path && { field: line.path }) });
  }
  const named = lines.flatMap(({ assignTo }) => assignTo ?? []);
  if (named.length === 0) return;
  const found = await pending.ofCustomers(
    scope,
    account,
    named.map(({ email }) => email),
    named.flatMap(({ customer }) => customer?.pk ?? []),
  );
  const line = lines.find(
    ({ assignTo }) => assignTo !== null && found.some((one) => isTheSame(assignTo, one)),
  );
  if (line !== undefined)
    throw new Refusal({
      ...IN_PROGRESS_FOR_CUSTOMER,
      ...(line.customerPath && { field: [...line.customerPath, nameOf(line)] }),
    });
}

/** By their ids where both have one; an address may stand for either. */
const isTheSame = (
  { email, customer }: NamedCustomer,
  other: { readonly email: string; readonly customerId: number | null },
): boolean =>
  customer === null || other.customerId === null
    ? email === other.email
    : customer.pk === other.customerId;

const nameOf = ({ assignTo }: OrderableLine): keyof typeof CUSTOMER_FIELDS =>
  assignTo?.customer ? 'customerId' : 'email';
