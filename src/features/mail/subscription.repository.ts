import type { Queries } from '../../database/database';
import { reachCredential } from '../../database/reach';
import type { CredentialScope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { MailingPreference } from '../../domain/mail/preferences';
import { MembershipEntity } from '../../database/entities/membership.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { set, update } from '../../database/changes';
import { known } from '../../database/computed';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

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

const m = table(MembershipEntity, 'm');
const a = table(AccountEntity, 'a');
const LOCK = select({
  membershipId: m.id,
  ...pick(m, 'accountId', 'userId'),
  holderUserId: known(a.holderUserId),
  mailingPreference: a.mailingPreference,
  marketingMail: m.marketingMail,
}).from('memberships m JOIN accounts a ON a.id = m.account_id');

/** Subscriptions to marketing mail, each opened by the membership that a signed token names. */
export class SubscriptionRepository {
  constructor(private readonly database: Queries) {}

  /** Locked until the transaction ends; null when the membership has ended. */
  lock(scope: CredentialScope): Promise<Subscription | null> {
    return this.database.row(
      scope,
      sql`${LOCK} WHERE ${reachCredential('m.id')} AND a.holder_user_id IS NOT NULL FOR UPDATE`,
    );
  }

  /** Everything but marketing for the holder of the account, who received all until now. */
  async stopForHolder(scope: CredentialScope, preference: MailingPreference): Promise<void> {
    await this.database.write(
      scope,
      sql`UPDATE accounts a JOIN memberships m ON m.account_id = a.id AND m.user_id = a.holder_user_id
          SET ${set(a, { mailingPreference: preference })} WHERE ${reachCredential('m.id')}`,
    );
  }

  async stopForLogin(scope: CredentialScope): Promise<void> {
    await this.database.write(
      scope,
      update(m, { marketingMail: false }, sql`WHERE ${reachCredential('m.id')}`),
    );
  }
}
