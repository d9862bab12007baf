import type { Day } from '../../domain/billing/calendar';
import type { LicenseChange } from '../../domain/mail/account-mails';
import type { Scope } from '../../database/scope';
import type { Sealer } from '../../database/sealing';
import type { Unit } from '../../graphql/call';
import type { BilledAccount } from '../invoice/billed-account.repository';
import { KEY_SEAL } from '../license/key-hash';
import type { MadeLicense } from '../license/license-making.repository';
import { LicenseRepository } from '../license/license.repository';
import type { LicenseRow } from '../license/license.types';
import type { Notifier } from '../mail/notifier';
import type { OpenedAccount } from './guest-opening';
import { BasketRepository } from './basket.repository';

/** Mails whoever runs a license what was bought for it (R33). */
export class LicenseNotifier {
  constructor(
    private readonly unit: Unit,
    private readonly sealer: Sealer,
    private readonly notifier: Notifier,
  ) {}

  /**
   * The keys of equal licenses that an account bought for itself, a mail each; as many statements for all. The mail that
   * tells of an account that was opened for them has the first.
   */
  async delivered(
    scope: Scope,
    { account, opened }: { readonly account: BilledAccount; readonly opened: OpenedAccount | null },
    made: readonly MadeLicense[],
    now: Date,
  ): Promise<void> {
    const [first] = made;
    if (first === undefined) return;
    const { product } = await this.row(scope, first.pk, now);
    const addOns = await this.addOns(scope, first.pk);
    const withFirst = await opened?.tell(this.unit, {
      product: product.name,
      addOns,
      key: first.key,
    });
    const licenses = withFirst === true ? made.slice(1) : made;
    if (licenses.length === 0) return;
    const notice = {
      event: 'LICENSE_KEY_DELIVERY',
      addressee: { email: account.email, name: account.name },
    } as const;
    await this.notifier.notifyOfAll(
      this.unit,
      account.pk,
      licenses.map(() => notice),
      (_told, at) => ({
        parameters: { product: product.name, addOns, by: null },
        keys: { key: licenses[at]?.key ?? '' },
      }),
    );
  }

  /** What became of a license; nobody is told of what is still in stock. */
  async changed(
    scope: Scope,
    account: BilledAccount,
    license: number,
    change: Exclude<LicenseChange, 'ENDED' | 'REVERSED'>,
    now: Date,
    what: { readonly reactivation: boolean; readonly oldTermsUntil: Day | null },
  ): Promise<void> {
    const row = await this.row(scope, license, now);
    await this.notify(scope, account, row, { change, ...what, byAccount: true });
  }

  /** That the vendor has taken back a license that was given by mistake. */
  reversed(scope: Scope, account: BilledAccount, license: number, now: Date): Promise<void> {
    return this.ended(scope, account, license, now, 'REVERSED');
  }

  /** That the vendor has ended a license; of one in stock nobody is told. */
  async ended(
    scope: Scope,
    account: BilledAccount,
    license: number,
    now: Date,
    change: 'ENDED' | 'REVERSED' = 'ENDED',
  ): Promise<void> {
    const row = await this.row(scope, license, now);
    const nothing = { reactivation: false, oldTermsUntil: null };
    await this.notify(scope, account, row, { change, ...nothing, byAccount: false });
  }

  /** That the vendor has extended the maintenance of a license; of one in stock nobody is told. */
  async extended(scope: Scope, account: BilledAccount, license: number, now: Date): Promise<void> {
    const row = await this.row(scope, license, now);
    const nothing = { reactivation: false, oldTermsUntil: null };
    await this.notify(scope, account, row, { change: 'RENEWED', ...nothing, byAccount: false });
  }

  private async notify(
    scope: Scope,
    account: BilledAccount,
    row: LicenseRow,
    {
      byAccount,
      ...what
    }: {
      readonly change: LicenseChange;
      readonly reactivation: boolean;
      readonly oldTermsUntil: Day | null;
      /** Whether it is the account's doing. */
      readonly byAccount: boolean;
    },
  ): Promise<void> {
    const { customerAccountId, customerName, customerEmail, keySealed } = row;
    if (customerAccountId === null) return;
    const own = customerAccountId === account.pk;
    const email = own ? account.email : customerEmail;
    if (email === null) return;
    const name = own ? account.name : (customerName ?? email);
    const addOns = await this.addOns(scope, row.pk);
    const key = this.sealer.unseal(keySealed, KEY_SEAL);
    // A dry run does not tell a partner what the customer's people are called (R63).
    const hiddenUntilDone: Pick<Unit, 'tx' | 'send'> = {
      tx: this.unit.tx,
      send: (message) =>
        this.unit.send(own || !byAccount ? message : { ...message, hiddenUntilDoneFor: email }),
    };
    const notice = { event: 'LICENSE_MODIFIED', addressee: { email, name } } as const;
    await this.notifier.notify(hiddenUntilDone, customerAccountId, notice, () => ({
      parameters: {
        product: row.product.name,
        addOns,
        by: own || !byAccount ? null : account.name,
        maintenanceTo: row.maintenanceTo as Day | null,
        ...what,
      },
      keys: { key },
    }));
  }

  private async row(scope: Scope, license: number, now: Date): Promise<LicenseRow> {
    const licenses = new LicenseRepository(this.unit.tx, { now: () => now });
    const [row] = await licenses.byKeys(scope, [license]);
    if (row === undefined) throw new Error('The license is out of reach');
    return row;
  }

  private async addOns(scope: Scope, license: number): Promise<string[]> {
    const [found] = await new BasketRepository(this.unit.tx).licenses(scope, [license]);
    return (found?.addOns ?? []).map(({ name }) => name);
  }
}
