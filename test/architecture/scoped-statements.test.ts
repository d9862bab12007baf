import { join } from 'node:path';
import ts from 'typescript';
import { userActor } from '../../src/domain/people/actor';
import { reachAccounts, reachCredential, reachPeople } from '../../src/database/reach';
import {
  AccountScope,
  CredentialScope,
  PublicScope,
  StaffScope,
  SystemScope,
} from '../../src/database/scope';
import { LeaseEntity } from '../../src/database/entities/lease.entity';
import { compile, raw, sql, type Statement } from '../../src/database/sql';
import { insertInto, insertRows, update } from '../../src/database/changes';
import { MailingRecipientEntity } from '../../src/database/entities/mailing.entity';
import { select } from '../../src/database/select';
import { table, type Column } from '../../src/database/table';

const ROOT = join(__dirname, '../..');

/** The libraries and the service as the compiler reads them, which is what takes long. */
const read = new Map<string, ts.SourceFile | undefined>();

/** What the compiler says of a file that is not there, in the place of a repository. */
function complaints(text: string): string[] {
  const path = join(ROOT, 'src/features/planted.repository.ts');
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config,
    ts.sys,
    ROOT,
  );
  const host = ts.createCompilerHost(options);
  const real = { ...host };
  host.getSourceFile = (name, ...rest) => {
    if (name === path) return ts.createSourceFile(name, text, ts.ScriptTarget.ES2023);
    if (!read.has(name)) read.set(name, real.getSourceFile(name, ...rest));
    return read.get(name);
  };
  host.fileExists = (name) => name === path || real.fileExists(name);
  host.readFile = (name) => (name === path ? text : real.readFile(name));
  const program = ts.createProgram([path], { ...options, types: ['node'] }, host);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(path))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

