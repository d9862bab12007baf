import { hashOfApiToken, hintOf, newApiToken, scopesAsText } from '../../auth/api-token';
import { decideGrant } from '../../domain/people/people';
import type { Permission } from '../../domain/people/permission';
import type { Access } from '../../domain/people/actor';
import { formatMinor } from '../../domain/billing/money';
import { readAmount } from '../../domain/billing/typed-amount';
import { Refusal, type Reason, refuse } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import type { IdCodec } from '../../graphql/ids';
import { OneTimeSecret, RowRef, type Outcome } from '../../graphql/outcome';
import { readRange } from '../../network/address';
import type { AccountRow } from '../account/account.types';
import type { HandOver } from '../account/transfer.service';
import type { Context } from '../context';
import { ownPerson } from '../user/own-person';
import { ApiTokenRepository } from './token.repository';
import type {
  ApiTokenRow,
  CreateApiTokenInput,
  CreateApiTokenPayload,
  RevokeApiTokenPayload,
} from './token.types';

/** The longest that a token works, in milliseconds. */
const LONGEST_LIFE = 366 * 24 * 3_600_000;

/** API tokens: made, ended, and handed on with the account (R12, R59). */
export class TokenService {
  constructor(private readonly ids: IdCodec) {}

  /** Makes a token for the account. It is told once. @throws Refusal. */
  create(
    call: Call<AccountRow>,
    input: CreateApiTokenInput,
    context: Context,
  ): Promise<Outcome<CreateApiTokenPayload>> {
    const { person } = ownPerson(context);
    const account = call.target;
    const scopes = new Map<Permission, Access>(
      input.scopes.map(({ permission, access }) => [permission, access]),
    );
    const capabilities = {
      reseller: account.reseller === 1,
      leaseProvider: account.leaseProvider === 1,
    };
    const typed = input.monthlySpendingCap ?? null;
    const cap = typed === null ? null : readAmount(typed, account.currency, ['monthlySpendingCap']);
    refuse(
      decideScopes(input, scopes.size),
      about('scopes', decideGrant([...scopes.keys()], capabilities)),
      decideExpiry(input.expiresAt, call.now),
      decideRanges(input.addressRanges),
      typeof cap === 'object' ? cap : null,
    );
    const token = newApiToken();
    return call.commit(async (unit) => {
      const values = {
        name: input.name,
        tokenHash: hashOfApiToken(token) as Buffer,
        hint: hintOf(token),
        scopes: scopesAsText(scopes),
        addressRanges: (input.addressRanges ?? []).map((one) => one.trim()).join(','),
        monthlyCap: typeof cap === 'bigint' ? cap : null,
        expiresAt: input.expiresAt,
      };
      const key = await new ApiTokenRepository(unit.tx).add(
        call.scope,
        account.pk,
        person.pk,
        values,
        call.now,
      );
      const apiToken = new RowRef('ApiToken', key);
      unit.audit({
        subject: apiToken,
        accountId: account.pk,
        before: null,
        after: {
          name: values.name,
          scopes: values.scopes,
          addressRanges: values.addressRanges,
          monthlySpendingCap:
            values.monthlyCap === null ? null : formatMinor(values.monthlyCap, account.currency),
          expiresAt: input.expiresAt.toISOString(),
        },
      });
      return { apiToken, token: new OneTimeSecret(token) };
    });
  }

  /** Ends a token; one that has ended already is no error. */
  revoke(call: Call<ApiTokenRow>): Promise<Outcome<RevokeApiTokenPayload>> {
    const row = call.target;
    return call.commit(async (unit) => {
      const apiToken = new RowRef('ApiToken', row.pk);
      const ended = await new ApiTokenRepository(unit.tx).revoke(call.scope, row.pk, call.now);
      unit.audit({
        subject: apiToken,
        accountId: row.accountId,
        before: { name: row.name, revoked: !ended },
        after: { name: row.name, revoked: true },
      });
      return { apiToken };
    });
  }

  /**
   * The account changes hands: tokens of the former holder end, but for those that the new one keeps, which
   * are theirs from now on (R12). @throws Refusal TOKEN_NOT_KEPT for an id that is none of them.
   */
  async handOver(unit: Unit, call: Pick<Call, 'scope' | 'now'>, change: HandOver): Promise<void> {
    const { accountId, fromUserId, toUserId, keepTokenIds } = change;
    const tokens = new ApiTokenRepository(unit.tx);
    const made = await tokens.madeBy(call.scope, accountId, fromUserId, call.now);
    const kept = keepTokenIds.map((id) => {
      const key = this.ids.keyOf('ApiToken', id);
      const token = made.find(({ pk }) => pk === key);
      if (token !== undefined) return token;
      throw new Refusal({
        code: 'TOKEN_NOT_KEPT',
        message: 'This is not a valid token of the former holder on this account.',
        field: ['keepTokenIds'],
      });
    });
    await tokens.adopt(
      call.scope,
      kept.map(({ pk }) => pk),
      toUserId,
    );
    for (const token of made) {
      const keeps = kept.includes(token);
      if (!keeps) await tokens.revoke(call.scope, token.pk, call.now);
      unit.audit({
        subject: new RowRef('ApiToken', token.pk),
        accountId,
        before: { name: token.name, madeBy: 'former holder', revoked: false },
        after: {
          name: token.name,
          madeBy: keeps ? 'new holder' : 'former holder',
          revoked: !keeps,
        },
      });
    }
  }
}

const about = (field: string, reason: Reason | null): Reason | null =>
  reason && { ...reason, field: [field] };

function decideScopes({ scopes }: CreateApiTokenInput, different: number): Reason | null {
  if (scopes.length === 0)
    return {
      code: 'NO_SCOPES',
      message: 'A token without scopes has no permissions; give at least one.',
      field: ['scopes'],
    };
  return scopes.length === different
    ? null
    : { code: 'REPEATED', message: 'Give each permission only once.', field: ['scopes'] };
}

function decideExpiry(expiresAt: Date, now: Date): Reason | null {
  const life = expiresAt.getTime() - now.getTime();
  return life > 0 && life <= LONGEST_LIFE
    ? null
    : {
        code: 'EXPIRY_OUT_OF_RANGE',
        message: 'A token must expire after now and within a year.',
        field: ['expiresAt'],
      };
}

function decideRanges(ranges: readonly string[] | undefined): Reason | null {
  if (ranges === undefined) return null;
  // None could mean nowhere or everywhere: it is not taken for either.
  if (ranges.length === 0)
    return {
      code: 'EMPTY',
      message: 'Give at least one, or omit the field: then it is valid from everywhere.',
      field: ['addressRanges'],
    };
  const wrong = ranges.find((one) => readRange(one) === null);
  return wrong === undefined
    ? null
    : {
        code: 'INVALID_ADDRESS_RANGE',
        message: `"${wrong}" is not an address or range; write it like 203.0.113.0/24 or 2001:db8::/32.`,
        field: ['addressRanges'],
      };
}
