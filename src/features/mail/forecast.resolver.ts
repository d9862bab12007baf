import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { normalizeEmail } from '../../domain/email';
import { MailEventName, type Notice } from '../../domain/mail/notice';
import { resolveRecipients } from '../../domain/mail/notified';
import { rowLoader } from '../../graphql/lists';
import { Account, type AccountRow } from '../account/account.types';
import type { Context } from '../context';
import { NotificationForecast, type SkippedRow, type RecipientRow } from './forecast.types';
import type { MailedAccountRepository } from './mailed-account.repository';

/** An event as it would be, for an addressee; payments are those of an invoice that is no summary, keys those of own licenses, or of what is in stock. */
function noticeOf(event: MailEventName, email: string): Notice {
  switch (event) {
    case 'PAYMENT_FAILED':
      return { event, summary: false };
    case 'PAYMENT_RECEIVED':
      return { event, summary: false, paidBy: null };
    case 'LICENSE_KEY_REPLACED':
      return { event, seenWith: 'ACTIVATE_LICENSES' };
    case 'LICENSE_REPLACED':
      return { event, seenWith: 'RESELLER' };
    case 'INVOICE_CREATED':
    case 'INVOICE_AWAITING_SUMMARY':
    case 'SUMMARY_INVOICE_CREATED':
    case 'LEASE_INVOICE_CREATED':
    case 'CREDIT_NOTE_CREATED':
    case 'CARD_EXPIRING':
    case 'MAINTENANCE_ENDING':
    case 'RESOLD_MAINTENANCE_ENDING':
    case 'LEASE_ASSIGNED':
    case 'RESOLD_LICENSE_ASSIGNED':
    case 'CRITICAL_MAILING':
    case 'MARKETING_MAILING':
      return { event };
    case 'ACCOUNT_CREATED':
    case 'EMAIL_CHANGED':
    case 'INVITATION':
    case 'INVOICE_EMAILED':
    case 'LEASE_STOPPED':
    case 'LICENSE_KEY_DELIVERY':
    case 'LICENSE_MODIFIED':
    case 'NEW_SIGN_IN':
    case 'PASSWORD_RESET':
    case 'VERIFICATION':
      return { event, addressee: { email, name: null } };
  }
}

@Resolver(() => Account)
export class ForecastResolver {
  constructor(private readonly accounts: MailedAccountRepository) {}

  @FieldResolver(() => NotificationForecast, {
    nullable: true,
    description:
      'Who would be notified of an event by mail today, and who would not, each with the reason.',
  })
  async whoWouldBeNotified(
    @Root() { pk, grants }: AccountRow,
    @Arg('event', () => MailEventName, { description: 'The event.' }) event: MailEventName,
    @Arg('email', () => String, {
      nullable: true,
      description:
        "Address of the person that the event is about, for events that concern one person; omitted: the account's address.",
    })
    email: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<{ recipients: RecipientRow[]; skipped: SkippedRow[] } | null> {
    const account = await rowLoader(
      context,
      'MailedAccount',
      (scope, keys) => this.accounts.byKeys(scope, keys),
      (row) => row.pk,
    ).load(pk);
    if (account === null) return null;
    const addressee = email === null || email === undefined ? account.email : normalizeEmail(email);
    const { recipients, skipped } = resolveRecipients(noticeOf(event, addressee), account);
    return {
      recipients: recipients.map((one) => ({ ...one, grants })),
      skipped: skipped.map((one) => ({ ...one, grants })),
    };
  }
}
