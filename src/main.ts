import { readConfig } from './config';
import { problemOf } from './problems';
import { serve } from './serve';

/** The service as it runs in production: everything comes from the environment, nothing from `dev/`. */
async function main(): Promise<void> {
  await serve({
    config: readConfig(process.env),
    demo: null,
    announce: (address) => process.stdout.write(`Keyhold serves at ${address}\n`),
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${problemOf(error)}\n`);
  process.exitCode = 1;
});
