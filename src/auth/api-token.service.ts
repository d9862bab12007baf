import type { Clock } from '../domain/clock';
import type { Queries } from '../database/database';
import { CredentialScope } from '../database/scope';
import { isWithin, readRange } from '../network/address';
import { hashOfApiToken } from './api-token';
import {
  ApiTokenAuthenticationRepository,
  type ApiTokenAuthentication,
} from './api-token.repository';

/** `last_used` is written at most this often, in milliseconds. */
const USED_EVERY = 5 * 60_000;

/** Whether a token may be used from an address: from everywhere where it names no ranges. */
function mayComeFrom(ranges: string, address: string): boolean {
  const named = ranges.split(',').filter((one) => one !== '');
  // What cannot be read lets nobody in.
  const read = named.map(readRange).filter((one) => one !== null);
  return named.length === 0 || isWithin(read, address);
}

/** Tells for whom an API token speaks. */
export class ApiTokenService {
  constructor(
    private readonly database: Queries,
    private readonly clock: Clock,
  ) {}

  /**
   * Null for what opens nothing: no token of ours, revoked, expired, from an address it is not for, or
   * made by somebody who belongs to the account no more.
   */
  async authenticate(token: string, address: string): Promise<ApiTokenAuthentication | null> {
    const hash = hashOfApiToken(token);
    if (hash === null) return null;
    const scope = new CredentialScope(hash);
    const now = this.clock.now();
    const tokens = new ApiTokenAuthenticationRepository(this.database);
    const found = await tokens.authentication(scope, now);
    if (found === null || found.actor.accounts.size === 0) return null;
    if (!mayComeFrom(found.addressRanges, address)) return null;
    if (found.lastUsedAt === null || found.lastUsedAt.getTime() < now.getTime() - USED_EVERY)
      await tokens.used(scope, now);
    return found;
  }

  /** The token that a link names which we signed; null as above. */
  async byKey(key: number, address: string): Promise<ApiTokenAuthentication | null> {
    const found = await new ApiTokenAuthenticationRepository(this.database).authenticationByKey(
      new CredentialScope(key),
      this.clock.now(),
    );
    if (found === null || found.actor.accounts.size === 0) return null;
    return mayComeFrom(found.addressRanges, address) ? found : null;
  }
}
