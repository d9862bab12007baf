import type { AccountGrants } from '../../domain/people/actor';
import type { LineUse, OrderKind } from '../../domain/purchasing/order-line';
import { Refusal, type Reason } from '../../domain/refusal';
import type { IdCodec } from '../../graphql/ids';
import { AccessDenied, notFound } from '../../permissions/access-denied';
import type { Denial } from '../../permissions/authorize';
import type { BasketFacts, WantedLine } from './basket.types';

/** What of a line may be given as it comes from outside. */
export interface GivenLine {
  readonly kind: OrderKind;
  readonly productId?: string | null;
  readonly addOnIds?: readonly string[] | null;
  readonly supportProductId?: string | null;
  readonly licenseId?: string | null;
  readonly licenseKey?: string | null;
  readonly quantity?: number | null;
}

type Part = Exclude<keyof GivenLine, 'kind'>;

/** What each kind must have, and what it may. A license is named by its id or its key. */
const PARTS: Readonly<Record<OrderKind, { must: readonly Part[]; may: readonly Part[] }>> = {
  NEW: { must: ['productId'], may: ['addOnIds', 'quantity'] },
  MODIFY: { must: ['licenseId', 'productId'], may: [] },
  ADD_ON: { must: ['licenseId', 'addOnIds'], may: [] },
  RENEW: { must: ['licenseId'], may: [] },
  REINSTATE: { must: ['licenseId'], may: [] },
  SUPPORT_INCIDENT: { must: ['supportProductId'], may: ['quantity'] },
};
const ALL: readonly Part[] = [
  'productId',
  'addOnIds',
  'supportProductId',
  'licenseId',
  'licenseKey',
  'quantity',
];

const isGiven = (given: GivenLine, part: Part): boolean =>
  given[part] !== null && given[part] !== undefined;

const missing = (kind: OrderKind, part: Part): string =>
  part === 'licenseId'
    ? `${kind} needs licenseId, or licenseKey for a license that was bought for resale.`
    : `${kind} needs ${part}.`;

/** Everything that is given and not needed, or needed and not given. */
export function decideFields(given: GivenLine): Reason[] {
  const { must, may } = PARTS[given.kind];
  const byKey = must.includes('licenseId') && isGiven(given, 'licenseKey');
  const needed = byKey
    ? must.map((part): Part => (part === 'licenseId' ? 'licenseKey' : part))
    : must;
  return ALL.flatMap((part): Reason[] => {
    const wanted = needed.includes(part) || may.includes(part);
    if (isGiven(given, part))
      return wanted
        ? []
        : [
            {
              code: 'NOT_FOR_THIS_KIND',
              message: `${given.kind} does not take ${part}.`,
              field: [part],
            },
          ];
    return needed.includes(part)
      ? [{ code: 'MISSING', message: missing(given.kind, part), field: [part] }]
      : [];
  });
}

/** The line that is meant, its rows by their keys; `license` where the key named it. @throws Refusal, NOT_FOUND. */
export function wantedLine(
  ids: IdCodec,
  given: GivenLine,
  use: LineUse,
  path: readonly string[] = [],
): WantedLine {
  const [wrong, ...more] = decideFields(given).map((reason) => ({
    ...reason,
    field: [...path, ...(reason.field ?? [])],
  }));
  if (wrong !== undefined) throw new Refusal(wrong, ...more);
  const key = (type: string, id: string | null | undefined, field: readonly string[]) =>
    id === null || id === undefined ? null : keyOf(ids, type, id, [...path, ...field]);
  return {
    kind: given.kind,
    use,
    product: key('Product', given.productId, ['productId']),
    support: key('SupportProduct', given.supportProductId, ['supportProductId']),
    license: key('License', given.licenseId, ['licenseId']),
    addOns: keysOf(ids, given.addOnIds ?? [], path),
    quantity: given.quantity ?? 1,
  };
}

/** @throws NOT_FOUND for what is no id of this type. */
export function keyOf(ids: IdCodec, type: string, id: string, field: readonly string[]): number {
  const key = ids.keyOf(type, id);
  if (key === null) throw notFound(['input', ...field]);
  return key;
}

/** Keys of add-ons, each once. @throws NOT_FOUND. */
export const keysOf = (
  ids: IdCodec,
  given: readonly string[],
  path: readonly string[] = [],
): number[] => [
  ...new Set(given.map((id, at) => keyOf(ids, 'AddOn', id, [...path, 'addOnIds', String(at)]))),
];

/** That what a line names of the catalog is there. @throws NOT_FOUND. */
export function assertThere(
  facts: BasketFacts,
  { product, support, addOns }: WantedLine,
  path: readonly string[] = [],
): void {
  const missing = (field: string) => notFound(['input', ...path, field]);
  if (product !== null && !facts.products.has(product)) throw missing('productId');
  if (support !== null && !facts.support.has(support)) throw missing('supportProductId');
  if (addOns.some((key) => !facts.addOns.has(key))) throw missing('addOnIds');
}

/** That a license is the account's to buy for, and in this way (R26). @throws NOT_FOUND, Refusal. */
export function assertOwnLicense(
  facts: BasketFacts,
  accountId: number,
  line: WantedLine,
  path: readonly string[] = [],
): void {
  if (line.license === null) return;
  const license = facts.licenses.get(line.license);
  if (license?.accountId !== accountId) throw notFound(['input', ...path, 'licenseId']);
  const resold = license.origin === 'RESOLD';
  if (resold !== (line.use === 'RESOLD') && license.origin !== 'LEASED')
    throw new Refusal({
      code: resold ? 'LICENSE_RESOLD' : 'LICENSE_PERSONAL',
      message: resold
        ? 'The license was bought for resale: use a RESOLD line.'
        : 'The license was bought for the account itself: use a PERSONAL line.',
      field: [...path, 'use'],
    });
}

export const LICENSE_NOT_FOUND: Reason = {
  code: 'LICENSE_NOT_FOUND',
  message: 'The account has resold no license with this key.',
  field: ['licenseKey'],
};
export const NOT_FOR_PERSONAL_LINES: Reason = {
  code: 'NOT_FOR_PERSONAL_LINES',
  message: 'Your own license is given by `licenseId`.',
  field: ['licenseKey'],
};

const NEEDED = { PERSONAL: 'MAKE_PURCHASES', RESOLD: 'RESELLER' } as const;

/** For whom a line is meant that does not say: for oneself, unless one may only resell. */
export const usualUse = (grants: AccountGrants | null): LineUse =>
  grants?.writable.has('RESELLER') === true && !grants.writable.has('MAKE_PURCHASES')
    ? 'RESOLD'
    : 'PERSONAL';

/** Personal lines need one permission, resold ones another (R26). @returns what is missing, or null. */
export function missingFor(grants: AccountGrants | null, use: LineUse): Denial | null {
  const missingPermission = NEEDED[use];
  if (grants === null || grants.writable.has(missingPermission)) return null;
  const grantableBy = grants.holder ? null : grants.holderName;
  return { code: 'FORBIDDEN', missingPermission, grantableBy };
}

/** The lines that somebody may buy; the others stay in the cart (R26). */
export const linesFor = <Line extends { readonly use: LineUse }>(
  grants: AccountGrants | null,
  lines: readonly Line[],
): Line[] => lines.filter(({ use }) => missingFor(grants, use) === null);

/** @throws FORBIDDEN, as `missingFor` says. */
export function assertMayBuy(grants: AccountGrants | null, use: LineUse): void {
  const missing = missingFor(grants, use);
  if (missing !== null) throw new AccessDenied(missing);
}
