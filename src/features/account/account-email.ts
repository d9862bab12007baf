import { CredentialScope } from '../../database/scope';
import type { Call, Unit } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import { mail } from '../outbox/mail';
import type { ProveAccountEmail } from '../user/email.service';
import { newLink } from '../user/links';
import { AccountEmailRepository } from './account-email.repository';

/**
 * Sends a link that proves the e-mail of an account, unless it is proved, or the holder's own. Until then nothing
 * is assigned by it: anybody could give somebody else's (R31). @returns whether one was sent.
 */
export async function sendAccountVerification(
  unit: Unit,
  { scope, now }: Pick<Call, 'scope' | 'now'>,
  accountId: number,
  name: string,
): Promise<boolean> {
  const { number, email, verified, holderEmail } = await new AccountEmailRepository(unit.tx).of(
    scope,
    accountId,
  );
  if (verified === 1 || email === holderEmail) return false;
  const link = { email: holderEmail, sentTo: email, accountId };
  const token = await newLink(unit.tx, 'ACCOUNT_EMAIL', link, now);
  const to = { email, name: null };
  const about = { account: name, accountNumber: number };
  unit.send(mail('account-email-verification', to, null, about, { token }));
  return true;
}

/** A link was opened: the e-mail is the account's, if it still has it. */
export const proveAccountEmail: ProveAccountEmail = async (
  unit,
  { accountId, sentTo, userKey },
  now,
) => {
  if (accountId === null) return false;
  const scope = new CredentialScope(sentTo);
  if (!(await new AccountEmailRepository(unit.tx).prove(scope, accountId, now))) return false;
  unit.audit({
    subject: new RowRef('Account', accountId),
    accountId,
    before: { emailVerifiedAt: null },
    after: { emailVerifiedAt: now.toISOString() },
    by: userKey,
  });
  return true;
};
