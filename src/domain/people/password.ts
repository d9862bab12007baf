/**
 * The form in which a password is estimated, hashed and compared: NFKC, so that it does not matter which
 * keyboard wrote it. Spaces around it count.
 */
export const normalizePassword = (password: string): string => password.normalize('NFKC');
