import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import {
  AddAddOnInput,
  AddAddOnPayload,
  AddProductInput,
  AddProductPayload,
  AddSupportProductInput,
  AddSupportProductPayload,
  SetAddOnPriceInput,
  SetAddOnPricePayload,
  SetProductPriceInput,
  SetProductPricePayload,
  SetSupportPriceInput,
  SetSupportPricePayload,
} from './catalog.mutation-types';
import type { CatalogService } from './catalog.service';

const PRICES =
  'Give either an `amount` or `withdraw: true`. Purchased items keep their price, and the price of today stays. Errors: `AMOUNT_OR_WITHDRAW` when both or neither are given, `PRICE_IN_THE_PAST` when the first day is past, or is today and there is a price today, `PRICE_UNCHANGED` when that is the price of the day already, `NOT_SOLD_THAT_WAY` when the item has no prices of this kind, `INVALID_AMOUNT`, `AMOUNT_TOO_LARGE`.';

/** The catalog as the vendor edits it (R21, R66). */
@Resolver()
export class CatalogMutationResolver {
  constructor(private readonly catalog: CatalogService) {}

  @Write(() => AddProductInput, () => AddProductPayload, {
    description: 'Adds a product. It can be sold once it has a price. Errors: `PRODUCT_EXISTS`.',
    on: null,
    dryRun: true,
  })
  addProduct(input: AddProductInput, call: Call): Promise<Outcome<AddProductPayload>> {
    return this.catalog.addProduct(call, input);
  }

  @Write(() => AddAddOnInput, () => AddAddOnPayload, {
    description:
      'Adds an add-on. It can be sold once it has a price. Errors: `CODE_TAKEN`, `INVALID_CODE`.',
    on: null,
    dryRun: true,
  })
  addAddOn(input: AddAddOnInput, call: Call): Promise<Outcome<AddAddOnPayload>> {
    return this.catalog.addAddOn(call, input);
  }

  @Write(() => AddSupportProductInput, () => AddSupportProductPayload, {
    description:
      'Adds a support product. It can be sold once it has a price. Errors: `CODE_TAKEN`, `INVALID_CODE`.',
    on: null,
    dryRun: true,
  })
  addSupportProduct(
    input: AddSupportProductInput,
    call: Call,
  ): Promise<Outcome<AddSupportProductPayload>> {
    return this.catalog.addSupportProduct(call, input);
  }

  @Write(() => SetProductPriceInput, () => SetProductPricePayload, {
    description: `Sets the price of a product from a given day on. ${PRICES}`,
    on: { type: 'Product', id: 'productId' },
    dryRun: true,
  })
  setProductPrice(
    input: SetProductPriceInput,
    call: Call,
  ): Promise<Outcome<SetProductPricePayload>> {
    return this.catalog.setPrice(call, 'PRODUCT', input, 'product');
  }

  @Write(() => SetAddOnPriceInput, () => SetAddOnPricePayload, {
    description: `Sets the price of an add-on from a given day on. ${PRICES}`,
    on: { type: 'AddOn', id: 'addOnId' },
    dryRun: true,
  })
  setAddOnPrice(input: SetAddOnPriceInput, call: Call): Promise<Outcome<SetAddOnPricePayload>> {
    return this.catalog.setPrice(call, 'ADD_ON', input, 'addOn');
  }

  @Write(() => SetSupportPriceInput, () => SetSupportPricePayload, {
    description: `Sets the price of a support product from a given day on. ${PRICES}`,
    on: { type: 'SupportProduct', id: 'supportProductId' },
    dryRun: true,
  })
  setSupportPrice(
    input: SetSupportPriceInput,
    call: Call,
  ): Promise<Outcome<SetSupportPricePayload>> {
    return this.catalog.setPrice(call, 'SUPPORT_PRODUCT', input, 'supportProduct');
  }
}
