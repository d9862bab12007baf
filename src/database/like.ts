const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** Patterns of LIKE for a text as it was typed: its wildcards stand for themselves. */
export const startsWith = (text: string): string => `${escaped(text)}%`;
export const contains = (text: string): string => `%${escaped(text)}%`;
