import { rm } from 'node:fs/promises';
import { createConnection } from 'mysql2/promise';
import { problemOf } from '../problems';
import { CLOCK_FILE, demoDatabase, MAIL_FOLDER, say } from './development';

/** `npm run reset`: empties the database of `npm start`, and puts its clock right; the next start fills it anew. */
async function reset(): Promise<void> {
  const database = await demoDatabase();
  try {
    const { pathname } = new URL(database.url);
    const name = pathname.slice(1);
    const connection = await createConnection(database.url);
    await connection.query(`DROP DATABASE \`${name}\``);
    await connection.query(`CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
    await connection.end();
    await rm(MAIL_FOLDER, { recursive: true, force: true });
    // Fresh data are of today, wherever the clock had been moved to.
    await rm(CLOCK_FILE, { force: true });
    say('The demo data are deleted; npm start creates them again.');
  } finally {
    await database.stop();
  }
}

reset().catch((error: unknown) => {
  process.stderr.write(`${problemOf(error)}\n`);
  process.exitCode = 1;
});
