/** An answer's text without its price, which grows with what was sent. */
export const unpriced = (text: string): string => text.replace(/"asked":\d+/, '"asked":0');
