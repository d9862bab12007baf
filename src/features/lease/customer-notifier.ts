import type { Sealer } from '../../database/sealing';
import type { Call, Unit } from '../../graphql/call';
import { KEY_SEAL } from '../license/key-hash';
import { LicenseRepository } from '../license/license.repository';
import type { Notifier, Said } from '../mail/notifier';
import type { LeaseRow } from './lease.types';

/** Mails the customer of a lease what became of it, at the address that the key went to. */
export class CustomerNotifier {
  constructor(
    private readonly sealer: Sealer,
    private readonly notifier: Notifier,
  ) {}

  /** @param say What the mail says, with the license's key. */
  async notify<Event extends 'LICENSE_MODIFIED' | 'LEASE_STOPPED'>(
    unit: Unit,
    call: Call,
    lease: LeaseRow,
    event: Event,
    say: (key: string) => Said<Event>,
  ): Promise<void> {
    const { licenseId, customerAccountId, customerEmail: email, customerName: name } = lease;
    const [license] = await new LicenseRepository(unit.tx, { now: () => call.now }).byKeys(
      call.scope,
      [licenseId],
    );
    if (license === undefined) throw new Error('The license is out of reach');
    const key = this.sealer.unseal(license.keySealed, KEY_SEAL);
    // A dry run does not tell what the customer's people are called (R63).
    const hiddenUntilDone: Pick<Unit, 'tx' | 'send'> = {
      tx: unit.tx,
      send: (message) => unit.send({ ...message, hiddenUntilDoneFor: email }),
    };
    const notice = { event, addressee: { email, name } };
    await this.notifier.notify(hiddenUntilDone, customerAccountId, notice, () => say(key));
  }
}
