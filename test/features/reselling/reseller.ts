import type { LicenseEntity } from '../../../src/database/entities/license.entity';
import { Sealer } from '../../../src/database/sealing';
import { OUTBOX_SEAL } from '../../../src/features/outbox/outbox.repository';
import { People, type OfAccount } from '../../support/people';
import type { TestApplication } from '../../support/test-application';
import type { Written } from '../../support/write';

export interface Reseller extends OfAccount {
  /** An API token with RESELLER to write. */
  readonly token: { readonly token: string };
}
export interface Assigned {
  readonly license: {
    readonly status: string;
    readonly assignedAt: string | null;
    readonly customer: { readonly name: string; readonly email: string } | null;
  } | null;
}
/** A mail as it waits, with what only its recipient reads. */
export interface WholeMail {
  readonly event: string;
  readonly accountId: number | null;
  readonly to: string;
  readonly text: string;
  readonly secrets: { readonly key?: string; readonly password?: string; readonly token?: string };
}

export const LICENSE = 'license { status assignedAt customer { name email } }';

/** Resellers with stock, and what becomes of it. */
export class Resellers {
  readonly people: People;
  product = 0;

  private constructor(readonly test: TestApplication) {
    this.people = new People(test);
  }

  static async over(test: TestApplication): Promise<Resellers> {
    const resellers = new Resellers(test);
    resellers.product = await resellers.people.make.product({ name: 'SmarterMail Enterprise 250' });
    return resellers;
  }

  async reseller(name = 'Contoso'): Promise<Reseller> {
    const account = await this.people.account({
      name,
      reseller: true,
      country: 'GB',
      currency: 'GBP',
    });
    const { key, holder } = account;
    const { token } = await this.people.make.apiToken(key, holder.key, 'RESELLER:WRITE');
    return { ...account, token: { token } };
  }

  /** A license in stock, unless given. */
  async stock(
    reseller: OfAccount,
    given: Partial<LicenseEntity> & { key?: string } = {},
  ): Promise<string> {
    const key = await this.people.make.license(reseller.key, this.product, {
      customerAccountId: null,
      origin: 'RESOLD',
      status: 'UNASSIGNED',
      ...given,
    });
    return this.test.app.ids.encode('License', key);
  }

  assign(
    as: { readonly token: string },
    licenseId: string,
    email: string,
    more: object = {},
  ): Promise<Written<Assigned>> {
    return this.people.send<Assigned>(as, 'assignLicense', { licenseId, email, ...more }, LICENSE);
  }

  /** Mails to an address, oldest first. */
  async mails(to?: string): Promise<WholeMail[]> {
    const rows = await this.test.dataSource.query<
      { event: string; account_id: string | null; parameters: string; secrets: Buffer | null }[]
    >('SELECT event, account_id, parameters, secrets FROM outbox_messages ORDER BY id');
    const sealer = new Sealer(1, this.test.config.sealKey);
    return rows
      .map(({ event, account_id, parameters, secrets }) => ({
        event,
        accountId: account_id === null ? null : Number(account_id),
        to: (JSON.parse(parameters) as { to: { email: string } }).to.email,
        text: parameters,
        secrets: (secrets === null
          ? {}
          : JSON.parse(sealer.unseal(secrets, OUTBOX_SEAL))) as WholeMail['secrets'],
      }))
      .filter((one) => to === undefined || one.to === to);
  }

  async count(
    table: 'users' | 'accounts' | 'memberships',
    where = 'TRUE',
    params: unknown[] = [],
  ): Promise<number> {
    const [row] = await this.test.dataSource.query<{ n: string }[]>(
      `SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`,
      params,
    );
    return Number(row?.n);
  }
}
