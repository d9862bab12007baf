import type { Passwords } from '../../auth/passwords';
import { TooManyPasswords, type Lane } from '../../auth/turns';
import type { RateLimits } from '../../database/rate-limits';
import { tooOften, type Caller, type Limit } from '../../graphql/limits';
import { networkOf } from '../../network/address';

type Typed = { readonly email: string };
type Client = Caller['client'];

const QUARTER = 900;
const DAY = 24 * 3_600;
/** For how long a network counts as known from which somebody signed in, in seconds. */
const NETWORK_KNOWN = 30 * DAY;
/** For how long the network from which a password was reset is not stopped by what strangers do elsewhere. */
const AFTER_RESET = DAY;
/** Codes of a second factor that are tried with the right password, by strangers. */
const CODES = { most: 10, seconds: QUARTER, forgettable: true };

const known = (email: string, client: Client): string | null => client.device.nameFor(email);

/** Of a stranger: of what comes with no device cookie for the address. */
const ofStranger =
  <Value>(value: (email: string, client: Client) => Value) =>
  ({ email }: Typed, { client }: Caller): Value | null =>
    known(email, client) === null ? value(email, client) : null;

/** An address as it is asked about from one network. */
export const fromNetwork = (email: string, { address }: Client): readonly [string, string] => [
  email,
  networkOf(address),
];

/**
 * How often signing in is tried. A browser that the person signed in with before has a counter of its own, so
 * that nobody who fails in their name elsewhere keeps them out; strangers are counted by address and network, by
 * network, and all of them together. Known and unknown addresses are counted alike.
 */
export const SIGN_IN_LIMITS: readonly Limit<Typed>[] = [
  {
    by: 'address',
    of: ofStranger((_email, { address }) => networkOf(address)),
    most: 100,
    seconds: QUARTER,
  },
  { by: 'stranger', of: ofStranger(fromNetwork), most: 10, seconds: QUARTER, forgettable: true },
  {
    by: 'strangers',
    of: ofStranger((email) => email),
    most: 50,
    seconds: QUARTER,
    spared: ({ email }, { client }) => fromNetwork(email, client),
  },
  {
    by: 'device',
    of: ({ email }, { client }) => {
      const name = known(email, client);
      return name === null ? null : [email, name];
    },
    most: 10,
    seconds: QUARTER,
    forgettable: true,
  },
  // Whoever signs in often gets many cookies, but all for their own address.
  {
    by: 'devices',
    of: ({ email }, { client }) => (known(email, client) === null ? null : email),
    most: 60,
    seconds: QUARTER,
    forgettable: true,
  },
];

/** What becomes of the counts of signing in. */
export class SignInLimits {
  constructor(private readonly limits: RateLimits) {}

  /** How far somebody who brings a password is known before it is looked at. */
  async laneOf(email: string, client: Client): Promise<Lane> {
    if (known(email, client) !== null) return 'KNOWN';
    const isKnown = await this.limits.isMarked('signIn.network', networkOf(client.address));
    return isKnown ? 'NETWORK' : 'STRANGER';
  }

  /**
   * While so many strangers' passwords wait that one more would be refused once its tries are counted, it is refused
   * before: counting costs more than all the rest. @throws TooManyPasswords.
   */
  async refuseWithoutTurn(
    passwords: Pick<Passwords, 'isFull'>,
    { email }: Typed,
    client: Client,
  ): Promise<void> {
    if (!passwords.isFull('STRANGER') || known(email, client) !== null) return;
    if (!(await this.limits.wasMarked('signIn.network', networkOf(client.address))))
      throw new TooManyPasswords();
  }

  /** Counts a code that comes with the right password, but for browsers that are known. @throws RATE_LIMITED. */
  async countCode(email: string, client: Client): Promise<void> {
    if (known(email, client) !== null) return;
    const wait = await this.limits.count('signIn.code', email, CODES);
    if (wait !== null) throw tooOften(wait);
  }

  /** Somebody signed in: they are nobody who guesses, and their browser and network are known from now on. */
  async signedIn(email: string, client: Client): Promise<void> {
    await this.forgetHere(email, client);
    await this.limits.mark('signIn.network', networkOf(client.address), NETWORK_KNOWN);
    client.device.remember(email, false);
  }

  /**
   * Somebody chose a new password by a mailed link: what locked them out ends here and on every browser of theirs.
   * Strangers elsewhere are counted on, so that they do not learn of it.
   */
  async wasReset(email: string, client: Client): Promise<void> {
    await this.forgetHere(email, client);
    await this.limits.forget('signIn.device', email);
    await this.limits.forget('signIn.devices', email);
    await this.limits.mark('signIn.strangers.spared', fromNetwork(email, client), AFTER_RESET);
    client.device.remember(email, true);
  }

  private async forgetHere(email: string, client: Client): Promise<void> {
    const name = known(email, client);
    if (name !== null) await this.limits.forget('signIn.device', [email, name]);
    await this.limits.forget('signIn.stranger', fromNetwork(email, client));
    await this.limits.forget('signIn.code', email);
  }
}
