import { isDuplicate } from '../../database/failures';
import { dayOf } from '../../domain/billing/day-of';
import { formatMinor, type Currency } from '../../domain/billing/money';
import { LARGEST_PRICE, typedAmount } from '../../domain/billing/typed-amount';
import { PRICE_KINDS, productName, type PricedItem } from '../../domain/catalog/catalog';
import {
  decideWantedPrice,
  planPriceChange,
  type PriceSpan,
} from '../../domain/catalog/price-change';
import { Refusal, type Reason, refuse } from '../../domain/refusal';
import type { Call, Fields } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import { CatalogWritesRepository } from './catalog-writes.repository';
import type {
  AddAddOnInput,
  AddAddOnPayload,
  AddProductInput,
  AddProductPayload,
  AddSupportProductInput,
  AddSupportProductPayload,
  NewPriceInput,
} from './catalog.mutation-types';
import { PriceRepository } from './price.repository';

/** Editing the catalog (R21, R66). */
export class CatalogService {
  constructor(private readonly timeZone: string) {}

  /** @throws Refusal PRODUCT_EXISTS. */
  addProduct(
    call: Call,
    { family, edition, level }: AddProductInput,
  ): Promise<Outcome<AddProductPayload>> {
    const product = { family, edition, level, name: productName(family, edition, level) };
    const exists: Reason = { code: 'PRODUCT_EXISTS', message: `${product.name} exists already.` };
    return add(call, exists, async (catalog) => {
      const key = await catalog.addProduct(call.scope, product);
      return { subject: new RowRef('Product', key), values: product, as: 'product' };
    });
  }

  /** @throws Refusal CODE_TAKEN. */
  addAddOn(call: Call, input: AddAddOnInput): Promise<Outcome<AddAddOnPayload>> {
    const { family, code, name } = input;
    const addOn = { family, code, name, requiresEnterprise: input.requiresEnterprise ?? false };
    return add(call, CODE_TAKEN, async (catalog) => {
      const key = await catalog.addAddOn(call.scope, addOn);
      return { subject: new RowRef('AddOn', key), values: addOn, as: 'addOn' };
    });
  }

  /** @throws Refusal CODE_TAKEN. */
  addSupportProduct(
    call: Call,
    { code, name }: AddSupportProductInput,
  ): Promise<Outcome<AddSupportProductPayload>> {
    return add(call, CODE_TAKEN, async (catalog) => {
      const key = await catalog.addSupportProduct(call.scope, code, name);
      const subject = new RowRef('SupportProduct', key);
      return { subject, values: { code, name }, as: 'supportProduct' };
    });
  }

  /**
   * Another price of the target from a day on (R21).
   * @param as Field of the payload that the target is answered in.
   * @throws Refusal NOT_SOLD_THAT_WAY, AMOUNT_OR_WITHDRAW, INVALID_AMOUNT, AMOUNT_TOO_LARGE, PRICE_IN_THE_PAST, PRICE_UNCHANGED.
   */
  setPrice(call: Call, item: PricedItem, input: NewPriceInput, as: string): Promise<Outcome> {
    const { kind, currency, validFrom: from } = input;
    if (!PRICE_KINDS[item].includes(kind))
      throw new Refusal({
        code: 'NOT_SOLD_THAT_WAY',
        message: `It has no price for ${kind}, only for ${PRICE_KINDS[item].join(', ')}.`,
        field: ['kind'],
      });
    refuse(decideWantedPrice(input));
    const bounds = { zero: true, most: LARGEST_PRICE };
    const amount =
      input.amount === undefined ? null : typedAmount(input.amount, currency, ['amount'], bounds);
    const subject = new RowRef(call.target.__typename, call.target.pk);
    const ref = { item, key: subject.key };
    return call.commit(async (unit) => {
      const prices = new PriceRepository(unit.tx);
      const spans = await prices.lock(call.scope, ref, kind, currency);
      const today = dayOf(call.now, this.timeZone);
      const change = planPriceChange(spans, { amount, from }, today);
      await prices.change(call.scope, ref, kind, currency, change);
      const { ends, dropped, added } = change;
      const former = dropped ?? spans.find(({ key }) => key === ends?.key) ?? null;
      const price = `${kind} ${currency}`;
      const nothing = { amount: null, validFrom: from, validTo: null };
      unit.audit({
        subject,
        accountId: null,
        before: { [price]: former && recorded(former, currency) },
        after: { [price]: added === null ? nothing : recorded(added, currency) },
      });
      return { [as]: subject };
    });
  }
}

interface Added {
  readonly subject: RowRef;
  readonly values: Fields;
  /** Field of the payload that it is answered in. */
  readonly as: string;
}

/** @throws Refusal `exists` when there is such a thing. */
async function add(
  call: Call,
  exists: Reason,
  work: (catalog: CatalogWritesRepository) => Promise<Added>,
): Promise<Outcome> {
  try {
    return await call.commit(async (unit) => {
      const { subject, values, as } = await work(new CatalogWritesRepository(unit.tx));
      unit.audit({ subject, accountId: null, before: null, after: values });
      return { [as]: subject };
    });
  } catch (error) {
    throw isDuplicate(error) ? new Refusal(exists) : error;
  }
}

const CODE_TAKEN: Reason = {
  code: 'CODE_TAKEN',
  message: 'This code is used by another item.',
  field: ['code'],
};

const recorded = (
  { amount, validFrom, validTo }: Omit<PriceSpan, 'key'>,
  currency: Currency,
): Fields => ({ amount: formatMinor(amount, currency), validFrom, validTo });
