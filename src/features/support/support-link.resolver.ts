import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { hashOfToken } from '../../auth/token';
import type { Queries } from '../../database/database';
import { CredentialScope } from '../../database/scope';
import type { Call } from '../../graphql/call';
import { perAddress, type Limit } from '../../graphql/limits';
import { LooksAt } from '../../graphql/looks';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import type { Context } from '../context';
import { scopeOfLink, type SupportContactService } from './support-contact.service';
import { MOST_MESSAGES, SupportLinkRepository } from './support-link.repository';
import {
  FollowedSupportMessage,
  FollowedSupportRequest,
  ReplyBySupportLinkInput,
  ReplyBySupportLinkPayload,
} from './support-link.types';

const HOUR = 3_600;
/** Every message is mailed to the whole support. */
const perLink = (most: number): Limit<ReplyBySupportLinkInput> => ({
  by: 'link',
  of: ({ token }) => hashOfToken(token)?.toString('hex') ?? null,
  most,
  seconds: HOUR,
});

/** What the contact of a support request does by the link that it was mailed (R68). */
@Resolver(() => ReplyBySupportLinkPayload)
export class SupportLinkResolver {
  private readonly links: SupportLinkRepository;

  constructor(
    reading: Queries,
    private readonly contacts: SupportContactService,
  ) {
    this.links = new SupportLinkRepository(reading);
  }

  @Query(() => FollowedSupportRequest, {
    nullable: true,
    description:
      'The support request that a mailed link opens, for the contact that it came from. Null when the link does not work, or no longer: 30 days after its mail, and once the contact is removed, has another address or is not authorized for support any more.',
  })
  async supportRequestByLink(
    @Arg('token', () => String, { description: 'Token of the mailed link.' }) token: string,
    @Ctx() { now }: Context,
  ): Promise<FollowedSupportRequest | null> {
    const scope = scopeOfLink(token);
    return scope && this.links.byToken(scope, now);
  }

  @Write(() => ReplyBySupportLinkInput, () => ReplyBySupportLinkPayload, {
    description:
      'Writes to the support request that a mailed link opens, as the contact that it came from. Support is notified. Errors: `LINK_INVALID` when the link does not work, or no longer, `SUPPORT_REQUEST_CLOSED` when the request is closed.',
    on: null,
    dryRun: false,
    limits: [perAddress(60, HOUR), perLink(20)],
  })
  replyBySupportLink(
    input: ReplyBySupportLinkInput,
    call: Call,
  ): Promise<Outcome<ReplyBySupportLinkPayload>> {
    return this.contacts.reply(call, input);
  }

  @FieldResolver(() => FollowedSupportRequest, {
    nullable: true,
    description: 'The support request as it is now.',
  })
  async supportRequest(
    @Root() { link }: ReplyBySupportLinkPayload,
    @Ctx() { now }: Context,
  ): Promise<FollowedSupportRequest | null> {
    return link === undefined ? null : this.links.byKey(new CredentialScope(link), now);
  }
}

@Resolver(() => FollowedSupportRequest)
export class FollowedSupportRequestResolver {
  private readonly links: SupportLinkRepository;

  constructor(reading: Queries) {
    this.links = new SupportLinkRepository(reading);
  }

  @FieldResolver(() => [FollowedSupportMessage], {
    description: `Messages, oldest first: the newest ${MOST_MESSAGES}. Internal notes are not among them.`,
  })
  @LooksAt({ always: MOST_MESSAGES })
  messages(
    @Root() { link }: FollowedSupportRequest,
    @Ctx() { now }: Context,
  ): Promise<FollowedSupportMessage[]> {
    return this.links.messages(new CredentialScope(link), now);
  }
}
