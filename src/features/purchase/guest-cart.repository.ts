import type { Queries } from '../../database/database';
import { reachCredential } from '../../database/reach';
import type { CredentialScope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { WantedLine } from './basket.types';

/** A line that a guest wants, with the amount that it was shown with: minor units, null for none. */
export interface GuestLine extends WantedLine {
  readonly shown: string | null;
}

export interface GuestCartRow {
  readonly pk: number;
  readonly country: string;
  readonly lines: readonly GuestLine[];
  readonly expiresAt: Date;
}

type Stored = Omit<GuestCartRow, 'lines'> & { readonly wanted: string };

const toRow = ({ wanted, ...row }: Stored): GuestCartRow => ({
  ...row,
  lines: JSON.parse(wanted) as GuestLine[],
});

/** Carts of guests. The scope is the hash of the token that opens one, or, for who has just opened it, its key. */
export class GuestCartRepository {
  constructor(private readonly database: Queries) {}

  /** The cart that a token opens; null when there is none, or none any more. */
  async byToken(scope: CredentialScope, now: Date, lock = false): Promise<GuestCartRow | null> {
    const select = sql`SELECT g.id AS pk, g.country, g.wanted, g.expires_at AS expiresAt FROM guest_carts g
      WHERE ${reachCredential('g.token_hash')} AND g.expires_at > ${now}`;
    const row = await this.database.row<Stored>(scope, lock ? sql`${select} FOR UPDATE` : select);
    return row && toRow(row);
  }

  /** The cart that was just filled; null when it is gone. */
  async byKey(scope: CredentialScope): Promise<GuestCartRow | null> {
    const row = await this.database.row<Stored>(
      scope,
      sql`SELECT g.id AS pk, g.country, g.wanted, g.expires_at AS expiresAt FROM guest_carts g
          WHERE ${reachCredential('g.id')}`,
    );
    return row && toRow(row);
  }

  /** @returns its key. */
  add(
    scope: CredentialScope,
    country: string,
    lines: readonly GuestLine[],
    now: Date,
    expiresAt: Date,
  ): Promise<number> {
    return this.database.insert(
      scope,
      sql`INSERT INTO guest_carts (token_hash, country, wanted, created_at, expires_at)
          SELECT t.token_hash, ${country}, ${JSON.stringify(lines)}, ${now}, ${expiresAt}
          FROM (SELECT CAST(${scope.credential} AS BINARY(32)) AS token_hash) t WHERE ${reachCredential('t.token_hash')}`,
    );
  }

  async change(
    scope: CredentialScope,
    country: string,
    lines: readonly GuestLine[],
    expiresAt: Date,
  ): Promise<void> {
    await this.database.write(
      scope,
      sql`UPDATE guest_carts SET country = ${country}, wanted = ${JSON.stringify(lines)},
            expires_at = ${expiresAt} WHERE ${reachCredential('token_hash')}`,
    );
  }

  async remove(scope: CredentialScope): Promise<void> {
    await this.database.write(
      scope,
      sql`DELETE FROM guest_carts WHERE ${reachCredential('token_hash')}`,
    );
  }
}
