import { userOf, type Actor } from '../domain/people/actor';
import { Refusal } from '../domain/refusal';
import type { Sealer } from '../database/sealing';
import type { Fields } from '../graphql/call';

interface Sealed {
  readonly of: string;
  /** In milliseconds. */
  readonly until: number;
  readonly facts: Fields;
}

/** Whose token it is: nobody else can use it. */
const ownerOf = (actor: Actor): string =>
  actor.kind === 'token' ? `token ${actor.tokenId}` : `user ${userOf(actor)}`;

/**
 * Tokens with which somebody confirms what cannot be undone (R30, R44). A token names what it is about and
 * holds, sealed, what was shown; it is of use to its maker alone, and for a while. Nothing is stored.
 */
export class Confirmations {
  /** @param purpose What is confirmed: `assignLicense`. */
  constructor(
    private readonly sealer: Sealer,
    private readonly purpose: string,
  ) {}

  /** @param id Of the row that it is about. */
  issue(id: string, actor: Actor, facts: Fields, until: Date): string {
    const sealed: Sealed = { of: ownerOf(actor), until: until.getTime(), facts };
    return `${id}.${this.sealer.seal(JSON.stringify(sealed), this.context(id)).toString('base64url')}`;
  }

  /** What was shown to whoever confirms it now. @throws Refusal CONFIRMATION_INVALID. */
  read(token: string, actor: Actor, now: Date): Fields {
    const found = this.opened(token);
    if (found !== null && found.of === ownerOf(actor) && found.until > now.getTime())
      return found.facts;
    throw new Refusal({
      code: 'CONFIRMATION_INVALID',
      message: 'This confirmation token has expired or was made for somebody else; prepare again.',
      field: ['confirmationToken'],
    });
  }

  private opened(token: string): Sealed | null {
    const id = namedBy(token);
    const text = token.slice(id.length + 1);
    try {
      return JSON.parse(
        this.sealer.unseal(Buffer.from(text, 'base64url'), this.context(id)),
      ) as Sealed;
    } catch {
      // Not sealed by us, or not for this.
      return null;
    }
  }

  private context(id: string): string {
    return `confirmation ${this.purpose} ${id}`;
  }
}

/** The id of the row that a token is about; that nobody changed it, the seal vouches for. */
export const namedBy = (token: string): string => token.split('.', 1)[0] ?? '';
