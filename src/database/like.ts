import { emailSearchTexts } from '../domain/email';
import { join, sql, type Statement } from './sql';

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** Patterns of LIKE for a text as it was typed: its wildcards stand for themselves. */
export const startsWith = (text: string): string => `${escaped(text)}%`;
export const contains = (text: string): string => `%${escaped(text)}%`;

/** A column of addresses that has the text as a part, however its domain is spelled. */
export const hasEmailPart = (column: Statement<false>, text: string): Statement<false> => {
  const ways = emailSearchTexts(text).map((part) => sql`${column} LIKE ${contains(part)}`);
  return sql`(${join(ways, ' OR ')})`;
};
