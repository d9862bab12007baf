import { Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { MailingFilter } from '../../domain/mail/mailing';
import type { Call } from '../../graphql/call';
import { PageArgs } from '../../graphql/connection';
import type { IdCodec } from '../../graphql/ids';
import { perPerson } from '../../graphql/limits';
import type { ListDeclaration, Lists } from '../../graphql/lists';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import type { Context } from '../context';
import { SendMailingInput, SendMailingPayload } from './mailing.mutation-types';
import type { MailingRepository } from './mailing.repository';
import type { MailingService } from './mailing.service';
import { MailingAudience, MailingConnection, type MailingRow } from './mailing.types';

@Resolver()
export class MailingResolver {
  private readonly list: ListDeclaration<MailingRow, null, 'NEWEST_FIRST'>;

  constructor(
    mailings: MailingRepository,
    private readonly lists: Lists,
    private readonly service: MailingService,
  ) {
    this.list = {
      name: 'mailings',
      type: 'Mailing',
      connection: MailingConnection,
      orders: { NEWEST_FIRST: [{ column: 'g.id', property: 'pk', descending: true }] },
      parentOf: () => 0,
      reader: mailings.all,
    };
  }

  @Query(() => MailingConnection, {
    nullable: true,
    description: 'Mailings, newest first, with their progress. Staff only.',
  })
  mailings(@Args(() => PageArgs) page: PageArgs, @Ctx() context: Context): Promise<object> {
    return this.lists.connection(context, this.list, 0, page, 'NEWEST_FIRST', null);
  }

  @Write(() => SendMailingInput, () => SendMailingPayload, {
    description:
      'Sends a mail to the people of all accounts, or of some, according to their preferences: one mail for each address, at most 300 a minute. It cannot be recalled, so use a dry run first: `preview` has the number of recipients and the content. Errors: `EMPTY` when the audience, or a list in it, is empty, `INVALID_COUNTRY`, `TOO_MANY`, `NO_ACCOUNTS` when no account matches.',
    on: null,
    dryRun: true,
    limits: [perPerson(60, 3_600)],
  })
  sendMailing(
    input: SendMailingInput,
    call: Call,
    context: Context,
  ): Promise<Outcome<SendMailingPayload>> {
    return this.service.send(call, input, context);
  }
}

@Resolver(() => MailingAudience)
export class MailingAudienceResolver {
  constructor(private readonly ids: IdCodec) {}

  @FieldResolver(() => [ID], {
    nullable: true,
    description: 'Only these accounts, by id; null for any.',
  })
  accountIds(@Root() { accountKeys }: MailingFilter): string[] | null {
    return accountKeys?.map((key) => this.ids.encode('Account', key)) ?? null;
  }
}
