import type { LineUse } from '../../domain/purchasing/order-line';
import { Refusal, type Reason } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import type { IdCodec } from '../../graphql/ids';
import type { AccountRow } from '../account/account.types';
import type { NamedCustomer } from '../customer/named-customer';
import { BasketRepository } from './basket.repository';
import type { BasketFacts, WantedLine } from './basket.types';
import type { OrderableLine } from './ordering.types';
import {
  assertOwnLicense,
  assertThere,
  LICENSE_NOT_FOUND,
  NOT_FOR_PERSONAL_LINES,
  usualUse,
  wantedLine,
  type GivenLine,
} from './wanted';

/** A line of an order as a call names it. */
export interface NamedLine {
  readonly given: GivenLine;
  /** Null where the call leaves it to the license. */
  readonly use: LineUse | null;
  readonly assignTo: NamedCustomer | null;
  /** Why nobody can tell whom the call means. */
  readonly unnamed?: readonly Reason[];
  readonly path: readonly string[];
  readonly customerPath: readonly string[];
}

/** The same, its ids read; whose the license is, and so its use, is asked within the transaction. */
export interface UnreadLine {
  readonly wanted: WantedLine;
  readonly use: LineUse | null;
  readonly licenseKey: string | null;
  readonly assignTo: NamedCustomer | null;
  readonly path: readonly string[];
  readonly customerPath: readonly string[];
}

const NOT_NEW: Reason = {
  code: 'NOT_FOR_THIS_KIND',
  message: 'Only new licenses are assigned to a customer.',
  field: ['customer'],
};
const NOT_PERSONAL: Reason = {
  code: 'NOT_FOR_PERSONAL_LINES',
  message: 'Only licenses that are bought for resale are assigned to a customer.',
  field: ['customer'],
};
const DIFFERS: Reason = {
  code: 'CUSTOMER_DIFFERS',
  message: 'Another line names this customer with another name or country; name it alike.',
  field: ['customer'],
};

/** What is wrong with a line by itself, beside what its kind needs. */
function* wrongWith({ given, use, assignTo }: NamedLine): Generator<Reason> {
  if (assignTo !== null && given.kind !== 'NEW') yield NOT_NEW;
  else if (assignTo !== null && use === 'PERSONAL') yield NOT_PERSONAL;
  if (use === 'PERSONAL' && (given.licenseKey ?? null) !== null) yield NOT_FOR_PERSONAL_LINES;
}

const differ = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && one !== other;

/** Whether an earlier line names the customer in another way. */
const isNamedOtherwise = (customer: NamedCustomer, before: readonly NamedLine[]): boolean =>
  before.some(
    ({ assignTo }) =>
      assignTo?.customer === null &&
      assignTo.email === customer.email &&
      (differ(assignTo.name, customer.name) || differ(assignTo.country, customer.country)),
  );

/** Lines with their ids read. @throws NOT_FOUND; Refusal with everything that is wrong with them. */
export function named(ids: IdCodec, lines: readonly NamedLine[]): UnreadLine[] {
  const wrong: Reason[] = [];
  const read = lines.flatMap((line, at): UnreadLine[] => {
    const { given, use, assignTo, unnamed = [], path, customerPath } = line;
    for (const { field = [], ...reason } of unnamed)
      wrong.push({ ...reason, field: [...customerPath, ...field] });
    for (const { field = [], ...reason } of wrongWith(line))
      wrong.push({ ...reason, field: [...path, ...field] });
    if (assignTo !== null && isNamedOtherwise(assignTo, lines.slice(0, at)))
      wrong.push({ ...DIFFERS, field: customerPath });
    try {
      const wanted = wantedLine(ids, given, use ?? 'PERSONAL', path);
      return [{ wanted, use, licenseKey: given.licenseKey ?? null, assignTo, path, customerPath }];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      wrong.push(...error.reasons);
      return [];
    }
  });
  const [first, ...more] = wrong;
  if (first !== undefined) throw new Refusal(first, ...more);
  return read;
}

/** How a line is meant that does not say: as its license was bought (R26). */
function useOf(
  { target }: Call<AccountRow>,
  facts: BasketFacts,
  { use, licenseKey, assignTo }: UnreadLine,
  license: number | null,
): LineUse {
  if (use !== null) return use;
  if (licenseKey !== null || assignTo !== null) return 'RESOLD';
  const origin = license === null ? undefined : facts.licenses.get(license)?.origin;
  if (origin === undefined) return usualUse(target.grants.OWNER);
  return origin === 'RESOLD' ? 'RESOLD' : 'PERSONAL';
}

/**
 * The lines as they can be ordered, within the transaction: a license that a key names is looked up, and what is named
 * is there and the account's. @throws NOT_FOUND; Refusal LICENSE_NOT_FOUND, LICENSE_RESOLD, LICENSE_PERSONAL.
 */
export async function orderable(
  call: Call<AccountRow>,
  { tx }: Unit,
  lines: readonly UnreadLine[],
): Promise<OrderableLine[]> {
  const { scope, now, target } = call;
  const baskets = new BasketRepository(tx);
  const keys = lines.flatMap(({ licenseKey }) => licenseKey ?? []);
  const byKey = keys.length === 0 ? null : await baskets.resoldByKeys(scope, target.pk, keys, now);
  const licenseOf = ({ wanted, licenseKey, path }: UnreadLine): number | null => {
    if (licenseKey === null) return wanted.license;
    const license = byKey?.get(licenseKey);
    if (license !== undefined) return license;
    throw new Refusal({ ...LICENSE_NOT_FOUND, field: [...path, 'licenseKey'] });
  };
  const found = lines.map((line) => ({ ...line.wanted, license: licenseOf(line) }));
  const facts = await baskets.facts(scope, found);
  return lines.map((line, at) => {
    const known = found[at] as WantedLine;
    const wanted = { ...known, use: useOf(call, facts, line, known.license) };
    const { assignTo, path, customerPath } = line;
    assertThere(facts, wanted, path);
    assertOwnLicense(facts, target.pk, wanted, path);
    return { wanted, cartLineId: null, assignTo, path, customerPath };
  });
}
