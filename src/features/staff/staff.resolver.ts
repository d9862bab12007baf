import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { SessionService } from '../../auth/session.service';
import { Refusal } from '../../domain/refusal';
import type { Call } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import { DateTimeScalar } from '../../graphql/scalars';
import { Write } from '../../graphql/write';
import { AccountRepository, type PartnerTerms } from '../account/account.repository';
import { MembershipWrites } from '../account/membership-writes.repository';
import type { Context } from '../context';
import { ownPerson } from '../user/own-person';
import { StaffImpersonationRepository } from './staff-impersonation.repository';
import {
  ActAsInput,
  ActAsPayload,
  SetPartnerInput,
  SetPartnerPayload,
} from './staff.mutation-types';

/** How long a member of the staff acts for a customer, in milliseconds. */
const VISIT = 3_600_000;

const PERCENT = /^0*(\d{1,3})(?:\.(\d{1,2})0*)?$/;

/** Basis points of a percentage. @throws Refusal INVALID_PERCENT. */
function basisPoints(percent: string): number {
  const [, whole, decimals = ''] = PERCENT.exec(percent) ?? [];
  const points = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  if (whole !== undefined && points <= 10_000) return points;
  throw new Refusal({
    code: 'INVALID_PERCENT',
    message: 'Give a percentage from 0 to 100 with at most two decimals, such as 12.50.',
    field: ['discountPercent'],
  });
}

@Resolver(() => ActAsPayload)
export class ActAsPayloadResolver {
  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: 'When the impersonation ends.',
  })
  endsAt(@Root() { until }: ActAsPayload): Date | null {
    return until === undefined ? null : new Date(until);
  }
}

/** What the vendor's own people do to accounts (R66). */
@Resolver()
export class StaffResolver {
  constructor(private readonly sessions: SessionService) {}

  @Write(() => SetPartnerInput, () => SetPartnerPayload, {
    description:
      'Sets the partner capabilities and the discount of an account. Partner permissions and alerts of its people take effect, or stop, with their next request. Errors: `INVALID_PERCENT`.',
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
  })
  async setPartner(input: SetPartnerInput, call: Call): Promise<Outcome<SetPartnerPayload>> {
    const { discountPercent } = input;
    const points = discountPercent === undefined ? undefined : basisPoints(discountPercent);
    return call.commit(async (unit) => {
      const accountId = call.target.pk;
      const accounts = new AccountRepository(unit.tx);
      const before = await accounts.lockPartner(call.scope, accountId);
      const after: PartnerTerms = {
        reseller: input.reseller ?? before.reseller,
        leaseProvider: input.leaseProvider ?? before.leaseProvider,
        discountBasisPoints: points ?? before.discountBasisPoints,
      };
      await accounts.setPartner(call.scope, accountId, after);
      await new MembershipWrites(unit.tx).rightsChanged(call.scope, accountId, null, call.now);
      const account = new RowRef('Account', accountId);
      unit.audit({ subject: account, accountId, before: { ...before }, after: { ...after } });
      return { account };
    });
  }

  @Write(() => ActAsInput, () => ActAsPayload, {
    description:
      "Impersonates a customer in this session for an hour, with all permissions of the holder, except for actions that only the holder in person may do. The reason is shown in the account's history, with every action.",
    on: { type: 'Account', id: 'accountId' },
    dryRun: false,
  })
  async actAs(
    { reason }: ActAsInput,
    call: Call,
    context: Context,
  ): Promise<Outcome<ActAsPayload>> {
    const { sessionKey } = ownPerson(context);
    const accountId = call.target.pk;
    const endsAt = new Date(call.now.getTime() + VISIT);
    const outcome = await call.commit(async (unit) => {
      const impersonation = { sessionKey, accountId, reason, now: call.now, endsAt };
      await new StaffImpersonationRepository(unit.tx).begin(call.scope, impersonation);
      const account = new RowRef('Account', accountId);
      unit.audit({
        subject: account,
        accountId,
        before: null,
        after: { staffActsUntil: endsAt.toISOString() },
        reason,
      });
      return { account, until: endsAt.toISOString() };
    });
    if (context.token !== null) context.become(await this.sessions.authenticate(context.token));
    return outcome;
  }
}
