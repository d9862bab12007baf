import type { TaxRules } from '../../src/domain/billing/tax';
import { taxRulesOf } from '../../src/features/account/tax-rules';

/** A vendor in Germany, and rates in basis points by country that count from the beginning. */
export const taxRules = (rates: Readonly<Record<string, number>> = {}): TaxRules =>
  taxRulesOf({
    vendorCountry: 'DE',
    taxRates: Object.fromEntries(
      Object.entries(rates).map(([country, basisPoints]) => [
        country,
        [{ from: null, basisPoints }],
      ]),
    ),
  });
