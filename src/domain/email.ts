/** The form in which e-mail addresses are stored and compared: no surrounding space, lower case. */
export const normalizeEmail = (email: string): string => email.trim().toLowerCase();
