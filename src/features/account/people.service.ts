import { PersonRepository } from '../../auth/person.repository';
import { isDuplicate } from '../../database/failures';
import { CredentialScope } from '../../database/scope';
import {
  decideGrant,
  decideInvitation,
  decideLogin,
  decideSetPassword,
} from '../../domain/people/people';
import { decidePreset, grantedBy } from '../../domain/people/preset';
import { normalizePassword } from '../../domain/people/password';
import { decideAlerts } from '../../domain/mail/preferences';
import type { Recipient } from '../../domain/mail/mails';
import { Refusal, refuse, type Reason } from '../../domain/refusal';
import type { Call, Fields, Unit } from '../../graphql/call';
import { DeletedId, RowRef, type Outcome } from '../../graphql/outcome';
import { mail } from '../outbox/mail';
import { sendVerification } from '../user/email.service';
import type { PasswordService } from '../user/password.service';
import { AccountRepository } from './account.repository';
import {
  MembershipWrites,
  type LockedMembership,
  type MembershipValues,
  type NewMembership,
} from './membership-writes.repository';
import { MembershipRepository } from './membership.repository';
import type {
  AddAuthorizedLoginInput,
  AddAuthorizedLoginPayload,
  RemoveAuthorizedLoginPayload,
  ResendInvitationPayload,
  SetAuthorizedLoginPasswordInput,
  SetAuthorizedLoginPasswordPayload,
  UpdateAuthorizedLoginInput,
  UpdateAuthorizedLoginPayload,
} from './people.mutation-types';
import { TransferRepository } from './transfer.repository';

const recorded = ({ permissions, alerts, marketingMail }: MembershipValues): Fields => ({
  permissions: [...permissions].sort(),
  alerts: [...alerts].sort(),
  marketingMail,
});

/** The people of an account, as its holder keeps them (R5, R6, R10, R11). */
export class PeopleService {
  constructor(private readonly passwords: PasswordService) {}

  /** Adds a login; somebody who signs in already is invited instead. @throws Refusal. */
  async add(
    call: Call,
    input: AddAuthorizedLoginInput,
  ): Promise<Outcome<AddAuthorizedLoginPayload>> {
    const { email, permissions, preset } = input;
    refuse(
      decidePreset({ permissions: permissions !== undefined, preset: preset !== undefined }),
      differ(input.password, input.passwordConfirmation),
    );
    // Looked at, and hashed, for somebody who is invited too: what is answered, and when, must not tell.
    const hash = await this.passwords.newHash(
      input.password,
      [email, input.fullName],
      ['password'],
    );
    try {
      return await call.commit((unit) => this.addWithin(unit, call, input, email, hash));
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      // Somebody added the person a moment ago: now they are to be found.
      return call.commit((unit) => this.addWithin(unit, call, input, email, hash));
    }
  }

  private async addWithin(
    unit: Unit,
    call: Call,
    { fullName, permissions: named, preset, alerts, marketingMail }: AddAuthorizedLoginInput,
    email: string,
    hash: string,
  ): Promise<Outcome<AddAuthorizedLoginPayload>> {
    const accountId = call.target.pk;
    const scope = new CredentialScope(email);
    const people = new PersonRepository(unit.tx);
    const known = await people.lock(scope);
    const account = await new AccountRepository(unit.tx).lockForPeople(call.scope, accountId);
    const permissions = named ?? (preset === undefined ? [] : grantedBy(preset, account));
    refuse(decideGrant(permissions, account), decideAlerts(alerts, 'AUTHORIZED_LOGIN', account));
    if (
      known !== null &&
      (await new MembershipRepository(unit.tx).isOn(call.scope, accountId, known.pk))
    )
      throw new Refusal({
        code: 'ALREADY_A_LOGIN',
        message: 'This person is on the account already, or invited to it.',
        field: ['email'],
      });
    const user =
      known?.pk ??
      (await people.add(scope, { fullName, passwordHash: hash, byHolder: true }, call.now));
    const values: NewMembership = {
      permissions,
      alerts,
      marketingMail: marketingMail ?? true,
      status: known === null ? 'ACTIVE' : 'INVITED',
      invitedName: known === null ? null : fullName,
      invitedEmail: known === null ? null : email,
    };
    const key = await new MembershipWrites(unit.tx).add(
      call.scope,
      accountId,
      user,
      values,
      call.now,
    );
    const membership = new RowRef('Membership', key);
    unit.audit({
      subject: membership,
      accountId,
      before: null,
      after: { email, fullName, status: values.status, ...recorded(values) },
    });
    if (known === null)
      await sendVerification(unit, { pk: user, email, fullName }, account.name, call.now, null);
    else sendInvitation(unit, { email, name: fullName }, accountId, account);
    return { membership };
  }

