import { z } from 'zod';
import { JUDGED_SETTINGS, type JudgedSetting } from './database/suitability';
import { isDay } from './domain/billing/calendar';
import type { TaxRate, TaxRates } from './domain/billing/tax';
import { isCountry } from './domain/country';
import { readRange, type AddressRange } from './network/address';
import { readPrivateKey, readPublicKeys } from './signing-keys';

/* Values of environment variables: each is read, or refused in words that follow the variable's name. */

export const timeZone = z.string().refine(
  (zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  },
  { message: 'is not a time zone; write for example Europe/Berlin' },
);

export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, { message: 'is not a whole number' })
    .transform(Number)
    .refine((value) => value >= least && value <= most, {
      message: `is not between ${least} and ${most}`,
    });

const RATE = /^\s*([A-Z]{2})(?:@(\d{4}-\d{2}-\d{2}))?=(\d{1,2})(?:\.(\d{1,2}))?\s*$/;
const RATES_FORM = 'is not like DE=19,AT=20,FR=5.5,DE@2027-01-01=20';

/** `DE=19` counts from the beginning, `DE@2027-01-01=20` from that day on. */
export const taxRates = z.string().transform((text, context): TaxRates => {
  const rates: Record<string, TaxRate[]> = {};
  const wrong = (message: string): never => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  for (const part of text.split(',').filter((one) => one.trim() !== '')) {
    const match = RATE.exec(part);
    if (match === null) return wrong(RATES_FORM);
    const [, country = '', day = null, whole, hundredths = ''] = match;
    if (!isCountry(country))
      return wrong(`contains ${country}, which is not a country code (Greece is GR)`);
    if (day !== null && !isDay(day)) return wrong(`contains ${day}, which is not a day`);
    const basisPoints = Number(whole) * 100 + Number(hundredths.padEnd(2, '0'));
    const ofCountry = (rates[country] ??= []);
    if (ofCountry.some(({ from }) => from === day))
      return wrong(
        `contains two rates for ${country} ${day === null ? 'from the beginning' : `from ${day} on`}`,
      );
    ofCountry.push({ from: day, basisPoints });
  }
  for (const ofCountry of Object.values(rates))
    ofCountry.sort((one, other) => ((one.from ?? '') < (other.from ?? '') ? -1 : 1));
  return rates;
});

export const mailAddress = z.string().transform((text, context) => {
  const match = /^\s*(?:(.*?)\s*<([^<>\s@]+@[^<>\s@]+)>|([^<>\s@]+@[^<>\s@]+))\s*$/.exec(text);
  const address = match?.[2] ?? match?.[3];
  if (address === undefined) {
    context.addIssue({ code: 'custom', message: 'is not like Keyhold <no-reply@example.com>' });
    return z.NEVER;
  }
  return { name: (match?.[1] ?? '').replace(/^"(.*)"$/, '$1'), address };
});

export const signingKey = z.string().transform((text, context) => {
  const key = readPrivateKey(text);
  if (key !== null) return key;
  context.addIssue({
    code: 'custom',
    message: 'is not an Ed25519 private key; make one with: openssl genpkey -algorithm ed25519',
  });
  return z.NEVER;
});

export const formerSigningKeys = z.string().transform((text, context) => {
  const keys = readPublicKeys(text);
  if (keys !== null) return keys;
  context.addIssue({ code: 'custom', message: 'is not a list of Ed25519 public keys' });
  return z.NEVER;
});

export const trustedProxies = z.string().transform((text, context): AddressRange[] => {
  const wrong = (message: string): never => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  const ranges: AddressRange[] = [];
  for (const part of text.split(',').flatMap((one) => one.trim() || [])) {
    const range = readRange(part);
    if (range === null)
      return wrong(`contains ${part}; write addresses and ranges: 10.0.0.0/8,::1`);
    if (range.bits === 0)
      return wrong(
        `contains ${part}, which trusts everybody: any client could then claim another address`,
      );
    ranges.push(range);
  }
  return ranges;
});

export const publicUrl = z
  .url({ protocol: /^https?$/, message: 'is not a URL like https://account.example' })
  .refine((text) => !/[?#@]/.test(text), {
    message: 'has more than a host and a path; write it like https://account.example',
  });

/** Names of settings of the database server, with commas. */
export const acceptedSettings = z.string().transform((text, context): JudgedSetting[] => {
  const names = text.split(',').flatMap((name) => name.trim() || []);
  const judged = (name: string): name is JudgedSetting =>
    (JUDGED_SETTINGS as readonly string[]).includes(name);
  if (names.every(judged)) return names;
  context.addIssue({
    code: 'custom',
    message: `contains ${names.find((name) => !judged(name))}; it takes ${JUDGED_SETTINGS.join(', ')}`,
  });
  return z.NEVER;
});

/** Origins with commas, `https://shop.example`, as browsers write them. */
export const origins = z.string().transform((text, context): string[] => {
  const all = text.split(',').flatMap((origin) => origin.trim() || []);
  const written = (origin: string): boolean =>
    /^https?:/.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin;
  if (all.every(written)) return all;
  context.addIssue({
    code: 'custom',
    message: `contains ${all.find((origin) => !written(origin))}, which is not an origin such as https://shop.example, without a path or a slash at its end`,
  });
  return z.NEVER;
});
