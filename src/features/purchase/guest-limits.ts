import type { RateLimits } from '../../database/rate-limits';
import { isCardRefused } from '../../domain/billing/decline';
import { Refusal } from '../../domain/refusal';
import { tooOften, type Caller, type Counted } from '../../graphql/limits';
import type { Outcome } from '../../graphql/outcome';
import { networkOf } from '../../network/address';
import { fromNetwork } from '../user/sign-in-limits';

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** Who pays as a guest: by which cart, for which address, and from where. */
export interface PayingGuest {
  readonly cartToken: string;
  readonly email: string;
  readonly client: Caller['client'];
}

/**
 * By what declined cards are counted, and how many a day are let be. Of an address only what comes from one network:
 * nobody keeps somebody else from buying by failing in their name.
 */
const COUNTED: readonly {
  readonly by: string;
  readonly most: number;
  readonly of: (guest: PayingGuest) => Counted;
}[] = [
  { by: 'network', most: 10, of: ({ client }) => networkOf(client.address) },
  { by: 'cart', most: 5, of: ({ cartToken }) => cartToken },
  { by: 'email', most: 5, of: ({ email, client }) => fromNetwork(email, client) },
];

/** Keeps guests from trying out cards that are not theirs: past the limit there is one try an hour. */
export class GuestLimits {
  constructor(private readonly limits: RateLimits) {}

  /** Pays, and counts it if the card is declined. @throws RATE_LIMITED. */
  async paying<Came extends Outcome>(guest: PayingGuest, pay: () => Promise<Came>): Promise<Came> {
    for (const { by, of } of COUNTED)
      if (await this.limits.isMarked(`guest.stopped.${by}`, of(guest))) throw tooOften(HOUR);
    try {
      const came = await pay();
      await this.count(guest, came.userErrors ?? []);
      return came;
    } catch (error) {
      if (error instanceof Refusal) await this.count(guest, error.reasons);
      throw error;
    }
  }

  private async count(
    guest: PayingGuest,
    reasons: readonly { readonly code: string }[],
  ): Promise<void> {
    if (!reasons.some(({ code }) => isCardRefused(code))) return;
    for (const { by, most, of } of COUNTED) {
      const value = of(guest);
      const wait = await this.limits.count(`guest.declined.${by}`, value, { most, seconds: DAY });
      if (wait !== null) await this.limits.mark(`guest.stopped.${by}`, value, HOUR);
    }
  }
}
