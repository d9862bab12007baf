import { join } from 'node:path';

/** Where a developer's machine keeps its data: beside the source, never in it. */
export const DATA = join(__dirname, '../../../.data');

/** One line for whoever started us. */
export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
