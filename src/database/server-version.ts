export type ServerFlavour = 'MariaDB' | 'MySQL';

/** The oldest servers that Keyhold runs on. */
export const OLDEST = 'MariaDB 10.11 or MySQL 8.4';

/** @param version - as in `10.11.19` */
export function isRecent(flavour: ServerFlavour, version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = flavour === 'MariaDB' ? [10, 11] : [8, 4];
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
