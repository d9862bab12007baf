import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { UsageProblem } from './terminal';

/** Where settings are looked for when nobody says where. */
export const ENVIRONMENT_FILE = 'keyhold.env';

type Environment = Readonly<Record<string, string | undefined>>;

/** What stands in a file of settings; null when there is no such file. */
export function readEnvironmentFile(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new UsageProblem(
      `${path} cannot be read (${message}); correct its rights or --env-file.`,
    );
  }
}

/**
 * The environment with what a file adds to it; what is set outside wins.
 * @param path - null for the usual file, which may be missing
 * @throws UsageProblem when a file that was named is not there.
 */
export function environmentWith(environment: Environment, path: string | null): Environment {
  const text = readEnvironmentFile(path ?? ENVIRONMENT_FILE);
  if (text !== null) return { ...parseEnv(text), ...environment };
  if (path === null) return environment;
  throw new UsageProblem(`${path} is not there; make it with: keyhold setup --env-file ${path}`);
}

/** A value as a line of the file says it. @throws UsageProblem for one that no line can say. */
export function quoted(value: string): string {
  if (/^[\w@%+=:,./-]+$/.test(value)) return value;
  const quote = ["'", '"', '`'].find(
    (one) => !value.includes(one) && !(one === '"' && value.includes('\\')),
  );
  if (quote !== undefined && !/[\r\n]/.test(value)) return `${quote}${value}${quote}`;
  throw new UsageProblem('A value has line breaks, or quotes of every kind; write it without.');
}

/** The text with these settings instead of those it had, or beside them; comments and all else stay. */
export function withSettings(text: string, settings: Readonly<Record<string, string>>): string {
  const lines = text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
  for (const [name, value] of Object.entries(settings)) {
    const line = `${name}=${quoted(value)}`;
    const pattern = new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=`);
    // The last of several is the one that counts.
    const at = lines.findLastIndex((one) => pattern.test(one));
    if (at === -1) lines.push(line);
    else lines[at] = line;
  }
  return `${lines.join('\n')}\n`;
}

/** Writes it whole or not at all; its owner alone may read it. */
export function writeEnvironmentFile(path: string, text: string): void {
  const next = `${path}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(next, text, { mode: 0o600, flag: 'wx' });
    renameSync(next, path);
  } catch (error) {
    rmSync(next, { force: true });
    throw new UsageProblem(`${path} cannot be written (${(error as Error).message}).`);
  }
}

/** Whether others than its owner can read the file; false when there is none. */
export const isOpenToOthers = (path: string): boolean =>
  ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0;
