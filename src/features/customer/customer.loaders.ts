import type DataLoader from 'dataloader';
import { rowLoader } from '../../graphql/lists';
import type { Context } from '../context';
import type { CustomerRepository } from './customer.repository';
import type { CustomerRow } from './customer.types';

/** By the key of a license; null for what is in stock, and for purchases. */
export const customerOfLicenseLoader = (
  context: Context,
  customers: CustomerRepository,
): DataLoader<number, CustomerRow | null> =>
  rowLoader(
    context,
    'License.customer',
    (scope, licenses) => customers.ofLicenses(scope, licenses),
    (row) => row.licenseId,
  );

/** The customers of one partner by the keys of their accounts. */
export const customerOfPartnerLoader = (
  context: Context,
  customers: CustomerRepository,
  partner: number,
): DataLoader<number, CustomerRow | null> =>
  rowLoader(
    context,
    `customers of ${partner}`,
    (scope, accounts) => customers.ofAccounts(scope, partner, accounts),
    (row) => row.customerAccountId,
  );
