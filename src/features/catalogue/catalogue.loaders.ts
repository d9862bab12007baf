import type DataLoader from 'dataloader';
import type { ProductFamily } from '../../domain/licensing/catalogue';
import { childLoader } from '../../graphql/lists';
import type { Context } from '../context';
import type { CatalogueRepository } from './catalogue.repository';
import type { AddOnRow, PriceRow } from './catalogue.types';

/** Today's prices of a product or an add-on, all kinds and currencies, by its key. */
export const priceLoader = (
  context: Context,
  catalogue: CatalogueRepository,
  item: 'product_id' | 'add_on_id',
  today: string,
): DataLoader<number, readonly PriceRow[]> =>
  childLoader(
    context,
    `prices ${item}`,
    (scope, keys) => catalogue.prices(scope, item, keys, today),
    (row) => row.itemKey,
  );

/** Add-ons by family. */
export const addOnsOfFamilyLoader = (
  context: Context,
  catalogue: CatalogueRepository,
): DataLoader<ProductFamily, readonly AddOnRow[]> =>
  childLoader(
    context,
    'AddOn by family',
    (scope, families) => catalogue.addOnsOfFamilies(scope, families),
    (row) => row.family,
  );
