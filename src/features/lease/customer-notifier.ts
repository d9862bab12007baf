import type { Sealer } from '../../database/sealing';
import type { Call, Unit } from '../../graphql/call';
import { KEY_SEAL } from '../license/key-hash';
import { LicenseRepository } from '../license/license.repository';
import type { Notifier, Said } from '../mail/notifier';
import type { LeaseRow } from './lease.types';

/** Mails the customers of leases what became of them, at the addresses that the keys went to. */
export class CustomerNotifier {
  constructor(
    private readonly sealer: Sealer,
    private readonly notifier: Notifier,
  ) {}

  /**
   * One mail for each lease, in a number of statements that does not depend on how many they are.
   * @param say What the mail about a lease says, by its place, with the license's key.
   */
  async notify<Event extends 'LICENSE_MODIFIED' | 'LEASE_STOPPED'>(
    unit: Unit,
    call: Call,
    leases: readonly LeaseRow[],
    event: Event,
    say: (at: number, key: string) => Said<Event>,
  ): Promise<void> {
    const rows = await new LicenseRepository(unit.tx, { now: () => call.now }).byKeys(
      call.scope,
      leases.map(({ licenseId }) => licenseId),
    );
    const licenses = new Map(rows.map((row) => [row.pk, row]));
    const customers = new Set(leases.map(({ customerAccountId }) => customerAccountId));
    const people = await this.notifier.read(unit, [...customers]);
    for (const [at, lease] of leases.entries()) {
      const { customerAccountId, customerEmail: email, customerName: name } = lease;
      const license = licenses.get(lease.licenseId);
      if (license === undefined) throw new Error('The license is out of reach');
      const key = this.sealer.unseal(license.keySealed, KEY_SEAL);
      // A dry run does not tell what the customer's people are called (R63).
      const hiddenUntilDone: Pick<Unit, 'send'> = {
        send: (message) => unit.send({ ...message, hiddenUntilDoneFor: email }),
      };
      const notice = { event, addressee: { email, name } };
      people.notify(hiddenUntilDone, customerAccountId, notice, () => say(at, key));
    }
  }
}
