import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Authentication } from '../../auth/session.repository';
import type { SessionService } from '../../auth/session.service';
import type { UserError } from '../../graphql/user-error';
import type { Context } from '../context';
import { userGrants } from './user.repository';
import type { UserRow } from './user.types';
import {
  SignInInput,
  SignInPayload,
  SignOutInput,
  SignOutPayload,
  Viewer,
  type ViewerRow,
} from './viewer.types';

const LONGEST_EMAIL = 254;
const LONGEST_PASSWORD = 1_000;

/** The person of the session is a user's row already: no statement is needed for it. */
function viewerOf({ person, actor }: Authentication): ViewerRow {
  const user: UserRow = {
    __typename: 'User',
    pk: person.pk,
    email: person.email,
    fullName: person.fullName,
    emailVerifiedAt: person.emailVerifiedAt,
    grants: userGrants(actor, person.pk),
  };
  return { user, staffRole: actor.staffRole };
}

const tooLong = (field: string, longest: number): UserError => ({
  code: 'TOO_LONG',
  message: `At most ${longest} characters.`,
  field: ['input', field],
});

@Resolver(() => Viewer)
export class ViewerResolver {
  constructor(private readonly sessions: SessionService) {}

  @Query(() => Viewer, {
    nullable: true,
    description: 'Who asks, and what they can reach; null when nobody is signed in.',
  })
  viewer(@Ctx() { authentication }: Context): ViewerRow | null {
    return authentication === null ? null : viewerOf(authentication);
  }

  @Mutation(() => SignInPayload, {
    nullable: true,
    description:
      'Opens a session. It travels as an HttpOnly cookie, or as a token for clients that ask for it. It ends after 7 days without a request, and after 30 days in any case.',
  })
  async signIn(
    @Arg('input', () => SignInInput, { description: 'Who signs in.' }) input: SignInInput,
    @Ctx() context: Context,
  ): Promise<SignInPayload> {
    const { email, password, returnToken } = input;
    const userErrors = [
      ...(email.length > LONGEST_EMAIL ? [tooLong('email', LONGEST_EMAIL)] : []),
      ...(password.length > LONGEST_PASSWORD ? [tooLong('password', LONGEST_PASSWORD)] : []),
    ];
    if (userErrors.length > 0) return { viewer: null, token: null, userErrors };
    const opened = await this.sessions.signIn(email, password, context.client);
    if (opened === null)
      return {
        viewer: null,
        token: null,
        userErrors: [
          {
            code: 'INVALID_CREDENTIALS',
            message: 'E-mail or password is wrong.',
            field: ['input', 'password'],
          },
        ],
      };
    // A session is never carried over from one person to the next.
    if (context.token !== null) await this.sessions.signOut(context.token);
    if (returnToken !== true) context.cookie.set(opened.token, opened.expiresAt);
    context.become(opened.authentication);
    return {
      viewer: viewerOf(opened.authentication),
      token: returnToken === true ? opened.token : null,
      userErrors: [],
    };
  }

  @Mutation(() => SignOutPayload, {
    nullable: true,
    description: 'Ends the session of this request at once, wherever its token is kept.',
  })
  async signOut(
    @Arg('input', () => SignOutInput, { description: 'Nothing to say.' }) input: SignOutInput,
    @Ctx() context: Context,
  ): Promise<SignOutPayload> {
    if (context.token !== null) await this.sessions.signOut(context.token);
    context.cookie.clear();
    context.become(null);
    return { clientMutationId: input.clientMutationId ?? null, userErrors: [] };
  }
}
