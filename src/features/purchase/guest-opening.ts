import { hashOfToken, newToken } from '../../auth/token';
import { LINK_LIFE } from '../../domain/people/one-time-link';
import { CredentialScope, type Scope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import { GuestAccountRepository, needsLink } from '../account/guest-account.repository';
import type { BilledAccount } from '../invoice/billed-account.repository';
import type { Notifier } from '../mail/notifier';
import { GuestCartRepository } from './guest-cart.repository';

/** What somebody who bought as a guest is sent with their account. */
export interface BoughtByGuest {
  readonly product: string;
  readonly addOns: readonly string[];
  /** Null for what has none, such as support. */
  readonly key: string | null;
}

/** The account of a guest that was opened a moment ago; its one mail is still to be sent. */
export class OpenedAccount {
  private isSent = false;

  /** @param token Of the link by which the holder chooses a password; null for somebody who signs in already. */
  constructor(
    private readonly notifier: Notifier,
    private readonly account: BilledAccount,
    private readonly token: string | null,
  ) {}

  /** Mails what the account was opened for: of several things the first. @returns false when that was done before. */
  async tell(unit: Unit, { key, product, addOns }: BoughtByGuest): Promise<boolean> {
    if (this.isSent) return false;
    this.isSent = true;
    const { pk, email, name } = this.account;
    const notice = { event: 'ACCOUNT_CREATED', addressee: { email, name } } as const;
    await this.notifier.notify(unit, pk, notice, () => ({
      parameters: { product, addOns, by: null, ...(key === null && { keyless: true as const }) },
      secrets: this.token === null ? {} : { token: this.token },
      keys: key === null ? {} : { key },
    }));
    return true;
  }
}

/** Opens the account of a guest once money has come for it (R1). The account is locked by whoever calls. */
export class GuestOpening {
  constructor(private readonly notifier: Notifier) {}

  /**
   * Whoever has the address becomes the holder. Somebody who is new, or whose address or password nobody has proved to
   * be theirs, is sent a link to choose a password; anybody else signs in as ever. Either way the same is read and
   * written, and no password is hashed.
   */
  async open(unit: Unit, scope: Scope, account: BilledAccount, now: Date): Promise<OpenedAccount> {
    const { pk, number, email, name, address, country, vatNumber, currency } = account;
    const carts = new GuestCartRepository(unit.tx);
    const fullName = (await carts.buyerOf(scope, pk)) ?? name;
    await carts.empty(scope, pk);
    const token = newToken();
    const link = {
      tokenHash: hashOfToken(token) as Buffer,
      now,
      expiresAt: new Date(now.getTime() + LINK_LIFE),
    };
    const accounts = new GuestAccountRepository(unit.tx);
    const scopeOfEmail = new CredentialScope(email);
    const holder = await accounts.open(scopeOfEmail, { key: pk, fullName, link }, now);
    unit.audit({
      subject: new RowRef('Account', pk),
      accountId: pk,
      before: null,
      after: { name, email, address, country, vatNumber, currency },
    });
    const linked = needsLink(holder);
    unit.audit({
      subject: new RowRef('User', holder.pk),
      accountId: null,
      before: { holds: null },
      after: { holds: number, ...(linked && { passwordLinkSentTo: email }) },
      hiddenUntilDone: true,
    });
    return new OpenedAccount(this.notifier, account, linked ? token : null);
  }
}
