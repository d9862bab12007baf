import type { Queries } from '../../database/database';
import { reachCredential } from '../../database/reach';
import type { CredentialScope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { MailingPreference } from '../../domain/mail/preferences';

/** What decides whether somebody receives marketing mail through a membership. */
export interface Subscription {
  readonly membershipId: number;
  readonly accountId: number;
  readonly userId: number;
  readonly holderUserId: number;
  /** Counts for the holder. */
  readonly mailingPreference: MailingPreference;
  /** Counts for every other login: 0 or 1. */
  readonly marketingMail: number;
}

/** Subscriptions to marketing mail, each opened by the membership that a signed token names. */
export class SubscriptionRepository {
  constructor(private readonly database: Queries) {}

  /** Locked until the transaction ends; null when the membership has ended. */
  lock(scope: CredentialScope): Promise<Subscription | null> {
    return this.database.row<Subscription>(
      scope,
      sql`SELECT m.id AS membershipId, m.account_id AS accountId, m.user_id AS userId,
            a.holder_user_id AS holderUserId, a.mailing_preference AS mailingPreference,
            m.marketing_mail AS marketingMail
          FROM memberships m JOIN accounts a ON a.id = m.account_id
          WHERE ${reachCredential('m.id')} FOR UPDATE`,
    );
  }

  /** Everything but marketing for the holder of the account, who received all until now. */
  async stopForHolder(scope: CredentialScope, preference: MailingPreference): Promise<void> {
    await this.database.write(
      scope,
      sql`UPDATE accounts a JOIN memberships m ON m.account_id = a.id AND m.user_id = a.holder_user_id
          SET a.mailing_preference = ${preference} WHERE ${reachCredential('m.id')}`,
    );
  }

  async stopForLogin(scope: CredentialScope): Promise<void> {
    await this.database.write(
      scope,
      sql`UPDATE memberships m SET m.marketing_mail = 0 WHERE ${reachCredential('m.id')}`,
    );
  }
}
