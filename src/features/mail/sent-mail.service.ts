import { refuse } from '../../domain/refusal';
import { mayNameAmountsAgain } from '../../domain/mail/amounts-again';
import { decideResend, decideRetry, mailStatus } from '../../domain/mail/mail-status';
import type { Call } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import { MAIL_CHANNEL } from '../outbox/mail';
import { MailedAccountRepository } from './mailed-account.repository';
import { SentMailRepository } from './sent-mail.repository';
import type { ResendMailPayload, RetryMailPayload } from './sent-mail.types';

/** Mails that people want to see again, and those that do not arrive (R20). */
export class SentMailService {
  /** Writes the same mail once more, without amounts that its reader may not see any more (R15). @throws Refusal MAIL_ON_ITS_WAY, CANNOT_RESEND. */
  resend(call: Call): Promise<Outcome<ResendMailPayload>> {
    return call.commit(async (unit) => {
      const { pk } = call.target;
      const mails = new SentMailRepository(unit.tx);
      const mail = await mails.lock(call.scope, pk);
      const { accountId, event, email, parameters, resentAt } = mail;
      const accounts = new MailedAccountRepository(unit.tx);
      const [account = null] = await accounts.byKeys(
        call.scope,
        accountId === null ? [] : [accountId],
      );
      const status = mailStatus(mail);
      refuse(decideResend({ event, status, email, account, ofAccount: accountId !== null }));
      await mails.noteResent(call.scope, pk, call.now);
      // Of a mail without secrets, everything stands in its parameters.
      const hidden =
        parameters['amounts'] !== undefined &&
        (account === null || !mayNameAmountsAgain(event, email, account));
      const { pdf: _pdf, ...without } = parameters;
      const said = hidden ? { ...without, amounts: null } : parameters;
      unit.send({ channel: MAIL_CHANNEL, event, accountId, parameters: said, secrets: null });
      unit.audit({
        subject: new RowRef('Mail', pk),
        accountId,
        before: { resentAt: resentAt?.toISOString() ?? null },
        after: { resentAt: call.now.toISOString() },
      });
      return { mail: new RowRef('Mail', pk) };
    });
  }

  /** Lets a mail that is failing leave now. @throws Refusal MAIL_NOT_FAILING. */
  retry(call: Call): Promise<Outcome<RetryMailPayload>> {
    return call.commit(async (unit) => {
      const { pk } = call.target;
      const mails = new SentMailRepository(unit.tx);
      const mail = await mails.lock(call.scope, pk);
      refuse(decideRetry(mailStatus(mail)));
      await mails.makeDue(call.scope, pk, call.now);
      unit.audit({
        subject: new RowRef('Mail', pk),
        accountId: mail.accountId,
        before: { triedAgainAt: null },
        after: { triedAgainAt: call.now.toISOString() },
      });
      return { mail: new RowRef('Mail', pk) };
    });
  }
}
