// `npm start`: production's entry where DATABASE_URL is set, the development one elsewhere. Imported,
// not spawned: signals and the exit code are then the server's own, with nobody in between.
import { existsSync } from 'node:fs';

// Libraries check less then, and graphql-js above all: it looks at its own objects again and again otherwise.
process.env.NODE_ENV ??= 'production';

const entry = process.env.DATABASE_URL ? '../dist/src/main.js' : '../dist/src/dev/start.js';
const file = new URL(entry, import.meta.url);
if (existsSync(file)) {
  await import(file);
} else {
  console.error('Keyhold is not built yet: run `npm run build`, then start again.');
  process.exitCode = 1;
}
