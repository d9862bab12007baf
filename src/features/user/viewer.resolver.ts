import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Authentication } from '../../auth/session.repository';
import { deviceOf, mailedAddress, type Place } from '../../auth/device';
import type { OpenedSession, SessionService, Verified } from '../../auth/session.service';
import type { TwoFactor } from '../../auth/two-factor';
import { Refusal, refuse } from '../../domain/refusal';
import type { AuditEntry, Call, Message } from '../../graphql/call';
import { OneTimeSecret, RowRef, type Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import type { Context } from '../context';
import { mail } from '../outbox/mail';
import { SIGN_IN_LIMITS, type SignInLimits } from './sign-in-limits';
import { invalidCode } from './two-factor';
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
  return {
    user,
    staffRole: actor.staffRole,
    passwordChangeRequired: person.mustChangePassword,
    secondFactorRequired: person.staffRole !== null && !person.secondFactor,
  };
}

/** What asks with an API token: no person. */
const AN_API_TOKEN: ViewerRow = {
  user: null,
  staffRole: null,
  passwordChangeRequired: false,
  secondFactorRequired: false,
};

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, {
    nullable: true,
    description: 'The caller and everything they can access; null when nobody is signed in.',
  })
  viewer(@Ctx() { authentication, apiToken }: Context): ViewerRow | null {
    if (apiToken !== null) return AN_API_TOKEN;
    return authentication === null ? null : viewerOf(authentication);
  }
}

/** Who is signed in when the answer is given; a repeat is answered by its own session. */
@Resolver(() => SignInPayload)
export class SignInPayloadResolver {
  @FieldResolver(() => Viewer, {
    nullable: true,
    description: 'The signed-in viewer; null when sign-in was refused.',
  })
  viewer(
    @Root() { signedIn }: SignInPayload,
    @Ctx() { authentication }: Context,
  ): ViewerRow | null {
    return signedIn !== true || authentication === null ? null : viewerOf(authentication);
  }
}

const signedOut = ({ person }: Authentication): AuditEntry => ({
  subject: new RowRef('User', person.pk),
  accountId: null,
  before: { signedIn: true },
  after: { signedIn: false },
});

const invalidCredentials = (): Refusal =>
  new Refusal({
    code: 'INVALID_CREDENTIALS',
    message: 'E-mail or password is wrong, or the address is not confirmed yet.',
    field: ['password'],
  });

const newSignIn = ({ email, fullName }: Verified, { address, userAgent }: Place): Message =>
  mail(
    'new-sign-in',
    { email, name: fullName },
    null,
    { device: deviceOf(userAgent), address: mailedAddress(address) },
    null,
  );

/** Signing in and out: writes like any other, but about the session and not about the business (R65). */
@Resolver()
export class SessionResolver {
  constructor(
    private readonly sessions: SessionService,
    private readonly twoFactor: TwoFactor,
    private readonly limits: SignInLimits,
  ) {}

  @Write(() => SignInInput, () => SignInPayload, {
    description:
      'Opens a session, as an HttpOnly cookie, or as a token for clients that request it. It ends after 7 days without a request, and after 30 days at the latest. The response also sets a device cookie for a year: failures in a browser that has one are counted separately, so that failures elsewhere do not lock out the owner of an address. Without it, ten attempts in 15 minutes for an address from one network are allowed, and 50 from all networks; `resetPassword` lifts such a limit. Errors: `INVALID_CREDENTIALS` when e-mail or password is wrong or the address is not verified (it does not say which), `PASSWORD_EXPIRED` when it is a one-time password mailed more than 14 days ago (`requestPasswordReset` sends a new mail), `TWO_FACTOR_REQUIRED` when the person uses a second factor and gives no code, `INVALID_CODE`.',
    on: null,
    dryRun: false,
    limits: SIGN_IN_LIMITS,
    queues: true,
  })
  async signIn(input: SignInInput, call: Call, context: Context): Promise<Outcome<SignInPayload>> {
    const { email, password, returnToken } = input;
    const { client } = context;
    const lane = await this.limits.laneOf(email, client);
    const user = await this.sessions.verify(email, password, lane);
    if (user === null) throw invalidCredentials();
    refuse(user.refused);
    if (user.secondFactor && !input.code)
      throw new Refusal({
        code: 'TWO_FACTOR_REQUIRED',
        message: 'Enter the code of your authenticator app, or a recovery code.',
        field: ['code'],
      });
    if (user.secondFactor) await this.limits.countCode(user.email, client);
    let opened: OpenedSession | null = null;
    const outcome = await call.commit(async (unit) => {
      if (!(await this.sessions.stillVerified(unit.tx, user))) throw invalidCredentials();
      await this.sessions.renewHash(unit.tx, user);
      // A code is taken with the session that it opens, or not at all.
      const shown =
        user.secondFactor &&
        (await this.twoFactor.take(unit.tx, user.email, input.code ?? '', call.now));
      if (user.secondFactor && !shown) throw invalidCode();
      // Told to whoever has the mailbox. The answer is the same: nobody learns here from where others sign in.
      if (await this.sessions.isNewPlace(unit.tx, user.email, client))
        unit.send(newSignIn(user, client));
      opened = await this.sessions.open(unit.tx, user.email, client, shown);
      // A session is never carried over from one person to the next.
      if (context.token !== null) await this.sessions.end(unit.tx, context.token);
      if (context.authentication !== null) unit.audit(signedOut(context.authentication));
      unit.audit({
        subject: new RowRef('User', user.pk),
        accountId: null,
        before: null,
        after: { sessionUntil: opened.expiresAt.toISOString() },
        by: user.pk,
      });
      // A repeat lacks the session, whichever way it was sent.
      const token = new OneTimeSecret(returnToken === true ? opened.token : null, true);
      return { signedIn: true, token };
    });
    const { token, expiresAt } = opened as unknown as OpenedSession;
    if (returnToken !== true) context.cookie.set(token, expiresAt);
    await this.limits.signedIn(user.email, client);
    context.become(await this.sessions.authenticate(token));
    return outcome;
  }

  @Write(() => SignOutInput, () => SignOutPayload, {
    description: 'Ends the session of this request at once.',
    on: null,
    dryRun: false,
  })
  async signOut(
    { clientMutationId }: SignOutInput,
    call: Call,
    context: Context,
  ): Promise<Outcome<SignOutPayload>> {
    const { authentication, token } = context;
    const outcome = await call.commit(async (unit) => {
      if (token !== null) await this.sessions.end(unit.tx, token);
      if (authentication !== null) unit.audit(signedOut(authentication));
      return { clientMutationId: clientMutationId ?? null };
    });
    context.cookie.clear();
    context.become(null);
    return outcome;
  }
}
