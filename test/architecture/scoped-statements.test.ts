import { join } from 'node:path';
import ts from 'typescript';
import { userActor } from '../../src/domain/access/actor';
import { reachAccounts, reachCredential, reachPeople } from '../../src/database/reach';
import {
  AccountScope,
  CredentialScope,
  PublicScope,
  StaffScope,
  SystemScope,
} from '../../src/database/scope';
import { compile, raw, sql, type Statement } from '../../src/database/sql';

const ROOT = join(__dirname, '../..');

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
  host.getSourceFile = (name, ...rest) =>
    name === path
      ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2023)
      : real.getSourceFile(name, ...rest);
  host.fileExists = (name) => name === path || real.fileExists(name);
  host.readFile = (name) => (name === path ? text : real.readFile(name));
  const program = ts.createProgram([path], { ...options, types: ['node'] }, host);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(path))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

const IMPORTS = `
  import type { Database } from '../database/database';
  import { reachAccounts } from '../database/reach';
  import type { Scope } from '../database/scope';
  import { sql } from '../database/sql';
`;

const nobody = userActor(7, null, []);

describe('a statement reaches no further than its scope', () => {
  it('a read without a scope, or without a reach clause, does not compile', () => {
    const scoped = `${IMPORTS} export const read = (database: Database, scope: Scope) =>
      database.rows(scope, sql\`SELECT 1 FROM leases e WHERE \${reachAccounts('e.account_id')}\`);`;
    const withoutReach = `${IMPORTS} export const read = (database: Database, scope: Scope, key: number) =>
      [database.rows(scope, sql\`SELECT 1 FROM leases WHERE id = \${key}\`), reachAccounts];`;
    const withoutScope = `${IMPORTS} export const read = (database: Database) =>
      database.rows(sql\`SELECT 1 FROM leases e WHERE \${reachAccounts('e.account_id')}\`); export type S = Scope;`;
    expect(complaints(scoped)).toEqual([]);
    expect(complaints(withoutReach).join()).toMatch(/Statement<false>/);
    expect(complaints(withoutScope).join()).toMatch(/Expected 2 arguments/);
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