/** Each line behind an `expect-error` has to be refused, and all others to be taken. */
const ROWS = `
  import type { Database, Transaction } from '../database/database';
  import { Instant } from '../database/columns';
  import { ContactEntity } from '../database/entities/contact.entity';
  import { LeaseEntity } from '../database/entities/lease.entity';
  import { flagColumns, flagsOf } from '../database/flags';
  import { reachAccounts } from '../database/reach';
  import type { Scope } from '../database/scope';
  import { sql } from '../database/sql';
  import { insertInto, insertRows, update } from '../database/changes';
import { integer } from '../database/computed';
import { pick, select } from '../database/select';
import { outerTable, table } from '../database/table';
  import { CONTACT_MAIL } from '../domain/mail/preferences';

  export class Right {
    @Instant({ nullable: true }) at!: Date | null;
  }
  export class Wrong {
    // @ts-expect-error of another type than the column
    @Instant() at!: string;
    // @ts-expect-error the column may be null
    @Instant({ nullable: true }) until!: Date;
    // @ts-expect-error the column is never null
    @Instant() since!: Date | null;
  }
  const e = table(LeaseEntity, 'e');
  const o = outerTable(LeaseEntity, 'o');
  const LEASES = select({ pk: e.id, ...pick(e, 'number', 'startedOn'), left: o.number, many: integer('COUNT(*)') }).from('leases e');
  // @ts-expect-error misspelt
  select({ pk: e.id, number: e.nubmer });
  // @ts-expect-error misspelt
  select(pick(e, 'number', 'startedAd'));
  const c = table(ContactEntity, 'c');
  // @ts-expect-error flags that the row does not have
  flagColumns(e, CONTACT_MAIL);

  export async function read(database: Database, scope: Scope): Promise<unknown> {
    const where = sql\`WHERE \${reachAccounts('e.account_id')}\`;
    const [row] = await database.rows(scope, sql\`\${LEASES} \${where}\`);
    const pk: number | undefined = row?.pk;
    const left: string | null | undefined = row?.left;
    // @ts-expect-error what is joined with LEFT JOIN may be null
    const never: string | undefined = row?.left;
    // @ts-expect-error not selected
    const status = row?.status;
    // @ts-expect-error nothing says what its rows are
    await database.rows(scope, sql\`SELECT e.id \${where}\`);
    // @ts-expect-error a row is not to be asserted
    await database.rows<{ id: number }>(scope, sql\`SELECT e.id \${where}\`);
    // @ts-expect-error another row than what was selected
    await database.rows<{ id: number }>(scope, sql\`\${LEASES} \${where}\`);
    // @ts-expect-error without a reach clause
    await database.rows(scope, sql\`\${LEASES}\`);
    // @ts-expect-error without a scope
    await database.rows(sql\`\${LEASES} \${where}\`);
    await database.exists(scope, sql\`SELECT 1 FROM leases e \${where}\`);
    // @ts-expect-error without a reach clause
    await database.exists(scope, sql\`SELECT 1 FROM leases e\`);
    return [pk, left, never, status];
  }

  export async function write(tx: Transaction, scope: Scope, now: Date): Promise<void> {
    const own = sql\`FROM accounts a WHERE \${reachAccounts('a.id')}\`;
    const where = sql\`WHERE \${reachAccounts('c.account_id')}\`;
    const contact = { accountId: 1, firstName: 'A', lastName: 'B', email: 'c@d.test', country: 'DE', supportAuthorized: false, createdAt: now };
    const flags = flagsOf([], CONTACT_MAIL);
    await tx.insert(scope, insertInto(ContactEntity, { ...contact, ...flags }, own));
    // @ts-expect-error columns are missing
    await tx.insert(scope, insertInto(ContactEntity, contact, own));
    // @ts-expect-error there is no such column
    await tx.insert(scope, insertInto(ContactEntity, { ...contact, ...flags, phone: '1' }, own));
    // @ts-expect-error of another type
    await tx.insert(scope, insertInto(ContactEntity, { ...contact, ...flags, email: 5 }, own));
    // @ts-expect-error without a reach clause
    await tx.insert(scope, insertInto(ContactEntity, { ...contact, ...flags }, sql\`FROM accounts a\`));
    await tx.write(scope, insertRows(ContactEntity, [{ ...contact, ...flags, accountId: sql\`IF(\${reachAccounts('1')}, 1, NULL)\` }]));
    // @ts-expect-error without a reach clause
    await tx.write(scope, insertRows(ContactEntity, [{ ...contact, ...flags }]));
    // @ts-expect-error there is no such column
    await tx.write(scope, insertRows(ContactEntity, [{ ...contact, ...flags, phone: '1', accountId: sql\`IF(\${reachAccounts('1')}, 1, NULL)\` }]));
    await tx.write(scope, update(c, { email: 'e@f.test', country: 'FR' }, where));
    // @ts-expect-error there is no such column
    await tx.write(scope, update(c, { mail: 'e@f.test' }, where));
    // @ts-expect-error of another type
    await tx.write(scope, update(c, { email: null }, where));
    // @ts-expect-error without a reach clause
    await tx.write(scope, update(c, { email: 'e@f.test' }, sql\`WHERE c.id = 1\`));
  }
`;

const nobody = userActor(7, null, []);

