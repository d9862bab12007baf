import {
  MailingEntity,
  MailingRecipientEntity,
} from '../../../src/database/entities/mailing.entity';
import type { OutboxMessageEntity } from '../../../src/database/entities/outbox-message.entity';
import { Fixtures } from '../../support/fixtures';
import { Outbox } from '../../support/outbox';
import type { TestApplication } from '../../support/test-application';
import { write, type Written } from '../../support/write';

/** A count of a mailing, as `{ HOLDER: 2 }`. */
export const tally = (counts: readonly { name: string; count: number }[]): Record<string, number> =>
  Object.fromEntries(counts.map(({ name, count }) => [name, count]));

const SELECTION = `mailing { id status accountCount accountsDone recipients lastDueAt createdBy }
  effects { kind subject changes { field } }
  preview { accountCount recipients recipientsByKind { name count } skipped
    skippedByReason { name count } minutes html text }`;

export interface Sent {
  readonly mailing: { readonly id: string; readonly accountCount: number } | null;
  readonly effects:
    | readonly { readonly kind: string; readonly subject: string; readonly changes: unknown[] }[]
    | null;
  readonly preview: {
    readonly accountCount: number;
    readonly recipients: number;
    readonly recipientsByKind: { name: string; count: number }[];
    readonly skipped: number;
    readonly skippedByReason: { name: string; count: number }[];
    readonly minutes: number;
    readonly html: string | null;
    readonly text: string | null;
  } | null;
}

/** Somebody of the staff who sends mailings, and their outcome. */
export class MailingWorld {
  readonly make: Fixtures;
  readonly outbox: Outbox;
  token = '';

  private constructor(readonly test: TestApplication) {
    this.make = new Fixtures(test);
    this.outbox = new Outbox(test);
  }

  static async over(test: TestApplication): Promise<MailingWorld> {
    const world = new MailingWorld(test);
    // Keys go on where other tests left off; those of `fill` must be free.
    await test.dataSource.query('ALTER TABLE users AUTO_INCREMENT = 1');
    await test.dataSource.query('ALTER TABLE accounts AUTO_INCREMENT = 1');
    const admin = await world.make.user({
      staffRole: 'ADMIN',
      fullName: 'Ada Admin',
      email: 'admin@staff.test',
    });
    world.token = await test.tokenFor(admin);
    return world;
  }

  send(input: object = {}, token = this.token): Promise<Written<Sent>> {
    const given = { kind: 'CRITICAL', subject: 'Update now', body: 'One.\n\nTwo.', ...input };
    return write<Sent>(this.test, token, 'sendMailing', given, SELECTION);
  }

  /** Lets the job write what there is to write. */
  async written(): Promise<void> {
    await this.test.app.mailings.look();
  }

  async addresses(): Promise<string[]> {
    return (await this.outbox.rows()).map(addressOf);
  }

  recipients(): Promise<MailingRecipientEntity[]> {
    return this.test.dataSource.manager.find(MailingRecipientEntity);
  }

  mailings(): Promise<MailingEntity[]> {
    return this.test.dataSource.manager.find(MailingEntity, { order: { id: 'ASC' } });
  }

  /** `count` accounts with a holder and a login each; the login of every tenth is that of the first. */
  async fill(count: number): Promise<void> {
    const { dataSource } = this.test;
    const now = this.test.now.toISOString().slice(0, 23).replace('T', ' ');
    const step = 1_000;
    for (let from = 1; from <= count; from += step) {
      const numbers = Array.from({ length: Math.min(step, count - from + 1) }, (_, n) => from + n);
      await dataSource.query(
        `INSERT INTO users (id, email, full_name, must_change_password, password_by_holder, created_at) VALUES ${numbers
          .flatMap((n) => [
            `(${10 * n + 1_000_000}, 'h${n}@bulk.test', 'Holder ${n}', 0, 0, '${now}')`,
            `(${10 * n + 1_000_001}, 'l${n}@bulk.test', 'Login ${n}', 0, 0, '${now}')`,
          ])
          .join()}`,
      );
      await dataSource.query(
        `INSERT INTO accounts (id, number, name, email, address, country, currency, holder_user_id, mailing_preference,
           reseller, lease_provider, discount_basis_points, created_at) VALUES ${numbers
             .map(
               (n) =>
                 `(${n + 1_000_000}, 'AC-${n + 1_000_000}', 'Bulk ${n}', 'a${n}@bulk.test', '1 St', 'DE', 'EUR', ${10 * n + 1_000_000}, 'ALL', 0, 0, 0, '${now}')`,
             )
             .join()}`,
      );
      await dataSource.query(
        `INSERT INTO memberships (account_id, user_id, status, may_activate_licenses, may_make_purchases, may_pay_invoices,
           may_resell, may_provide_leases, alert_invoice_created, alert_summary_invoice_created, alert_lease_assigned,
           alert_resold_license_assigned, marketing_mail, created_at) VALUES ${numbers
             .flatMap((n) => [
               `(${n + 1_000_000}, ${10 * n + 1_000_000}, 'ACTIVE', 0,0,0,0,0,0,0,0,0,1, '${now}')`,
               `(${n + 1_000_000}, ${n % 10 === 0 ? 1_000_011 : 10 * n + 1_000_001}, 'ACTIVE', 0,0,0,0,0,0,0,0,0,1, '${now}')`,
             ])
             .join()}`,
      );
    }
  }
}

/** To whom a message of the outbox goes. */
export const addressOf = ({ parameters }: OutboxMessageEntity): string =>
  (JSON.parse(parameters) as { to: { email: string } }).to.email;
