import { PersonRepository } from '../../auth/person.repository';
import { CredentialScope } from '../../database/scope';
import { refuse } from '../../domain/refusal';
import { decideAcceptInvitation, decideInvitation, decideLogin } from '../../domain/people/people';
import type { Call } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import type { Context } from '../context';
import { ownPerson } from '../user/own-person';
import { MembershipWrites } from './membership-writes.repository';
import type {
  AcceptInvitationPayload,
  DeclineInvitationPayload,
  LeaveAccountPayload,
} from './people.mutation-types';
import { lockMembership, removeMembership } from './people.service';

/** What people do with their own memberships (R10). */
export class OwnMembershipService {
  /**
   * From now on the membership opens what it names.
   * @throws Refusal NOT_INVITED, PASSWORD_SET_BY_HOLDER: whoever set the password could sign in here too.
   */
  accept(call: Call, context: Context): Promise<Outcome<AcceptInvitationPayload>> {
    const { person } = ownPerson(context);
    return call.commit(async (unit) => {
      // The holder of another account who sets the password meanwhile waits for this lock, or we for theirs.
      const locked = await new PersonRepository(unit.tx).lock(new CredentialScope(person.email));
      const before = await lockMembership(unit, call);
      refuse(
        decideAcceptInvitation({ ...before, passwordByHolder: locked?.passwordByHolder !== 0 }),
      );
      const memberships = new MembershipWrites(unit.tx);
      await memberships.accept(call.scope, call.target.pk);
      await memberships.rightsChanged(call.scope, before.accountId, [before.userId], call.now);
      const membership = new RowRef('Membership', call.target.pk);
      unit.audit({
        subject: membership,
        accountId: before.accountId,
        before: { status: 'INVITED' },
        after: { status: 'ACTIVE' },
      });
      return { membership };
    });
  }

  /** @throws Refusal NOT_INVITED. */
  decline(call: Call): Promise<Outcome<DeclineInvitationPayload>> {
    return call.commit(async (unit) => ({
      removedMembershipId: await removeMembership(unit, call, decideInvitation),
    }));
  }

  /** @throws Refusal IS_HOLDER. */
  leave(call: Call): Promise<Outcome<LeaveAccountPayload>> {
    return call.commit(async (unit) => ({
      removedMembershipId: await removeMembership(unit, call, decideLogin),
    }));
  }
}