describe('a statement reaches no further than its scope', () => {
  it('what has no scope, no reach clause, or other rows and columns than its table does not compile', () => {
    expect(complaints(ROWS)).toEqual([]);
  });

  it('what was cast past the compiler stops where the statement is made, by the name of the column', () => {
    const e = table(LeaseEntity, 'e') as Record<string, Column>;
    const where = sql`WHERE ${reachAccounts('account_id')}`;
    expect(() => select({ nubmer: e['nubmer'] as Column })).toThrow('selected as nubmer');
    expect(() => update(table(LeaseEntity), { nubmer: 'L-1' } as object, where)).toThrow(
      'LeaseEntity has no column nubmer',
    );
    expect(() => insertInto(LeaseEntity, { number: 'L-1' } as never, where)).toThrow(
      'LeaseEntity.accountId is missing in an insert',
    );
    const one = { mailingId: 1, email: 'a@b.example', accountId: 2 };
    const { accountId: _left, ...less } = one;
    for (const [other, problem] of [
      [{ ...one, more: 1 }, 'MailingRecipientEntity.more is not in the first row'],
      [less, 'MailingRecipientEntity.accountId is written without a value'],
    ] as const)
      expect(() => insertRows(MailingRecipientEntity, [one, other] as never)).toThrow(problem);
    expect(() => table(class NoEntity {})).toThrow('NoEntity is no entity');
  });

  it('a statement without a reach clause does not run either, should somebody cast it', () => {
    const cast = sql`SELECT * FROM licenses` as Statement as Statement<true>;
    expect(() => compile(new SystemScope('test'), cast)).toThrow('without a reach clause');
  });

  const statement = sql`SELECT 1 FROM licenses l WHERE ${reachAccounts('l.account_id', 'l.customer_account_id')} AND l.id = ${5}`;
  const granted = (accountId: number) => ({
    accountId,
    role: 'HOLDER' as const,
    status: 'ACTIVE' as const,
    granted: new Set<never>(),
    capabilities: { reseller: false, leaseProvider: false },
    holderName: 'Ada',
  });

  it('a member reaches the accounts they belong to, through each column', () => {
    const scope = new AccountScope(userActor(7, null, [granted(11), granted(12)]));
    expect(compile(scope, statement)).toEqual({
      text: 'SELECT 1 FROM licenses l WHERE (l.account_id IN (?, ?) OR l.customer_account_id IN (?, ?)) AND l.id = ?',
      params: [11, 12, 11, 12, 5],
      once: false,
    });
  });

  it('who belongs to no account, and who is not signed in, reaches nothing', () => {
    expect(compile(new AccountScope(nobody), statement).text).toContain('(FALSE OR FALSE)');
    expect(compile(new PublicScope(), statement).text).toContain('WHERE FALSE');
  });

  it('an invitation opens nothing (R10)', () => {
    const scope = new AccountScope(userActor(7, null, [{ ...granted(11), status: 'INVITED' }]));
    expect(compile(scope, statement).text).toContain('(FALSE OR FALSE)');
  });

  it('staff and jobs reach everything', () => {
    for (const scope of [new StaffScope(userActor(7, 'SUPPORT', [])), new SystemScope('billing')])
      expect(compile(scope, statement).text).toBe(
        'SELECT 1 FROM licenses l WHERE TRUE AND l.id = ?',
      );
  });

  it('a secret opens its one row and no accounts, and no other scope opens by a secret', () => {
    const bySecret = sql`SELECT 1 FROM sessions s WHERE ${reachCredential('s.token_hash')}`;
    expect(compile(new CredentialScope('x'), bySecret)).toEqual({
      text: 'SELECT 1 FROM sessions s WHERE s.token_hash = ?',
      params: ['x'],
      once: false,
    });
    expect(() => compile(new CredentialScope('x'), statement)).toThrow('does not reach');
    expect(() => compile(new StaffScope(nobody), bySecret)).toThrow('does not reach');
    expect(() =>
      compile(new CredentialScope('x'), sql`SELECT 1 FROM users u WHERE ${reachPeople('u.id')}`),
    ).toThrow('does not reach');
  });

  it('values never become text, but for lists of keys, which can be nothing but whole numbers', () => {
    const hostile = "1' OR '1'='1";
    const people = reachPeople('u.id');
    const scope = new SystemScope('test');
    expect(
      compile(
        scope,
        sql`SELECT 1 FROM users u WHERE ${people} AND u.email = ${hostile} AND u.id IN (${[1, 2, 3]}) ${raw('LIMIT 1')}`,
      ),
    ).toEqual({
      text: 'SELECT 1 FROM users u WHERE TRUE AND u.email = ? AND u.id IN (1,2,3) LIMIT 1',
      params: [hostile],
      once: true,
    });
    // A word that is given a thousand times means no more than once.
    const often = Array.from({ length: 1_000 }, () => hostile);
    expect(
      compile(scope, sql`SELECT 1 FROM users u WHERE ${people} AND u.email IN (${often})`).params,
    ).toEqual([hostile]);
    for (const list of [
      [hostile, 'b', 'c'],
      [1, 2.5, Number.NaN],
      [1, hostile, 2],
    ])
      expect(
        compile(scope, sql`SELECT 1 FROM users u WHERE ${people} AND u.email IN (${list})`),
      ).toEqual({
        text: 'SELECT 1 FROM users u WHERE TRUE AND u.email IN (?, ?, ?, ?)',
        params: [...list, list[2]],
        once: false,
      });
  });
});
