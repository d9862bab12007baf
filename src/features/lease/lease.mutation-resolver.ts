import type { LeaseRow } from './lease.types';
import type { AccountRow } from '../account/account.types';
import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { namedBy } from '../confirmations';
import type { LeaseChangeService } from './lease-change.service';
import type { LeaseStartService } from './lease-start.service';
import type { LeaseStopService } from './lease-stop.service';
import {
  ModifyLeasesInput,
  ModifyLeasesPayload,
  PrepareStopLeasesInput,
  PrepareStopLeasesPayload,
  StopLeasesInput,
  StopLeasesPayload,
} from './lease-batch.mutation-types';
import {
  ModifyLeaseInput,
  ModifyLeasePayload,
  PrepareStopLeaseInput,
  PrepareStopLeasePayload,
  StartLeaseInput,
  StartLeasePayload,
  StartLeasesInput,
  StartLeasesPayload,
  StopLeaseInput,
  StopLeasePayload,
} from './lease-writes.mutation-types';

@Resolver()
export class LeaseMutationResolver {
  constructor(
    private readonly starts: LeaseStartService,
    private readonly changes: LeaseChangeService,
    private readonly stops: LeaseStopService,
  ) {}

  @Write(() => StartLeaseInput, () => StartLeasePayload, {
    description:
      'Starts a lease for a customer today, who is named by `customerEmail` or by `customerId`. The license key is mailed to the customer; a new customer gets an account. The price of a month counts against the spending cap of an API token. Errors: `BOTH_GIVEN`, `MISSING` when the customer is not named, `NO_CARD_ON_FILE`, `INVOICE_OVERDUE`, `NOT_A_LEASE_PROVIDER`, `ANOTHER_FAMILY` when an add-on is not available for the product, `ENTERPRISE_REQUIRED` when an add-on requires the Enterprise edition, `NOT_FOR_LEASE`, `CUSTOMER_AMBIGUOUS` when support has to decide whose address it is, `SPENDING_CAP_REACHED`.',
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
    decided: true,
  })
  startLease(input: StartLeaseInput, call: Call<AccountRow>): Promise<Outcome<StartLeasePayload>> {
    return this.starts.start(call, input);
  }

  @Write(() => StartLeasesInput, () => StartLeasesPayload, {
    description:
      'Starts up to 100 leases at once, all or none, or each independently. Errors: as for `startLease`.',
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
    decided: true,
  })
  startLeases(
    input: StartLeasesInput,
    call: Call<AccountRow>,
  ): Promise<Outcome<StartLeasesPayload>> {
    return this.starts.startSeveral(call, input);
  }

  @Write(() => ModifyLeaseInput, () => ModifyLeasePayload, {
    description:
      'Changes edition, level, product within the family, and add-ons, in any combination, as one change from today on. It replaces an earlier change of today. Kept items stay at the agreed price, even when they are no longer available for lease; new items are priced as of today. The installation has to be activated again. The increase of the monthly price counts against the spending cap of an API token. Errors: `LEASE_STOPPED`, `NOT_A_LEASE_PROVIDER`, `NOTHING_CHANGES`, `ANOTHER_FAMILY` when product or add-on is of another family, `ENTERPRISE_REQUIRED` when an add-on requires the Enterprise edition, `NOT_FOR_LEASE`, `LICENSE_ENDED`, `SPENDING_CAP_REACHED`.',
    on: { type: 'Lease', id: 'leaseId' },
    dryRun: true,
    decided: true,
  })
  modifyLease(input: ModifyLeaseInput, call: Call<LeaseRow>): Promise<Outcome<ModifyLeasePayload>> {
    return this.changes.modify(call, input);
  }

  @Write(() => ModifyLeasesInput, () => ModifyLeasesPayload, {
    description:
      'Changes up to 100 leases of one account at once, all or none, or each independently. The increases of the monthly prices count together against the spending cap of an API token. Errors: as for `modifyLease`; `REPEATED` when a lease is listed twice, `OF_ANOTHER_ACCOUNT`.',
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
  })
  modifyLeases(
    input: ModifyLeasesInput,
    call: Call<AccountRow>,
  ): Promise<Outcome<ModifyLeasesPayload>> {
    return this.changes.modifySeveral(call, input);
  }

  @Write(() => PrepareStopLeasesInput, () => PrepareStopLeasesPayload, {
    description:
      'Shows the effect of stopping up to 100 leases of one account today, and returns one token that confirms all that can be stopped. It changes nothing. Errors of each: `LEASE_STOPPED`, `OF_ANOTHER_ACCOUNT`.',
    on: { type: 'Account', id: 'accountId' },
    dryRun: false,
  })
  prepareStopLeases(
    input: PrepareStopLeasesInput,
    call: Call<AccountRow>,
  ): Promise<Outcome<PrepareStopLeasesPayload>> {
    return this.stops.prepareStops(call, input);
  }

  @Write(() => StopLeasesInput, () => StopLeasesPayload, {
    description:
      'Stops the leases of a token today, all or none, or each independently, and ends their licenses and all activations. Errors: `CONFIRMATION_INVALID` when the token is expired or was made for somebody else; of each: `LEASE_STOPPED`, `CONFIRMATION_DIFFERS` when the final charge has changed since.',
    on: {
      type: 'Account',
      id: 'confirmationToken',
      named: ({ confirmationToken }) => namedBy(confirmationToken),
    },
    dryRun: true,
  })
  stopLeases(input: StopLeasesInput, call: Call<AccountRow>): Promise<Outcome<StopLeasesPayload>> {
    return this.stops.stopSeveral(call, input);
  }

  @Write(() => PrepareStopLeaseInput, () => PrepareStopLeasePayload, {
    description:
      'Shows the effect of stopping a lease today, and returns the token that confirms it. It changes nothing. Errors: `LEASE_STOPPED`.',
    on: { type: 'Lease', id: 'leaseId' },
    dryRun: false,
    decided: true,
  })
  prepareStopLease(
    input: PrepareStopLeaseInput,
    call: Call<LeaseRow>,
  ): Promise<Outcome<PrepareStopLeasePayload>> {
    return this.stops.prepareStop(call, input);
  }

  @Write(() => StopLeaseInput, () => StopLeasePayload, {
    description:
      'Stops a lease today, and ends its license and all activations. Errors: `LEASE_STOPPED`, `CONFIRMATION_INVALID` when the token is expired or was made for somebody else, `CONFIRMATION_DIFFERS` when the final charge has changed since.',
    on: {
      type: 'Lease',
      id: 'confirmationToken',
      named: ({ confirmationToken }) => namedBy(confirmationToken),
    },
    dryRun: true,
    decided: true,
  })
  stopLease(input: StopLeaseInput, call: Call<LeaseRow>): Promise<Outcome<StopLeasePayload>> {
    return this.stops.stop(call, input);
  }
}
