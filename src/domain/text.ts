/*
 * What may stand in text that people or programs give. Whatever cannot be seen, or changes how the text beside
 * it is shown, makes two texts look like one, or one like another.
 */

/** Half of a character (a lone surrogate), which the store would replace. */
const HALF = /\p{Cs}/u;
/** Overrides and isolates of the direction of writing, and embeddings: one that is closed turns nothing else. */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/u;
const CLOSED_EMBEDDING = /[\u202A\u202B][^\u202A-\u202E\u2066-\u2069]*\u202C/gu;
const turns = (text: string): boolean => TURNS.test(text.replace(CLOSED_EMBEDDING, ''));
/** Control characters, a tab and line breaks among them. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
/** Control characters other than a tab, a line feed and a carriage return. */
const CONTROL_IN_LINES = /[^\P{Cc}\t\n\r]/u;
/** Marks, spaces, fillers and what is drawn as nothing: with these alone a text is empty to the eye. */
const SEEN =
  /[^\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{M}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\u{1D159}]/u;
/** What is drawn as nothing, or as a space, beside the plain space. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\u{1D159}]|(?! )\p{Zs}/u;
/** The same, but for what joins or tells apart signs of a script or an emoji. */
const UNTYPEABLE =
  /(?!\u200C|\u200D|[\uFE00-\uFE0F]|[\u{E0020}-\u{E007F}])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether a person sees anything of it. */
export const isSeen = (text: string): boolean => SEEN.test(text);

/** Whether it can stand on one line: no control character or line break, no half character, no change of direction. */
export const isOneLine = (text: string): boolean =>
  !HALF.test(text) && !CONTROL.test(text) && !turns(text);

/** The same for text of several lines, in which tabs and line breaks may stand. */
export const isLines = (text: string): boolean =>
  !HALF.test(text) && !CONTROL_IN_LINES.test(text) && !turns(text);

/** Whether there is a character in it that nobody sees: control, format, filler, half, or a space other than the plain one. */
export const hasUnseen = (text: string): boolean => UNSEEN.test(text);

/** The text without any such character. */
export const withoutUnseen = (text: string): string =>
  [...text].filter((one) => !UNSEEN.test(one)).join('');

/** Whether there is a character in it that no keyboard writes, so that a person could not type it again. */
export const isUntypeable = (text: string): boolean => UNTYPEABLE.test(text);
