import type { MigrationInterface, QueryRunner } from 'typeorm';
import { readEmail } from '../src/domain/email';
import { withoutUnseen } from '../src/domain/text';

/** Where somebody is known by an address, and who it is. */
const IDENTITIES = [
  ['users', 'id'],
  ['accounts', 'holder_user_id'],
] as const;

/** Where addresses are written down beside: they follow. */
const MENTIONS = [
  ['contacts', 'email'],
  ['memberships', 'invited_email'],
  ['one_time_links', 'email'],
  ['leases', 'customer_email'],
  ['orders', 'assign_email'],
] as const;

const AT_ONCE = 500;

interface Known {
  readonly email: string;
  readonly owner: number | string;
  readonly verified: number;
}

/** People by the spellings that they are known by. */
type Owners = Map<string, Set<string>>;

/** No address in plain ASCII had another spelling. */
const spelledOtherwise = (column: string): string => `LENGTH(${column}) <> CHAR_LENGTH(${column})`;

/**
 * Addresses get their normal form. Of people who would have the same one each keeps the spelling so far, which is
 * noted for staff; so does who has proved an address that none can be. It can be repeated: what is in its normal form
 * stays.
 */
export class RewriteEmails1795310001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const known = await this.known(queryRunner, (column) => spelledOtherwise(column), []);
    const proved = new Set(known.flatMap((one) => (one.verified === 1 ? [one.email] : [])));
    const normalOf = (spelling: string): string | null =>
      readEmail(spelling) ?? (proved.has(spelling) ? null : readEmail(withoutUnseen(spelling)));
    const groups = new Map<string, Owners>();
    for (const one of known) note(groups, normalOf(one.email), one);
    // Those who have a normal form already.
    const normals = [...groups.keys()];
    for (let at = 0; at < normals.length; at += AT_ONCE) {
      const some = normals.slice(at, at + AT_ONCE);
      const marks = some.map(() => '?').join();
      for (const one of await this.known(queryRunner, (column) => `${column} IN (${marks})`, some))
        note(groups, one.email, one);
    }
    const unsettled = new Set<string>();
    for (const [normal, owners] of groups) {
      const people = new Set([...owners.values()].flatMap((some) => [...some]));
      const collide = owners.size > 1 && people.size > 1;
      for (const spelling of owners.keys())
        if (spelling !== normal && !collide)
          for (const [table] of IDENTITIES)
            await rewrite(queryRunner, table, 'email', spelling, normal);
        else if (spelling !== normal) {
          unsettled.add(spelling);
          await keep(queryRunner, spelling, normal);
        }
    }
    for (const { email } of known)
      if (normalOf(email) === null) {
        unsettled.add(email);
        await keep(queryRunner, email, null);
      }
    for (const [table, column] of MENTIONS) {
      const rows = (await queryRunner.query(
        `SELECT DISTINCT ${column} AS email FROM ${table} WHERE ${spelledOtherwise(column)}`,
      )) as { email: string }[];
      for (const { email } of rows) {
        const normal = unsettled.has(email) ? null : normalOf(email);
        if (normal !== null && normal !== email)
          await rewrite(queryRunner, table, column, email, normal);
      }
    }
  }

  /** The former spellings are not known any more, and nothing needs them. */
  async down(): Promise<void> {}

  private async known(
    queryRunner: QueryRunner,
    condition: (column: string) => string,
    values: readonly string[],
  ): Promise<Known[]> {
    const found: Known[] = [];
    for (const [table, owner] of IDENTITIES)
      found.push(
        ...((await queryRunner.query(
          `SELECT email, ${owner} AS owner, email_verified_at IS NOT NULL AS verified FROM ${table} WHERE ${condition('email')}`,
          [...values],
        )) as Known[]),
      );
    return found;
  }
}

function note(groups: Map<string, Owners>, normal: string | null, { email, owner }: Known): void {
  if (normal === null) return;
  const owners = groups.get(normal) ?? new Map<string, Set<string>>();
  groups.set(normal, owners.set(email, (owners.get(email) ?? new Set()).add(String(owner))));
}

const rewrite = (
  queryRunner: QueryRunner,
  table: string,
  column: string,
  from: string,
  to: string,
): Promise<unknown> =>
  queryRunner.query(`UPDATE ${table} SET ${column} = ? WHERE ${column} = ?`, [to, from]);

const keep = (
  queryRunner: QueryRunner,
  spelling: string,
  normal: string | null,
): Promise<unknown> =>
  queryRunner.query(
    'INSERT IGNORE INTO unsettled_emails (spelling, normal_form, found_at) VALUES (?, ?, UTC_TIMESTAMP(3))',
    [spelling, normal],
  );
