// Counts what a report of the tests proves, so that a faster suite can be compared with the one before it:
//   npm test -- --json --outputFile=report.json; node scripts/count-tests.mjs report.json
import { readFileSync } from 'node:fs';

const { testResults } = JSON.parse(readFileSync(process.argv[2] ?? 'report.json', 'utf8'));
const tests = testResults.flatMap(({ name, assertionResults }) =>
  assertionResults.map(({ title, status }) => ({ file: name.split('/test/')[1], title, status })),
);
const found = (pattern, some = tests) =>
  new Set(some.flatMap(({ title }) => [...title.matchAll(pattern)].map(([, one]) => one)));
const inFolder = (folder) => tests.filter(({ file }) => file.startsWith(`${folder}/`));
const matrix = tests.filter(({ file }) => file.startsWith('permissions/matrix'));

const counts = {
  files: testResults.length,
  tests: tests.length,
  skipped: tests.filter(({ status }) => status === 'pending').length,
  'rules that titles cite': found(/\b(R\d+)\b/g).size,
  'fields in the matrices': found(/\b([A-Z]\w+\.\w+)/g, matrix).size,
  'mutations in the matrices': found(/\b(Mutation\.\w+)/g, matrix).size,
  'tests of the matrices': matrix.length,
  'tests of rules and boundaries (permissions)': inFolder('permissions').length,
  'people whose walk through everything is compared': tests.filter(
    ({ file, title }) =>
      file === 'permissions/reach-walk.test.ts' && / sees what is its own/.test(title),
  ).length,
  'tests that kill processes (faults)': inFolder('faults').length,
  'domain tests': inFolder('domain').length,
};
for (const [what, count] of Object.entries(counts)) console.log(`${what}: ${count}`);
