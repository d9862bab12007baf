import { decideResend, decideRetry } from '../../domain/mail/mail-status';
import type { Reason } from '../../domain/refusal';
import { rowLoader } from '../../graphql/lists';
import type { Context } from '../context';
import type { MailedAccountRepository } from './mailed-account.repository';
import type { MailRow } from './sent-mail.types';

/** What `viewerCan` asks of a mail; the mutations ask the same under the lock. */
export const mailDecisions = (accounts: MailedAccountRepository) => ({
  resendMail: async (row: MailRow, context: Context): Promise<Reason | null> => {
    const { accountId } = row;
    const loader = rowLoader(
      context,
      'Mail.people',
      (scope, keys) => accounts.byKeys(scope, keys),
      ({ pk }) => pk,
    );
    const account = accountId === null ? null : await loader.load(accountId);
    return decideResend({ ...row, account, ofAccount: accountId !== null });
  },
  retryMail: ({ status }: MailRow): Reason | null => decideRetry(status),
});
