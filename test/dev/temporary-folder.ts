import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that is removed after the tests of the file; other accounts can enter it unless told. */
export function temporaryFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-test-'));
  chmodSync(folder, mode);
  removeAfterwards(folder);
  return folder;
}

export function removeAfterwards(path: string): void {
  folders.push(path);
}

const folders: string[] = [];
afterAll(() => folders.forEach((path) => rmSync(path, { recursive: true, force: true })));
