// `npm start`: production's entry where DATABASE_URL is set, the development one elsewhere. Imported,
// not spawned: signals and the exit code are then the server's own, with nobody in between.
import { existsSync } from 'node:fs';

const entry = process.env.DATABASE_URL ? '../dist/src/main.js' : '../dist/src/dev/start.js';
const file = new URL(entry, import.meta.url);
if (existsSync(file)) {
  await import(file);
} else {
  console.error('Keyhold is not built yet: run `npm run build`, then start again.');
  process.exitCode = 1;
}
