import { readConfig } from './config';
import { problemOf } from './problems';
import { serveForReal } from './serve';

/** The service as it runs in production: everything comes from the environment, nothing from `dev/`. */
async function main(): Promise<void> {
  await serveForReal(readConfig(process.env), (line) => process.stdout.write(`${line}\n`));
}

main().catch((error: unknown) => {
  process.stderr.write(`${problemOf(error)}\n`);
  process.exitCode = 1;
});
