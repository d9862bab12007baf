/*
 * Which folder may import which. `npm test` runs this, plants a breach of every rule to see that it is
 * found, and counts the modules to see that the tree was read at all.
 */

/** Below everything that is sold. */
const SOLD = [
  'user',
  'account',
  'mail',
  'contact',
  'customer',
  'catalog',
  'license',
  'invoice',
  'payment',
];

/** What each noun may take from other nouns; what must go up goes through a hook that the composition fills. */
const NOUNS = {
  user: [],
  account: ['user'],
  token: ['user', 'account'],
  mail: ['user', 'account'],
  contact: ['user', 'account'],
  catalog: ['user', 'account'],
  customer: ['user', 'account', 'mail'],
  license: ['user', 'account', 'mail', 'catalog', 'customer'],
  invoice: ['user', 'account', 'mail', 'catalog', 'license'],
  payment: ['user', 'account', 'token', 'mail', 'customer', 'invoice', 'catalog', 'license'],
  purchase: [...SOLD, 'token'],
  reselling: [...SOLD, 'purchase'],
  lease: [...SOLD, 'token', 'purchase'],
  billing: [...SOLD, 'purchase', 'lease'],
  support: ['user', 'account', 'mail', 'contact', 'license', 'invoice', 'purchase', 'lease'],
  staff: ['user', 'account', 'token'],
  mailing: ['user', 'account', 'catalog', 'mail'],
};

/** Nouns below all others: every noun may take from them, they take from none. */
const LOWEST = ['audit', 'currency', 'idempotency', 'outbox'];

/** Every noun with those that it may import. */
const ORDER = [
  ...LOWEST.map((noun) => [noun, []]),
  ...Object.entries(NOUNS).map(([noun, lower]) => [noun, [...LOWEST, ...lower]]),
];

/** `folder` may import, of our own files, only from `allowed`, and from `network`, which lies below all. */
const only = (folder, allowed) => ({
  name: `${folder}-imports-only-${['itself', ...allowed].join('-')}`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: {
    path: '^(src|migrations|bench|test)/',
    pathNot: `^src/(${[folder, 'network', ...allowed].join('|')})/`,
  },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-imports-nothing',
      severity: 'error',
      from: { path: '^src/domain/' },
      // UTS 46 is a table and what reads it: as pure as the domain.
      to: { pathNot: '^(src/domain|node_modules/tr46)/' },
    },
    {
      name: 'database-imports-only-domain',
      severity: 'error',
      from: { path: '^src/database/' },
      to: { path: '^(src|migrations)/', pathNot: '^(src/(database|domain)|migrations)/' },
    },
    only('network', []),
    only('graphql', ['domain', 'database']),
    {
      name: 'graphql-takes-types-alone-from-database',
      severity: 'error',
      from: { path: '^src/graphql/' },
      to: { path: '^src/database/', dependencyTypesNot: ['type-only'] },
    },
    only('permissions', ['domain']),
    only('auth', ['domain', 'database']),
    only('features', ['domain', 'database', 'graphql', 'permissions', 'auth']),
    only('downloads', ['domain', 'database', 'graphql', 'permissions', 'features']),
    only('explorer', []),
    only('pages', []),
    only('jobs', ['features', 'database', 'domain']),
    {
      name: 'jobs-are-started-by-the-composition-alone',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(jobs/|dev/|composition/|(composition|serve)\\.ts$)' },
      to: { path: '^src/jobs/' },
    },
    {
      name: 'production-never-imports-dev',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/dev/' },
      to: { path: '^src/dev/' },
    },
    {
      name: 'only-the-store-speaks-sql',
      severity: 'error',
      from: { path: '^src/(domain|graphql|permissions|auth|features|downloads|jobs)/' },
      to: { path: 'node_modules/(mysql2|typeorm)/' },
    },
    {
      name: 'repositories-alone-write-sql',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: '^src/(database|dev)/|\\.repository\\.ts$',
      },
      to: {
        path: '^src/database/(sql|computed|select|changes|list-query|reach|flags)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    ...ORDER.map(([noun, lower]) => ({
      name: `feature-${noun}-imports-downwards`,
      severity: 'error',
      from: { path: `^src/features/${noun}/` },
      to: {
        path: '^src/features/[^/]+/',
        pathNot: `^src/features/(${[noun, ...lower].join('|')})/`,
      },
    })),
    {
      name: 'every-noun-has-its-place',
      severity: 'error',
      from: {
        path: '^src/features/[^/]+/',
        pathNot: `^src/features/(${ORDER.map(([noun]) => noun).join('|')})/`,
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node'] },
  },
};
