import type { Queries } from '../../database/database';
import { CredentialScope } from '../../database/scope';
import { ANONYMOUS } from '../../domain/people/actor';
import type { Clock } from '../../domain/clock';
import { MailingPreference } from '../../domain/mail/preferences';
import type { AuditEntry } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import type { AuditStore } from '../../graphql/pipeline-deps';
import { SubscriptionRepository, type Subscription } from './subscription.repository';
import type { UnsubscribeTokens } from './unsubscribe-tokens';

/** From where a request comes. */
export interface Requester {
  readonly address: string;
  readonly requestId: string;
}

/** Stops marketing mail by the token that stands in each such mail, without signing in (R19). */
export class UnsubscribeService {
  constructor(
    private readonly database: Queries,
    private readonly tokens: UnsubscribeTokens,
    private readonly auditOn: (queries: Queries) => AuditStore,
    private readonly clock: Clock,
  ) {}

  /** Whether a token is one of ours. */
  knows(token: string): boolean {
    return this.tokens.read(token) !== null;
  }

  /**
   * Stops marketing mail to whoever got the token; doing so again changes nothing. Who holds the account
   * now gets all but marketing, every other login its opt-out, whatever they were when the mail left.
   * @returns false for a token that is not ours
   */
  async unsubscribe(token: string, { address, requestId }: Requester): Promise<boolean> {
    const membership = this.tokens.read(token);
    if (membership === null) return false;
    const scope = new CredentialScope(membership);
    await this.database.transaction(async (tx) => {
      const subscriptions = new SubscriptionRepository(tx);
      const subscription = await subscriptions.lock(scope);
      const entry = subscription && (await this.stop(subscriptions, scope, subscription));
      if (entry === null) return;
      const now = this.clock.now();
      const actorInfo = { actor: ANONYMOUS, action: 'unsubscribe', address, requestId, now };
      await this.auditOn(tx).add(scope, actorInfo, [entry]);
    });
    return true;
  }

  /** @returns what was changed; null when there was nothing to stop. */
  private async stop(
    subscriptions: SubscriptionRepository,
    scope: CredentialScope,
    { membershipId, accountId, userId, holderUserId, ...now }: Subscription,
  ): Promise<AuditEntry | null> {
    if (userId === holderUserId) {
      if (now.mailingPreference !== MailingPreference.ALL) return null;
      const after = MailingPreference.CRITICAL_ONLY;
      await subscriptions.stopForHolder(scope, after);
      return {
        subject: new RowRef('Account', accountId),
        accountId,
        before: { mailingPreference: now.mailingPreference },
        after: { mailingPreference: after },
        by: userId,
      };
    }
    if (now.marketingMail === 0) return null;
    await subscriptions.stopForLogin(scope);
    return {
      subject: new RowRef('Membership', membershipId),
      accountId,
      before: { marketingMail: true },
      after: { marketingMail: false },
      by: userId,
    };
  }
}
