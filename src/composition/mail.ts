import { publicAddress } from '../config';
import { SystemScope } from '../database/scope';
import { ForecastResolver } from '../features/mail/forecast.resolver';
import { MailChannel, senderName } from '../features/mail/mail.channel';
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
import { MailingWorker } from '../jobs/mailing-worker';
import { OutboxRunner } from '../jobs/outbox-runner';
import { OutboxWorker } from '../jobs/outbox-worker';
import type { Core, Wiring } from './wiring';

/** How mails leave; null where the configuration does not say. */
function mailChannel({ config, rows }: Core, given: MailTransport | undefined): MailChannel | null {
  const { mail, mailKey, timeZone, vendorCountry } = config;
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
        const [account] = await rows.accounts.byKeys(new SystemScope('mail'), [accountId]);
        return account?.country ?? null;
      },
      vendorCountry,
      key: mailKey,
    })
  );
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
