import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Call } from '../../graphql/call';
import { PageArgs } from '../../graphql/connection';
import { perPerson } from '../../graphql/limits';
import type { ListDeclaration, Lists } from '../../graphql/lists';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { accountLoader } from '../account/account.loaders';
import type { AccountRepository } from '../account/account.repository';
import { Account, type AccountRow } from '../account/account.types';
import type { Context } from '../context';
import type { SentMailRepository } from './sent-mail.repository';
import type { SentMailService } from './sent-mail.service';
import {
  Mail,
  MailConnection,
  ResendMailInput,
  ResendMailPayload,
  RetryMailInput,
  RetryMailPayload,
  type MailRow,
} from './sent-mail.types';

@Resolver(() => Account)
export class AccountMailsResolver {
  private readonly list: ListDeclaration<MailRow, null, 'NEWEST_FIRST'>;

  constructor(
    mails: SentMailRepository,
    private readonly lists: Lists,
  ) {
    this.list = {
      name: 'Account.mails',
      type: 'Mail',
      connection: MailConnection,
      orders: { NEWEST_FIRST: [{ column: 'o.id', property: 'pk', descending: true }] },
      parentOf: (row) => row.accountId ?? 0,
      reader: mails.ofAccount,
    };
  }

  @FieldResolver(() => MailConnection, {
    nullable: true,
    description:
      'Mails that were sent because of this account, newest first, with recipient and delivery status.',
  })
  mails(
    @Root() account: AccountRow,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.lists.connection(context, this.list, account.pk, page, 'NEWEST_FIRST', null);
  }
}

@Resolver(() => Mail)
export class MailResolver {
  private readonly undelivered: ListDeclaration<MailRow, Date, 'OLDEST_FIRST'>;

  constructor(
    mails: SentMailRepository,
    private readonly accounts: AccountRepository,
    private readonly lists: Lists,
    private readonly service: SentMailService,
  ) {
    this.undelivered = {
      name: 'undeliveredMails',
      type: 'Mail',
      connection: MailConnection,
      orders: {
        OLDEST_FIRST: [
          { column: 'o.failing_since', property: 'failingSince', descending: false },
          { column: 'o.id', property: 'pk', descending: false },
        ],
      },
      parentOf: () => 0,
      reader: mails.undelivered,
    };
  }

  @Query(() => MailConnection, {
    nullable: true,
    description:
      'Mails that have failed for more than an hour, and mails that were given up or rejected within 30 days and not sent again; the oldest failure comes first. Staff only.',
  })
  undeliveredMails(@Args(() => PageArgs) page: PageArgs, @Ctx() context: Context): Promise<object> {
    return this.lists.connection(context, this.undelivered, 0, page, 'OLDEST_FIRST', context.now);
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: 'The account that the mail is about; null for mails about a login.',
  })
  async account(
    @Root() { accountId }: MailRow,
    @Ctx() context: Context,
  ): Promise<AccountRow | null> {
    return accountId === null ? null : accountLoader(context, this.accounts).load(accountId);
  }

  @Write(() => ResendMailInput, () => ResendMailPayload, {
    description:
      'Sends a mail once more, to the same address. Amounts are omitted when its recipient may no longer see them. Errors: `MAIL_ON_ITS_WAY` when it is still queued, `CANNOT_RESEND` when it contained a secret, which is not stored, or when nobody on the account has its address any more; the message says what to do instead.',
    on: { type: 'Mail', id: 'mailId' },
    dryRun: true,
    decided: true,
    limits: [perPerson(30, 3_600)],
  })
  resendMail(_input: ResendMailInput, call: Call): Promise<Outcome<ResendMailPayload>> {
    return this.service.resend(call);
  }

  @Write(() => RetryMailInput, () => RetryMailPayload, {
    description:
      'Retries a failing mail within seconds, ahead of its schedule. Errors: `MAIL_NOT_FAILING` when it is not failing; a mail that was given up is sent with `resendMail`.',
    on: { type: 'Mail', id: 'mailId' },
    dryRun: true,
    decided: true,
    limits: [perPerson(120, 3_600)],
  })
  retryMail(_input: RetryMailInput, call: Call): Promise<Outcome<RetryMailPayload>> {
    return this.service.retry(call);
  }
}
