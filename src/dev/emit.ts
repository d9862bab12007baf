import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { type DataSource } from 'typeorm';
import { compose } from '../composition';
import { readConfig } from '../config';
import { createDataSource } from '../database/data-source';
import { printGraph } from '../graph';
import { printPermissions } from '../permissions/print';
import { PERMISSION_MAP } from '../permissions/map';
import { systemClock } from '../system-clock';

/** The schema as it is served. It is built from the code alone: nothing connects to a database. */
export function builtSchema(): GraphQLSchema {
  const config = readConfig({
    DATABASE_URL: 'mysql://nobody@localhost/none',
    KEYHOLD_SECRET: 'no secret is needed to print a schema',
  });
  const dataSource: DataSource = createDataSource({ url: config.databaseUrl, poolSize: 1 });
  return compose(config, {
    dataSource,
    clock: systemClock,
    passwordCost: { memoryKiB: 8, passes: 1 },
    answerAfter: 0,
    report: () => undefined,
  }).schema;
}

/** Files that are printed from the code: by path, their text. */
export function emittedFiles(): Record<string, string> {
  return {
    'schema/schema.graphql': printGraph(builtSchema()),
    'docs/permissions.md': printPermissions(PERMISSION_MAP),
  };
}

function main(check: boolean): void {
  const root = join(__dirname, '../../..');
  let stale = 0;
  for (const [path, text] of Object.entries(emittedFiles())) {
    const file = join(root, path);
    if (!check) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      process.stdout.write(`${path} written\n`);
    } else if (read(file) !== text) {
      stale++;
      process.stderr.write(`${path} is not what the code prints; run: npm run emit\n`);
    }
  }
  process.exitCode = stale === 0 ? 0 : 1;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

if (require.main === module) main(process.argv.includes('--check'));
