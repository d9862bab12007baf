import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { OpenedSession, SessionService } from '../../auth/session.service';
import type { TwoFactor } from '../../auth/two-factor';
import { TwoFactorRepository } from '../../auth/two-factor.repository';
import type { Queries } from '../../database/database';
import { CredentialScope } from '../../database/scope';
import { Refusal } from '../../domain/refusal';
import type { AuditEntry, Call } from '../../graphql/call';
import { perPerson } from '../../graphql/limits';
import { OneTimeSecret, RowRef, type Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import type { Context } from '../context';
import {
  ConfirmTwoFactorInput,
  ConfirmTwoFactorPayload,
  DisableTwoFactorInput,
  DisableTwoFactorPayload,
  EnableTwoFactorInput,
  EnableTwoFactorPayload,
} from './credential.mutation-types';
import { ownPerson } from './own-person';
import { tokenFor, type PasswordService } from './password.service';
import { invalidCode } from './two-factor';
import { userLoader } from './user.loaders';
import type { UserRepository } from './user.repository';
import { User, type UserRow } from './user.types';

const LIMITS = [perPerson(10, 900)];

const switched = (key: number, before: string, after: string): AuditEntry => ({
  subject: new RowRef('User', key),
  accountId: null,
  before: { twoFactor: before },
  after: { twoFactor: after },
});

/** The second factor: an authenticator app, with recovery codes. Staff have no role without (R66). */
@Resolver(() => User)
export class TwoFactorResolver {
  constructor(
    private readonly users: UserRepository,
    private readonly passwords: PasswordService,
    private readonly sessions: SessionService,
    private readonly twoFactor: TwoFactor,
  ) {}

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether signing in also requires a code of an authenticator app.',
  })
  async twoFactorEnabled(@Root() row: UserRow, @Ctx() context: Context): Promise<boolean | null> {
    // The row of the session is without it.
    const user =
      row.twoFactorEnabled === undefined ? await userLoader(context, this.users).load(row.pk) : row;
    return user?.twoFactorEnabled === undefined ? null : user.twoFactorEnabled === 1;
  }

  @Write(() => EnableTwoFactorInput, () => EnableTwoFactorPayload, {
    description:
      'Starts setting up an authenticator app as second factor. It takes effect after `confirmTwoFactor`; until then this can be called again. Errors: `INVALID_CREDENTIALS` when the password is wrong, `TWO_FACTOR_ON` when a second factor is in use.',
    on: null,
    dryRun: false,
    limits: LIMITS,
  })
  async enableTwoFactor(
    { currentPassword }: EnableTwoFactorInput,
    call: Call,
    context: Context,
  ): Promise<Outcome<EnableTwoFactorPayload>> {
    const { person } = ownPerson(context);
    const verified = await this.passwords.prove(person.email, currentPassword);
    return call.commit(async (unit) => {
      await this.passwords.requireStillCurrent(unit.tx, verified);
      await this.refuseWhenOn(unit.tx, person.email);
      const { secret, uri } = await this.twoFactor.begin(unit.tx, person.email, call.now);
      unit.audit(switched(person.pk, 'off', 'pending its first code'));
      return { secret: new OneTimeSecret(secret), uri: new OneTimeSecret(uri) };
    });
  }

  @Write(() => ConfirmTwoFactorInput, () => ConfirmTwoFactorPayload, {
    description:
      'Confirms the app by its first code: from now on signing in requires a code. This session gets a new token, and counts as signed in with a code. Errors: `INVALID_CODE`, `TWO_FACTOR_ON` when a second factor is in use.',
    on: null,
    dryRun: false,
    limits: LIMITS,
  })
  async confirmTwoFactor(
    { code, returnToken }: ConfirmTwoFactorInput,
    call: Call,
    context: Context,
  ): Promise<Outcome<ConfirmTwoFactorPayload>> {
    const { person } = ownPerson(context);
    let next: OpenedSession | null = null;
    const outcome = await call.commit(async (unit) => {
      await this.refuseWhenOn(unit.tx, person.email);
      if (!(await this.twoFactor.take(unit.tx, person.email, code, call.now))) throw invalidCode();
      const codes = await this.twoFactor.confirm(unit.tx, person.email, call.now);
      if (context.token !== null) await this.sessions.raise(unit.tx, context.token);
      next = await this.passwords.rotated(unit, context, returnToken);
      unit.audit(switched(person.pk, 'pending its first code', 'on'));
      return { recoveryCodes: new OneTimeSecret(codes), token: tokenFor(next, returnToken) };
    });
    await this.passwords.continueSession(context, next, returnToken);
    return outcome;
  }

  @Write(() => DisableTwoFactorInput, () => DisableTwoFactorPayload, {
    description:
      'Removes the second factor and its recovery codes. Staff lose their role until they set up another one. Errors: `INVALID_CREDENTIALS` when the password is wrong, `INVALID_CODE`.',
    on: null,
    dryRun: false,
    limits: LIMITS,
  })
  async disableTwoFactor(
    { currentPassword, code }: DisableTwoFactorInput,
    call: Call,
    context: Context,
  ): Promise<Outcome<DisableTwoFactorPayload>> {
    const { person } = ownPerson(context);
    const verified = await this.passwords.prove(person.email, currentPassword);
    return call.commit(async (unit) => {
      await this.passwords.requireStillCurrent(unit.tx, verified);
      if (!(await this.twoFactor.take(unit.tx, person.email, code, call.now))) throw invalidCode();
      await this.twoFactor.remove(unit.tx, person.email);
      await this.sessions.lower(unit.tx, person.email);
      unit.audit(switched(person.pk, 'on', 'off'));
      return { disabled: true };
    });
  }

  /** A second one would open the door that the first keeps shut. */
  private async refuseWhenOn(tx: Queries, email: string): Promise<void> {
    const factor = await new TwoFactorRepository(tx).lock(new CredentialScope(email));
    if (factor !== null && factor.confirmedAt !== null)
      throw new Refusal({
        code: 'TWO_FACTOR_ON',
        message: 'A second factor is in use already; remove it first with disableTwoFactor.',
      });
  }
}
