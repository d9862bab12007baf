import { createHash, hkdfSync, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import {
  acceptedSettings,
  formerSigningKeys,
  mailAddress,
  origins,
  publicUrl,
  signingKey,
  taxRates,
  timeZone,
  trustedProxies,
  wholeNumber,
} from './config-values';
import type { JudgedSetting } from './database/suitability';
import type { Plausibility } from './domain/billing/billing-month';
import type { TaxRates } from './domain/billing/tax';
import { isCountry } from './domain/country';
import type { CostLimits } from './graphql/cost';
import type { PointsLimits } from './graphql/points';
import { addressAt } from './localhost';
import type { AddressRange } from './network/address';
import { privateKeyFromSeed } from './signing-keys';

/** What is wrong with the environment, in one line that names the variable. */
export class ConfigProblem extends Error {
  override readonly name = 'ConfigProblem';
}

export const DEFAULT_PORT = 4_000;

const schema = z.object({
  DATABASE_URL: z.string().regex(/^mysql:\/\/[^/]+\/[^/?]+/, {
    message: 'is not like mysql://user:password@host:3306/keyhold',
  }),
  DATABASE_POOL: wholeNumber(2, 500).default(10),
  DATABASE_ACCEPT: acceptedSettings.default([]),
  PORT: wholeNumber(0, 65_535).default(DEFAULT_PORT),
  HOST: z.string().min(1).default('localhost'),
  PUBLIC_URL: publicUrl.optional(),
  ALLOWED_ORIGINS: origins.default([]),
  MAIL_URL: z
    .string()
    .regex(/^smtps?:\/\/[^/?]+/, { message: 'is not like smtp://user:password@host:587' })
    .optional(),
  MAIL_FROM: mailAddress.optional(),
  KEYHOLD_SECRET: z
    .string()
    .min(32, { message: 'is shorter than 32 characters; make one with: openssl rand -base64 32' }),
  KEYHOLD_SIGNING_KEY: signingKey.optional(),
  KEYHOLD_FORMER_SIGNING_KEYS: formerSigningKeys.default([]),
  TRUSTED_PROXIES: trustedProxies.default([]),
  BILLING_TIME_ZONE: timeZone.default('UTC'),
  BILLING_MOST_TIMES: wholeNumber(1, 1_000).default(3),
  BILLING_FLOOR: wholeNumber(0, 1_000_000_000).default(10_000),
  TAX_RATES: taxRates.default({}),
  VENDOR_COUNTRY: z
    .string()
    .refine(isCountry, { message: 'is not a country such as DE' })
    .default('DE'),
  VENDOR_NAME: z
    .string()
    .trim()
    .min(1, { message: 'is blank' })
    .max(200, { message: 'is longer than 200 characters' })
    .default('Keyhold'),
  VENDOR_ADDRESS: z.string().max(500, { message: 'is longer than 500 characters' }).default(''),
  VENDOR_VAT_NUMBER: z
    .string()
    .trim()
    .max(20, { message: 'is longer than 20 characters' })
    .optional(),
  VENDOR_BANK_ACCOUNT: z.string().default(''),
  CONNECTIONS_PER_ADDRESS: wholeNumber(1, 100_000).default(256),
  QUERY_COST_LIMIT: wholeNumber(100, 10_000_000).default(50_000),
  GUEST_QUERY_COST_LIMIT: wholeNumber(100, 10_000_000).default(10_000),
  QUERY_POINTS: wholeNumber(100, 1_000_000_000).default(500_000),
  GUEST_QUERY_POINTS: wholeNumber(100, 1_000_000_000).default(30_000),
  NETWORK_QUERY_POINTS: wholeNumber(100, 1_000_000_000).default(2_000_000),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/[^/?]+/, { message: 'is not like redis://user:password@host:6379' })
    .optional(),
  PAYMENT_GATEWAY: z
    .enum(['stripe', 'sandbox'], { message: 'is neither stripe nor sandbox' })
    .optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^[sr]k_\S+$/, { message: 'is not a Stripe secret key, sk_…' })
    .optional(),
  STRIPE_PUBLISHABLE_KEY: z
    .string()
    .regex(/^pk_\S+$/, { message: 'is not a Stripe publishable key, pk_…' })
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_\S+$/, { message: 'is not a Stripe webhook secret, whsec_…' })
    .optional(),
  STRIPE_API_URL: z
    .string()
    .regex(/^https?:\/\/[^/?#@]+\/?$/, { message: 'is not like https://host:port' })
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** What can be set, by the names of environment variables. */
export type Variable = keyof typeof schema.shape;

/** What is wrong with the value of one variable, in words that follow its name; null when it will do. */
export function problemOfValue(variable: Variable, value: string): string | null {
  const parsed = schema.shape[variable].safeParse(value);
  return parsed.success ? null : (parsed.error.issues[0]?.message ?? 'is wrong');
}

/** From whom mails come, and by what they leave. */
export interface MailConfig {
  /** Server that takes them, `smtp://…`; null when none is set. */
  readonly url: string | null;
  /** `name` is empty when there is none. */
  readonly from: { readonly name: string; readonly address: string };
  /** Where links in mails lead, without a slash at its end. */
  readonly publicUrl: string;
}

/** Who takes money from cards. */
export type PaymentsConfig =
  /** Nobody is charged: of the demo alone. */
  | { readonly gateway: 'sandbox' }
  | {
      readonly gateway: 'stripe';
      readonly secretKey: string;
      /** For the form in a client; no secret. */
      readonly publishableKey: string;
      readonly webhookSecret: string;
      /** Where the API is, without a path; null for Stripe's own. */
      readonly apiUrl: string | null;
    };

/** Everything that can be set from outside, checked. */
export interface Config {
  readonly databaseUrl: string;
  readonly databasePool: number;
  /** Settings of the database server that may be other than they should. */
  readonly acceptedSettings: readonly JudgedSetting[];
  readonly port: number;
  readonly host: string;
  /** Where people reach the service; https means that cookies are sent over https alone. */
  readonly publicUrl: string | null;
  /** Of frontends elsewhere, whose scripts may read answers. */
  readonly allowedOrigins: readonly string[];
  /** Null unless sender and public address are set: then mails wait in the outbox. */
  readonly mail: MailConfig | null;
  /** Null when no gateway is chosen: then whatever needs one is refused. */
  readonly payments: PaymentsConfig | null;
  /** Addresses or ranges whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly AddressRange[];
  /** Connections that one network may have open at once. */
  readonly connectionsPerAddress: number;
  readonly idKey: Buffer;
  readonly sealKey: Buffer;
  /** Key of the hashes of inputs that idempotency keeps. */
  readonly inputKey: Buffer;
  /** Key of what mails carry: their own ids, and tokens to unsubscribe by. */
  readonly mailKey: Buffer;
  /** Key of links that open an invoice's PDF. */
  readonly linkKey: Buffer;
  /** Key of what vouches for device cookies. */
  readonly deviceKey: Buffer;
  /** Ed25519: signs what installations are given. */
  readonly signingKey: KeyObject;
  /** Public keys that signed before, and are still published. */
  readonly formerSigningKeys: readonly KeyObject[];
  readonly timeZone: string;
  /** Tax rates in basis points, by country. */
  /** What the run of the 1st takes for plausible; anything else staff have to accept. */
  readonly billingBounds: Plausibility;
  readonly taxRates: TaxRates;
  readonly vendorCountry: string;
  /** As whom invoices are sent; `address` and `bank`, where they may be transferred to, line by line. */
  readonly vendor: {
    readonly name: string;
    readonly address: readonly string[];
    readonly vatNumber: string | null;
    readonly bank: readonly string[];
  };
  /** How much the graph does for whom. */
  readonly queries: {
    readonly cost: CostLimits;
    readonly points: PointsLimits;
    /** Where all processes count points together; null when each does for itself. */
    readonly redisUrl: string | null;
  };
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
}

/** Where people reach the service, without a slash at its end; where nothing says so, where it listens. */
export const publicAddress = ({
  publicUrl,
  host,
  port,
}: Pick<Config, 'publicUrl' | 'host' | 'port'>): string =>
  publicUrl?.replace(/\/+$/, '') ?? addressAt(host, port);

/** Whether people reach the service over https, whatever stands before it. */
export const servedByHttps = ({ publicUrl }: Pick<Config, 'publicUrl'>): boolean =>
  publicUrl !== null && new URL(publicUrl).protocol === 'https:';

/** Lines that are separated by commas. */
const linesOf = (text: string): string[] => text.split(',').flatMap((line) => line.trim() || []);

const derive = (secret: string, purpose: string, length: number): Buffer =>
  Buffer.from(
    hkdfSync('sha256', createHash('sha256').update(secret).digest(), '', purpose, length),
  );

function mailConfig(data: z.infer<typeof schema>): MailConfig | null {
  const { MAIL_URL: url, MAIL_FROM: from, PUBLIC_URL: publicUrl } = data;
  if (url !== undefined && from === undefined)
    throw new ConfigProblem(
      'MAIL_FROM is missing; set it: MAIL_URL is set, and mails need a sender.',
    );
  if (url !== undefined && publicUrl === undefined)
    throw new ConfigProblem('PUBLIC_URL is missing; set it: links in mails need it.');
  if (from === undefined || publicUrl === undefined) return null;
  return { url: url ?? null, from, publicUrl: publicUrl.replace(/\/+$/, '') };
}

const STRIPE = ['STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRET'] as const;

function paymentsConfig(data: z.infer<typeof schema>, demo: boolean): PaymentsConfig | null {
  const given = STRIPE.find((name) => data[name] !== undefined);
  switch (data.PAYMENT_GATEWAY) {
    case undefined:
      if (given === undefined) return null;
      throw new ConfigProblem(`PAYMENT_GATEWAY is missing; set it to stripe: ${given} is set.`);
    case 'sandbox':
      if (demo) return { gateway: 'sandbox' };
      throw new ConfigProblem(
        'PAYMENT_GATEWAY is sandbox, which takes no money; set it to stripe.',
      );
    case 'stripe': {
      const [secretKey, publishableKey, webhookSecret] = STRIPE.map((name) => {
        const value = data[name];
        if (value !== undefined) return value;
        throw new ConfigProblem(`${name} is missing; set it: PAYMENT_GATEWAY is stripe.`);
      }) as [string, string, string];
      const apiUrl = data.STRIPE_API_URL ?? null;
      return { gateway: 'stripe', secretKey, publishableKey, webhookSecret, apiUrl };
    }
  }
}

/**
 * Reads the environment, once, at the start.
 * @param options - `demo`: nothing here is real, so the sandbox may stand for a gateway
 * @throws ConfigProblem naming the variable that is missing or wrong.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  { demo = false }: { readonly demo?: boolean } = {},
): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]);
    const missing = given[name] === undefined;
    throw new ConfigProblem(`${name} ${missing ? 'is missing; set it' : issue?.message}.`);
  }
  const { data } = parsed;
  return {
    databaseUrl: data.DATABASE_URL,
    databasePool: data.DATABASE_POOL,
    acceptedSettings: data.DATABASE_ACCEPT,
    port: data.PORT,
    host: data.HOST,
    publicUrl: data.PUBLIC_URL ?? null,
    allowedOrigins: data.ALLOWED_ORIGINS,
    mail: mailConfig(data),
    payments: paymentsConfig(data, demo),
    trustedProxies: data.TRUSTED_PROXIES,
    connectionsPerAddress: data.CONNECTIONS_PER_ADDRESS,
    idKey: derive(data.KEYHOLD_SECRET, 'keyhold ids', 16),
    sealKey: derive(data.KEYHOLD_SECRET, 'keyhold seals', 32),
    inputKey: derive(data.KEYHOLD_SECRET, 'keyhold inputs', 32),
    mailKey: derive(data.KEYHOLD_SECRET, 'keyhold mail', 32),
    linkKey: derive(data.KEYHOLD_SECRET, 'keyhold links', 32),
    deviceKey: derive(data.KEYHOLD_SECRET, 'keyhold devices', 32),
    signingKey:
      data.KEYHOLD_SIGNING_KEY ??
      privateKeyFromSeed(derive(data.KEYHOLD_SECRET, 'keyhold entitlements', 32)),
    formerSigningKeys: data.KEYHOLD_FORMER_SIGNING_KEYS,
    timeZone: data.BILLING_TIME_ZONE,
    billingBounds: {
      mostTimes: data.BILLING_MOST_TIMES,
      floor: BigInt(data.BILLING_FLOOR),
    },
    taxRates: data.TAX_RATES,
    vendorCountry: data.VENDOR_COUNTRY,
    vendor: {
      name: data.VENDOR_NAME,
      address: linesOf(data.VENDOR_ADDRESS),
      vatNumber: data.VENDOR_VAT_NUMBER ?? null,
      bank: linesOf(data.VENDOR_BANK_ACCOUNT),
    },
    queries: {
      cost: { signedIn: data.QUERY_COST_LIMIT, guest: data.GUEST_QUERY_COST_LIMIT },
      points: {
        guests: data.GUEST_QUERY_POINTS,
        actor: data.QUERY_POINTS,
        network: data.NETWORK_QUERY_POINTS,
      },
      redisUrl: data.REDIS_URL ?? null,
    },
    logLevel: data.LOG_LEVEL,
  };
}
