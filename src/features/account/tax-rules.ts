import type { TaxRates, TaxRules } from '../../domain/billing/tax';
import { isVatNumberOf } from './vat-number';

/** What configuration says about tax, with what knows VAT numbers. */
export const taxRulesOf = ({
  vendorCountry,
  taxRates,
}: {
  readonly vendorCountry: string;
  readonly taxRates: TaxRates;
}): TaxRules => ({ vendorCountry, rates: taxRates, isVatNumberOf });
