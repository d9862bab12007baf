import { toASCII } from 'tr46';
import { hasUnseen } from '../text';

/**
 * The one form of a server's name: lower case, without the full stop that ends a DNS name, and by UTS 46 in ASCII.
 * A name need not be one of DNS. Null where nothing is left, or something cannot be seen.
 */
export function readServerName(typed: string): string | null {
  const text = typed.trim().normalize('NFKC').replace(/\.+$/, '');
  if (text === '' || hasUnseen(text.replace(/[\u200C\u200D]/g, ''))) return null;
  const ascii = toASCII(text, { checkBidi: true, checkJoiners: true });
  return ascii ?? (hasUnseen(text) ? null : text.toLowerCase());
}

/** The same of what need not be a name, such as what somebody searches for. */
export const normalizeServerName = (typed: string): string => readServerName(typed) ?? typed.trim();