  /** Changes what a login may do, or is told of. It acts on the next request (R13). @throws Refusal. */
  update(
    call: Call,
    input: UpdateAuthorizedLoginInput,
  ): Promise<Outcome<UpdateAuthorizedLoginPayload>> {
    return call.commit(async (unit) => {
      const before = await lockMembership(unit, call);
      const { accountId, userId, role, capabilities } = before;
      const after: MembershipValues = {
        permissions: input.permissions ?? before.permissions,
        alerts: input.alerts ?? before.alerts,
        marketingMail: input.marketingMail ?? before.marketingMail,
      };
      refuse(
        input.permissions === undefined ? null : decideLogin(before),
        // What was granted while the account was a partner may stay; it counts for nothing (R6).
        decideGrant(added(after.permissions, before.permissions), capabilities),
        decideAlerts(added(after.alerts, before.alerts), role, capabilities),
      );
      const memberships = new MembershipWrites(unit.tx);
      await memberships.update(call.scope, call.target.pk, after);
      if (input.permissions !== undefined)
        await memberships.rightsChanged(call.scope, accountId, [userId], call.now);
      const membership = new RowRef('Membership', call.target.pk);
      unit.audit({
        subject: membership,
        accountId,
        before: recorded(before),
        after: recorded(after),
      });
      return { membership };
    });
  }

  /** Sets the password of a login that belongs to nobody else (R11), and ends its sessions. @throws Refusal. */
  async setPassword(
    call: Call,
    input: SetAuthorizedLoginPasswordInput,
  ): Promise<Outcome<SetAuthorizedLoginPasswordPayload>> {
    refuse(differ(input.newPassword, input.passwordConfirmation));
    const hash = await this.passwords.newHash(input.newPassword, []);
    return call.commit(async (unit) => {
      const { accountId, email, fullName, ...state } = await lockMembership(unit, call);
      const people = new PersonRepository(unit.tx);
      const scope = new CredentialScope(email);
      // Whoever accepts another invitation, or is added elsewhere, locks the person as well.
      await people.lock(scope);
      const memberships = new MembershipRepository(unit.tx);
      const others = await memberships.elsewhere(call.scope, call.target.pk);
      refuse(
        decideSetPassword({ ...state, ...others }) ??
          // Whose it is, is known only now.
          (await this.passwords.weakness(input.newPassword, [email, fullName])),
      );
      await people.setByHolder(scope, hash);
      await people.removeLinks(scope, ['RESET_PASSWORD', 'CHANGE_EMAIL']);
      await people.endSessions(scope, null, call.now);
      const membership = new RowRef('Membership', call.target.pk);
      unit.audit({
        subject: membership,
        accountId,
        before: { password: 'former' },
        after: { password: 'set by the holder' },
      });
      return { membership };
    });
  }

  /** Removes a login, or takes an invitation back. It reaches nothing from its next request on. @throws Refusal. */
  remove(call: Call): Promise<Outcome<RemoveAuthorizedLoginPayload>> {
    return call.commit(async (unit) => ({
      removedMembershipId: await removeMembership(unit, call, decideLogin),
    }));
  }

  /** Sends the mail of an invitation again. @throws Refusal. */
  resend(call: Call): Promise<Outcome<ResendInvitationPayload>> {
    return call.commit(async (unit) => {
      const { accountId, email, ...state } = await lockMembership(unit, call);
      refuse(decideInvitation(state));
      const account = await new AccountRepository(unit.tx).lockForPeople(call.scope, accountId);
      const to = { email: state.invitedEmail ?? email, name: state.invitedName };
      sendInvitation(unit, to, accountId, account);
      const membership = new RowRef('Membership', call.target.pk);
      unit.audit({
        subject: membership,
        accountId,
        before: { invitationSentTo: null },
        after: { invitationSentTo: to.email },
      });
      return { membership };
    });
  }
}

const differ = (password: string, again: string): Reason | null =>
  normalizePassword(password) === normalizePassword(again)
    ? null
    : {
        code: 'PASSWORDS_DIFFER',
        message: 'The two passwords differ; enter the same one twice.',
        field: ['passwordConfirmation'],
      };

const added = <One>(after: readonly One[], before: readonly One[]): One[] =>
  after.filter((one) => !before.includes(one));

/** To whom and where the holder typed it: the mail log shows it to the holder (R10). */
function sendInvitation(
  unit: Unit,
  to: Recipient,
  accountId: number,
  { name, holderName }: { readonly name: string; readonly holderName: string },
): void {
  unit.send(mail('invitation', to, accountId, { account: name, holder: holderName }, null));
}

/** The membership that the call is about, locked. @throws Refusal GONE. */
export async function lockMembership(unit: Unit, call: Call): Promise<LockedMembership> {
  const found = await new MembershipWrites(unit.tx).lock(call.scope, call.target.pk);
  if (found !== null) return found;
  throw new Refusal({
    code: 'GONE',
    message: 'This membership has just ended.',
    field: ['membershipId'],
  });
}

/** Takes the membership away that the call is about, if `decide` lets it. */
export async function removeMembership(
  unit: Unit,
  call: Call,
  decide: (state: LockedMembership) => Reason | null,
): Promise<DeletedId> {
  const { pk } = call.target;
  const before = await lockMembership(unit, call);
  refuse(decide(before));
  const memberships = new MembershipWrites(unit.tx);
  await memberships.rightsChanged(call.scope, before.accountId, [before.userId], call.now);
  await memberships.remove(call.scope, pk);
  // Should they be added again, it is as somebody to whom nothing was offered (R12).
  await new TransferRepository(unit.tx).removeTo(call.scope, before.accountId, before.userId);
  unit.audit({
    subject: new RowRef('Membership', pk),
    accountId: before.accountId,
    before: {
      email: before.invitedEmail ?? before.email,
      fullName: before.invitedName ?? before.fullName,
      status: before.status,
      ...recorded(before),
    },
    after: null,
  });
  return new DeletedId('Membership', pk);
}
