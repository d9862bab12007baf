import type {
  NumberCounterEntity,
  OrderedLicenseEntity,
  OrderEntity,
  OrderLineEntity,
} from '../../database/entities/order.entity';
import { sum } from '../../domain/billing/money';
import { moneyText } from '../../domain/billing/money-text';
import type { DemoStory } from './demo-story';

/** The number before the first. */
const BEFORE_FIRST = 100_000;

/** Every order with the invoice that was issued for it, the oldest first: the same sums, the same lines. */
export const orderRows = ({ billed }: DemoStory): OrderEntity[] =>
  [...billed].map(([{ account, placedAt, monthly, lines }, invoice], index) => {
    const { subtotal, tax, total, id: invoiceId } = invoice;
    return {
      id: index + 1,
      accountId: account.id,
      number: `O-${BEFORE_FIRST + index + 1}`,
      status: 'PLACED',
      billing: monthly ? 'MONTHLY_SUMMARY' : 'PAY_ON_ORDER',
      currency: account.currency,
      subtotal,
      discount: sum(lines.map(({ listPrice, amount }) => listPrice - amount)),
      taxRateBasisPoints: account.tax.rateInBasisPoints,
      tax,
      total,
      taxNote: account.tax.note,
      invoiceId,
      createdAt: placedAt,
      placedAt,
      tokenId: null,
      spentMonth: null,
      billedName: account.row.name,
      billedAddress: account.row.address,
      billedCountry: account.row.country,
      billedVatNumber: account.row.vatNumber,
    };
  });

export function orderLineRows({ billed }: DemoStory): OrderLineEntity[] {
  const rows: OrderLineEntity[] = [];
  [...billed.keys()].forEach(({ account, lines }, order) =>
    lines.forEach((line, index) => {
      const { kind, license, product, addOns, description, listPrice, amount } = line;
      rows.push({
        id: rows.length + 1,
        accountId: account.id,
        orderId: order + 1,
        position: index + 1,
        kind,
        lineUse: license?.origin === 'RESOLD' ? 'RESOLD' : 'PERSONAL',
        productId: product?.id ?? null,
        supportProductId: line.support?.id ?? null,
        licenseId: license?.id ?? null,
        addOns: addOns.map(({ id }) => id).join(','),
        description,
        explanation: line.explanation ?? moneyText(listPrice, account.currency),
        quantity: line.quantity ?? 1,
        listPrice,
        discount: listPrice - amount,
        discountReason: line.discountReason,
        amount,
        cartLineId: null,
        assignEmail: null,
        assignName: null,
        assignCountry: null,
        assignCustomerId: null,
      });
    }),
  );
  return rows;
}

export const orderedLicenseRows = ({ billed }: DemoStory): OrderedLicenseEntity[] =>
  [...billed.keys()].flatMap(({ account, lines }, order) =>
    lines
      .flatMap(({ kind, license }) => (kind === 'NEW' && license !== null ? [license.id] : []))
      .map((licenseId) => ({ licenseId, orderId: order + 1, accountId: account.id })),
  );

/** Numbers go on where those of the story end. */
export const numberCounterRows = ({ billed }: DemoStory): NumberCounterEntity[] => [
  { series: 'ORDER', last: BEFORE_FIRST + billed.size },
];
