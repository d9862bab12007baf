import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import type { AccountRow } from '../account/account.types';
import { RenewLicensesInput, RenewLicensesPayload } from './renew-licenses.mutation-types';
import type { RenewLicensesService } from './renew-licenses.service';

@Resolver()
export class RenewLicensesResolver {
  constructor(private readonly renewals: RenewLicensesService) {}

  @Write(() => RenewLicensesInput, () => RenewLicensesPayload, {
    description:
      'Renews Maintenance and Support of up to 100 licenses in one order, paid at once by card or, for resellers, with the monthly summary; all or none, or those that can be renewed. The cart is neither read nor changed. Licenses of the account itself need `MAKE_PURCHASES`, those bought for resale `RESELLER`. Errors of each: `REPEATED` when it is listed twice, and those of `addToCart` about what cannot be renewed, such as `MAINTENANCE_LAPSED`. Errors of the order: as for `placeOrder`.',
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
  })
  renewLicenses(
    input: RenewLicensesInput,
    call: Call<AccountRow>,
  ): Promise<Outcome<RenewLicensesPayload>> {
    return this.renewals.renew(call, input);
  }
}
