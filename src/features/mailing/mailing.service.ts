import type { ErrorCode } from '../../domain/error-code';
import { isCountry } from '../../domain/country';
import {
  MAILINGS,
  MAILINGS_PER_MINUTE,
  paragraphsOf,
  type MailingFilter,
} from '../../domain/mail/mailing';
import { type Reason, refuse } from '../../domain/refusal';
import type { Transaction } from '../../database/database';
import type { Call } from '../../graphql/call';
import { RowRef, type Outcome, type OutcomeValue } from '../../graphql/outcome';
import type { Context } from '../context';
import type { SampleLetters } from '../mail/sample-letters';
import { ownPerson } from '../user/own-person';
import type { MailingWork } from './mailing-work.repository';
import type { MailingRecipient, MailingWriter } from './mailing-writer';
import {
  type MailingAudienceInput,
  type MailingPreview,
  type SendMailingInput,
  type SendMailingPayload,
} from './mailing.mutation-types';
import { MailingRepository } from './mailing.repository';
import { countsOf, sumOf } from './mailing.types';

const NOBODY: Reason = {
  code: 'NO_ACCOUNTS',
  message: 'No account matches this audience.',
  field: ['audience'],
};

const about = (field: string, code: ErrorCode, message: string): Reason => ({
  code,
  message,
  field: ['audience', field],
});

const CONDITIONS = ['countries', 'partners', 'families', 'accountIds'] as const;

/** What has nothing in it, a list or the audience itself, could mean all or none: it is taken for neither. */
const decideAudience = (given: MailingAudienceInput): (Reason | null)[] => [
  CONDITIONS.every((field) => given[field] === undefined)
    ? {
        code: 'EMPTY',
        message: 'Give at least one filter, or omit the audience to write to all.',
        field: ['audience'],
      }
    : null,
  ...CONDITIONS.map((field) =>
    given[field]?.length === 0
      ? about(field, 'EMPTY', 'Give at least one, or omit the field.')
      : null,
  ),
  given.countries?.every(isCountry) === false
    ? about('countries', 'INVALID_COUNTRY', 'Write countries as two letters, such as DE.')
    : null,
];

/** The preview as an answer is kept. */
type Preview = { readonly [Field in keyof MailingPreview]: OutcomeValue };

/** Mails to many (R14). What is written here is the mailing; a job writes its mails. */
export class MailingService {
  /** @param wake Told when a mailing stands, so that its mails need not wait to be written. */
  constructor(
    private readonly writer: MailingWriter,
    private readonly samples: SampleLetters,
    private readonly wake: () => void,
  ) {}

  /** Sends, or counts and shows, a mailing. @throws Refusal EMPTY, INVALID_COUNTRY, NO_ACCOUNTS. */
  async send(
    call: Call,
    input: SendMailingInput,
    context: Context,
  ): Promise<Outcome<SendMailingPayload>> {
    const { kind, subject } = input;
    const filter = await this.filterOf(call, input.audience);
    const paragraphs = paragraphsOf(input.body);
    const outcome = await call.commit(async (unit): Promise<Outcome<SendMailingPayload>> => {
      const mailings = new MailingRepository(unit.tx);
      const { count, last } = await mailings.audience(call.scope, filter);
      if (count === 0) refuse(NOBODY);
      const pk = await mailings.add(call.scope, {
        kind,
        subject,
        paragraphs,
        filter,
        // A dry run does its own writing, and is in no job's way.
        status: call.dryRun ? 'WRITTEN' : 'WRITING',
        accountCount: count,
        lastAccountKey: last,
        createdBy: ownPerson(context).person.pk,
        now: call.now,
      });
      const mailing = new RowRef('Mailing', pk);
      const { countries, partners, families, accountKeys } = filter;
      unit.audit({
        subject: mailing,
        accountId: null,
        before: null,
        after: {
          kind,
          subject,
          paragraphs,
          accounts: count,
          countries,
          partners,
          families,
          accountKeys,
        },
      });
      if (!call.dryRun) return { mailing };
      const work: MailingWork = {
        pk,
        kind,
        subject,
        paragraphs,
        filter,
        lastAccountKey: last,
        cursor: 0,
        accountsDone: 0,
        recipients: {},
        skipped: {},
      };
      return { preview: await this.preview(unit.tx, call, work) };
    });
    if (!call.dryRun) this.wake();
    return outcome;
  }

  /** Finds all recipients as the job would, and keeps the first. */
  private async preview(tx: Transaction, call: Call, mailing: MailingWork): Promise<Preview> {
    let first: MailingRecipient | null = null;
    let work = mailing;
    for (let last = false; !last;) {
      const batch = await this.writer.next(tx, call.scope, work);
      first ??= batch.recipients[0] ?? null;
      work = { ...work, ...batch.progress };
      last = batch.last;
    }
    const recipients = countsOf(work.recipients);
    const skipped = countsOf(work.skipped);
    const { kind, subject, paragraphs } = mailing;
    const event = MAILINGS[kind].mail;
    const text = paragraphs.join('\n\n');
    const sample =
      first &&
      this.samples.write(event, first, { subject, text, account: first.account.name }, call.now);
    return {
      accountCount: work.accountsDone,
      recipients: sumOf(recipients),
      recipientsByKind: recipients,
      skipped: sumOf(skipped),
      skippedByReason: skipped,
      minutes: Math.ceil(sumOf(recipients) / MAILINGS_PER_MINUTE),
      html: sample?.html ?? null,
      text: sample?.text ?? null,
    };
  }

  private async filterOf(
    call: Call,
    given: MailingAudienceInput | undefined,
  ): Promise<MailingFilter> {
    if (given !== undefined) refuse(...decideAudience(given));
    const { countries = null, partners = null, families = null, accountIds = null } = given ?? {};
    const accounts =
      accountIds &&
      (await Promise.all(
        accountIds.map((id) => call.row('Account', id, ['audience', 'accountIds'])),
      ));
    return { countries, partners, families, accountKeys: accounts?.map(({ pk }) => pk) ?? null };
  }
}
