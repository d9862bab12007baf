import type { LeaseRow } from './lease.types';
import type { AccountRow } from '../account/account.types';
import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { namedBy } from '../license/confirmations';
import type { LeaseChangeService } from './lease-change.service';
import type { LeaseStartService } from './lease-start.service';
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
} from './lease-writes.inputs';

@Resolver()
export class LeaseWritesResolver {
  constructor(
    private readonly starts: LeaseStartService,
    private readonly changes: LeaseChangeService,
  ) {}

  @Write(() => StartLeaseInput, () => StartLeasePayload, {
    description:
      'Starts a lease for a customer today: the key is mailed to them, and whoever is new gets an account. Against the cap of an API token counts the price of a month. Refused with `NO_CARD_ON_FILE`, `INVOICE_OVERDUE`, `NOT_A_LEASE_PROVIDER`, `ANOTHER_FAMILY`, `ENTERPRISE_REQUIRED`, `NOT_FOR_LEASE`, `CUSTOMER_AMBIGUOUS`, `SPENDING_CAP_REACHED`.',
    on: { type: 'Account', id: 'accountId' },
    rehearsable: true,
    decided: true,
  })
  startLease(input: StartLeaseInput, call: Call<AccountRow>): Promise<Outcome<StartLeasePayload>> {
    return this.starts.start(call, input);
  }

  @Write(() => StartLeasesInput, () => StartLeasesPayload, {
    description:
      'Starts up to 100 leases at once, all or none or each for itself; see `startLease`.',
    on: { type: 'Account', id: 'accountId' },
    rehearsable: true,
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
      "Changes edition, level, product within the family, and add-ons, in any combination, as one change from today on; another change today takes its place. What the lease keeps costs what was agreed for it, even where it is not for lease any more; what is new is at today's prices. The installation has to be activated again. Against the cap of an API token counts what a month costs more. Refused with `LEASE_STOPPED`, `NOT_A_LEASE_PROVIDER`, `NOTHING_CHANGES`, `ANOTHER_FAMILY`, `ENTERPRISE_REQUIRED`, `NOT_FOR_LEASE`, `LICENSE_ENDED`, `SPENDING_CAP_REACHED`.",
    on: { type: 'Lease', id: 'leaseId' },
    rehearsable: true,
    decided: true,
  })
  modifyLease(input: ModifyLeaseInput, call: Call<LeaseRow>): Promise<Outcome<ModifyLeasePayload>> {
    return this.changes.modify(call, input);
  }

  @Write(() => PrepareStopLeaseInput, () => PrepareStopLeasePayload, {
    description:
      'Shows what stopping a lease today means, and returns what confirms it. It changes nothing. Refused with `LEASE_STOPPED`.',
    on: { type: 'Lease', id: 'leaseId' },
    rehearsable: false,
    decided: true,
  })
  prepareStopLease(
    input: PrepareStopLeaseInput,
    call: Call<LeaseRow>,
  ): Promise<Outcome<PrepareStopLeasePayload>> {
    return this.changes.prepareStop(call, input);
  }

  @Write(() => StopLeaseInput, () => StopLeasePayload, {
    description:
      'Stops a lease today, and ends its license with all that runs on it. Refused with `LEASE_STOPPED`, `CONFIRMATION_INVALID`, and `CONFIRMATION_DIFFERS` when the final charge is not what was shown.',
    on: {
      type: 'Lease',
      id: 'confirmationToken',
      named: ({ confirmationToken }) => namedBy(confirmationToken),
    },
    rehearsable: true,
    decided: true,
  })
  stopLease(input: StopLeaseInput, call: Call<LeaseRow>): Promise<Outcome<StopLeasePayload>> {
    return this.changes.stop(call, input);
  }
}
