import { CatalogMutationResolver } from '../features/catalog/catalog.mutation-resolver';
import { ProductResolver } from '../features/catalog/catalog.resolver';
import { CatalogService } from '../features/catalog/catalog.service';
import { AddOnResolver, SupportProductResolver } from '../features/catalog/extras.resolver';
import { PriceReader } from '../features/catalog/price-reader';
import { CurrencyRepository } from '../features/currency/currency.repository';
import { CurrencyResolver } from '../features/currency/currency.resolver';
import type { Core, Wiring } from './wiring';

/** What is sold, and its prices. */
export function catalog({ config, reading, lists, rows }: Core): Wiring {
  const prices = new PriceReader(rows.prices, config.timeZone);
  return {
    resolvers: [
      new CurrencyResolver(new CurrencyRepository(reading)),
      new ProductResolver(rows.catalog, prices, lists),
      new AddOnResolver(rows.catalog, prices),
      new SupportProductResolver(rows.catalog, prices),
      new CatalogMutationResolver(new CatalogService(config.timeZone)),
    ],
  };
}
