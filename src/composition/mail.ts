import { publicAddress } from '../config';
import { SystemScope } from '../database/scope';
import { InvoiceAttachments } from '../features/invoice/invoice-attachment';
import { InvoiceDocumentRepository } from '../features/invoice/invoice-document.repository';
import { mayNameAmountsAgain } from '../domain/mail/amounts-again';
import { ForecastResolver } from '../features/mail/forecast.resolver';
import { MailChannel, senderName, type MailedDocuments } from '../features/mail/mail.channel';
import type { MailTransport } from '../features/mail/mail.types';
import { MailedAccountRepository } from '../features/mail/mailed-account.repository';
import { SampleLetters } from '../features/mail/sample-letters';
import { mailDecisions } from '../features/mail/sent-mail.decisions';
import { AccountMailsResolver, MailResolver } from '../features/mail/sent-mail.resolver';
import { SentMailService } from '../features/mail/sent-mail.service';
import { SmtpTransport } from '../features/mail/smtp-transport';
import { UnsubscribeTokens } from '../features/mail/unsubscribe-tokens';
import { UnsubscribeService } from '../features/mail/unsubscribe.service';
import { MailingWriter } from '../features/mailing/mailing-writer';
import { MailingAudienceResolver, MailingResolver } from '../features/mailing/mailing.resolver';
import { MailingService } from '../features/mailing/mailing.service';
import { failureText } from '../jobs/failure';
import { MailingWorker } from '../jobs/mailing-worker';
import { OutboxRunner } from '../jobs/outbox-runner';
import { OutboxWorker } from '../jobs/outbox-worker';
import { waysToPay } from './ways-to-pay';
import type { Core, Wiring } from './wiring';

/** How mails leave; null where the configuration does not say. */
function mailChannel(core: Core, given: MailTransport | undefined): MailChannel | null {
  const { config, clock, rows } = core;
  const { mail, mailKey, timeZone, vendorCountry } = config;
  const scope = new SystemScope('mail');
  if (mail === null) return null;
  const transport = given ?? (mail.url === null ? null : new SmtpTransport(mail.url));
  const { from, publicUrl } = mail;
  return (
    transport &&
    new MailChannel({
      transport,
      from,
      publicUrl,
      timeZone,
      countryOf: async (accountId) => {
        const [account] = await rows.accounts.byKeys(scope, [accountId]);
        return account?.country ?? null;
      },
      vendorCountry,
      documents: mailedDocuments(core, scope),
      clock,
      key: mailKey,
    })
  );
}

/** The invoices that mails carry. */
function mailedDocuments(
  { config, reading, rows, limits, work, staff, report }: Core,
  scope: SystemScope,
): MailedDocuments {
  const { invoices, accounts } = rows;
  const ways = waysToPay(config);
  const attachments = new InvoiceAttachments(
    scope,
    invoices,
    new InvoiceDocumentRepository(reading, ways, limits, config.timeZone),
  );
  const mailed = new MailedAccountRepository(reading);
  return {
    mayHave: async (accountId, event, email) => {
      const [account] = await mailed.byKeys(scope, [accountId]);
      return account !== undefined && mayNameAmountsAgain(event, email, account);
    },
    of: (accountId, numbers) => attachments.of(accountId, numbers),
    missing: async (accountId, numbers, recipientEmail, error) => {
      report('mail', error);
      try {
        const [account] = await accounts.byKeys(scope, [accountId]);
        if (account === undefined) return;
        await work.run(scope, 'mail', (unit) =>
          staff.notify(unit, 'staff-pdf-missing', {
            account: account.name,
            accountNumber: account.number,
            number: numbers.join(', '),
            recipientEmail,
            failure: failureText(error),
          }),
        );
      } catch (failed) {
        // The mail has left: what fails now must not have it leave again.
        report('mail', failed);
      }
    },
  };
}

/** Mails that wait, what was sent, mailings, and who wants none. */
export function mail(
  core: Core,
  transport: MailTransport | undefined,
): Wiring & {
  readonly mails: OutboxRunner | null;
  readonly mailings: OutboxRunner;
  readonly unsubscriber: UnsubscribeService;
} {
  const { config, clock, database, reading, ids, lists, rows, auditOn, messages, report } = core;
  const channel = mailChannel(core, transport);
  const mails =
    channel && new OutboxRunner(new OutboxWorker(messages, core.sealer, clock, channel), report);
  const tokens = new UnsubscribeTokens(ids, config.mailKey);
  const writer = new MailingWriter((membership) => tokens.issue(membership));
  const mailings = new OutboxRunner(
    new MailingWorker(database, writer, messages, clock, () => mails?.wake()),
    report,
  );
  const samples = new SampleLetters({
    publicUrl: publicAddress(config),
    sender: senderName(config.mail?.from ?? null),
    timeZone: config.timeZone,
    vendorCountry: config.vendorCountry,
  });
  const mailed = new MailedAccountRepository(reading);
  return {
    mails,
    mailings,
    unsubscriber: new UnsubscribeService(database, tokens, auditOn, clock),
    resolvers: [
      new ForecastResolver(mailed),
      new AccountMailsResolver(rows.sentMails, lists),
      new MailResolver(rows.sentMails, rows.accounts, lists, new SentMailService()),
      new MailingResolver(
        rows.mailings,
        lists,
        new MailingService(writer, samples, () => mailings.wake()),
      ),
      new MailingAudienceResolver(ids),
    ],
    decisions: mailDecisions(mailed),
  };
}
