import type { Queries } from '../../database/database';
import { reachCredential } from '../../database/reach';
import type { CredentialScope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { WantedLine } from './basket.types';
import { GuestCartEntity } from '../../database/entities/cart.entity';
import { insertInto, update } from '../../database/changes';
import { pick, type RowOf, select } from '../../database/select';
import { table } from '../../database/table';

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

type Stored = RowOf<typeof CART>;

const toRow = ({ wanted, ...row }: Stored): GuestCartRow => ({
  ...row,
  lines: JSON.parse(wanted) as GuestLine[],
});

const g = table(GuestCartEntity, 'g');
const CART = select({ pk: g.id, ...pick(g, 'country', 'wanted', 'expiresAt') }).from(
  'guest_carts g',
);
const GUEST_CARTS = table(GuestCartEntity);

/** Carts of guests. The scope is the hash of the token that opens one, or, for who has just opened it, its key. */
export class GuestCartRepository {
  constructor(private readonly database: Queries) {}

  /** The cart that a token opens; null when there is none, or none any more. */
  async byToken(scope: CredentialScope, now: Date, lock = false): Promise<GuestCartRow | null> {
    const open = sql`${CART} WHERE ${reachCredential('g.token_hash')} AND g.expires_at > ${now}`;
    const row = await this.database.row(scope, lock ? sql`${open} FOR UPDATE` : open);
    return row && toRow(row);
  }

  /** The cart that was just filled; null when it is gone. */
  async byKey(scope: CredentialScope): Promise<GuestCartRow | null> {
    const row = await this.database.row(scope, sql`${CART} WHERE ${reachCredential('g.id')}`);
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
      insertInto(
        GuestCartEntity,
        {
          tokenHash: sql`t.token_hash`,
          country,
          wanted: JSON.stringify(lines),
          createdAt: now,
          expiresAt,
        },
        sql`FROM (SELECT CAST(${scope.credential} AS BINARY(32)) AS token_hash) t WHERE ${reachCredential('t.token_hash')}`,
      ),
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
      update(
        GUEST_CARTS,
        { country, wanted: JSON.stringify(lines), expiresAt },
        sql`WHERE ${reachCredential('token_hash')}`,
      ),
    );
  }

  async remove(scope: CredentialScope): Promise<void> {
    await this.database.write(
      scope,
      sql`DELETE FROM guest_carts WHERE ${reachCredential('token_hash')}`,
    );
  }
}
