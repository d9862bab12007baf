import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../..');
const CRUISE = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

interface Report {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { from: string; to: string; rule: { name: string } }[];
  };
}

/** Reads the imports below `folder` and judges them by the rules of the project. */
async function cruise(folder: string, roots: readonly string[]): Promise<Report['summary']> {
  const args = [
    CRUISE,
    ...roots,
    '--config',
    join(ROOT, '.dependency-cruiser.cjs'),
    '--output-type',
    'json',
  ];
  // dependency-cruiser counts its findings in the exit code; the report is on standard output all the same.
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: folder,
    maxBuffer: 64 * 1_024 * 1_024,
  }).catch((error: { stdout: string }) => error);
  return (JSON.parse(stdout) as Report).summary;
}

/** One import per rule that must not be: file → what it imports. */
const BREACHES: Readonly<Record<string, readonly [file: string, imports: string]>> = {
  'no-cycles': ['src/domain/circle.ts', './round'],
  'domain-imports-nothing': ['src/domain/reads.ts', 'node:fs'],
  'database-imports-only-domain': ['src/database/up.ts', '../features/user/thing'],
  'network-imports-only-itself': ['src/network/up.ts', '../domain/thing'],
  'graphql-imports-only-itself-domain-database': ['src/graphql/up.ts', '../auth/thing'],
  'graphql-takes-types-alone-from-database': ['src/graphql/store.ts', '../database/thing'],
  'permissions-imports-only-itself-domain': ['src/permissions/up.ts', '../graphql/thing'],
  'auth-imports-only-itself-domain-database': ['src/auth/up.ts', '../graphql/thing'],
  'features-imports-only-itself-domain-database-graphql-permissions-auth': [
    'src/features/user/up.ts',
    '../../server',
  ],
  'downloads-imports-only-itself-domain-database-graphql-permissions-features': [
    'src/downloads/up.ts',
    '../auth/thing',
  ],
  'explorer-imports-only-itself': ['src/explorer/up.ts', '../auth/thing'],
  'pages-imports-only-itself': ['src/pages/up.ts', '../auth/thing'],
  'jobs-imports-only-itself-features-database-domain': ['src/jobs/up.ts', '../auth/thing'],
  'jobs-are-started-by-the-composition-alone': ['src/main.ts', './jobs/thing'],
  'production-never-imports-dev': ['src/server.ts', './dev/thing'],
  'repositories-alone-write-sql': ['src/features/lease/asks.ts', '../../database/sql'],
  'only-the-store-speaks-sql': ['src/features/lease/sql.ts', 'mysql2'],
  'feature-audit-imports-downwards': ['src/features/audit/higher.ts', '../outbox/thing'],
  'feature-currency-imports-downwards': ['src/features/currency/higher.ts', '../user/thing'],
  'feature-idempotency-imports-downwards': ['src/features/idempotency/higher.ts', '../user/thing'],
  'feature-outbox-imports-downwards': ['src/features/outbox/higher.ts', '../user/thing'],
  'feature-user-imports-downwards': ['src/features/user/higher.ts', '../lease/thing'],
  'feature-account-imports-downwards': ['src/features/account/higher.ts', '../license/thing'],
  'feature-mail-imports-downwards': ['src/features/mail/higher.ts', '../license/thing'],
  'feature-mailing-imports-downwards': ['src/features/mailing/higher.ts', '../license/thing'],
  'feature-contact-imports-downwards': ['src/features/contact/higher.ts', '../license/thing'],
  'feature-catalog-imports-downwards': ['src/features/catalog/higher.ts', '../license/thing'],
  'feature-customer-imports-downwards': ['src/features/customer/higher.ts', '../license/thing'],
  'feature-license-imports-downwards': ['src/features/license/higher.ts', '../lease/thing'],
  'feature-invoice-imports-downwards': ['src/features/invoice/higher.ts', '../payment/thing'],
  'feature-payment-imports-downwards': ['src/features/payment/higher.ts', '../lease/thing'],
  'feature-purchase-imports-downwards': ['src/features/purchase/higher.ts', '../lease/thing'],
  'feature-reselling-imports-downwards': ['src/features/reselling/higher.ts', '../lease/thing'],
  'feature-token-imports-downwards': ['src/features/token/higher.ts', '../lease/thing'],
  'feature-support-imports-downwards': ['src/features/support/higher.ts', '../reselling/thing'],
  'feature-staff-imports-downwards': ['src/features/staff/higher.ts', '../lease/thing'],
  'feature-billing-imports-downwards': ['src/features/billing/higher.ts', '../reselling/thing'],
  'feature-lease-imports-downwards': ['src/features/lease/higher.ts', '../reselling/thing'],
  'every-noun-has-its-place': ['src/features/newcomer/new.ts', '../user/thing'],
};

/** A tree of nothing but breaches, each beside something harmless to import. */
function plant(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-breaches-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    '{ "compilerOptions": { "module": "Node16", "moduleResolution": "Node16" } }',
  );
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const place of [
    'domain',
    'database',
    'graphql',
    'permissions',
    'auth',
    'explorer',
    'dev',
    'jobs',
  ])
    write(`src/${place}/thing.ts`, 'export const thing = 1;\n');
  for (const noun of [
    'audit',
    'currency',
    'idempotency',
    'outbox',
    'user',
    'account',
    'mail',
    'contact',
    'catalog',
    'license',
    'invoice',
    'payment',
    'purchase',
    'reselling',
    'lease',
  ])
    write(`src/features/${noun}/thing.ts`, 'export const thing = 1;\n');
  for (const [file, imported] of Object.values(BREACHES))
    write(file, `import * as taken from '${imported}';\nexport const use = taken;\n`);
  write('src/database/sql.ts', 'export const sql = 1;\n');
  write('src/domain/round.ts', "import { use } from './circle';\nexport const round = use;\n");
  return folder;
}

describe('boundaries between folders', () => {
  it('no file imports what it must not, and all files were looked at', async () => {
    const { violations, totalCruised } = await cruise(ROOT, ['src', 'migrations']);
    expect(violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    expect(totalCruised).toBeGreaterThan(150);
  }, 120_000);

  it('a planted breach of each rule is found', async () => {
    const folder = plant();
    try {
      const { violations } = await cruise(folder, ['src']);
      const found = new Set(violations.map(({ from, rule }) => `${rule.name}: ${from}`));
      for (const [name, [file]] of Object.entries(BREACHES))
        expect(found).toContain(`${name}: ${file}`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('every rule has its planted breach', () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { forbidden } = require('../../.dependency-cruiser.cjs') as {
      forbidden: { name: string }[];
    };
    expect(Object.keys(BREACHES).sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });
});
