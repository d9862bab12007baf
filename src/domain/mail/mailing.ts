import type { ProductFamily } from '../catalog/catalog';
import type { Notice } from './notice';
import type { MailEvent } from './mails';
import type { SkipReason, PersonKind } from './recipients';
import { schemaEnum } from '../schema-enum';

/** What a mail to many is (R14). */
export const MailingKind = schemaEnum(
  'MailingKind',
  'Kind of a mailing; it decides who receives it.',
  {
    CRITICAL: 'Critical information for everybody.',
    MARKETING: 'Recipients can opt out; each mail has a one-click unsubscribe link.',
  },
);
export type MailingKind = keyof typeof MailingKind;

/** How far a mailing is. */
export const MailingStatus = schemaEnum('MailingStatus', 'Progress of a mailing.', {
  WRITING: 'Its mails are being written, account by account.',
  WRITTEN: 'All of its mails are written; the last is sent at `lastDueAt` at the earliest.',
});
export type MailingStatus = keyof typeof MailingStatus;

/** Who decides on its recipients, and by what mail it leaves. */
export const MAILINGS = {
  CRITICAL: { notice: { event: 'CRITICAL_MAILING' }, mail: 'critical-mailing' },
  MARKETING: { notice: { event: 'MARKETING_MAILING' }, mail: 'marketing-mailing' },
} as const satisfies Record<MailingKind, { readonly notice: Notice; readonly mail: MailEvent }>;

/** A kind of partner, by its capability. */
export const PartnerKind = schemaEnum('PartnerKind', 'Kind of partner, by capability.', {
  RESELLER: 'Buys licenses to resell them.',
  LEASE_PROVIDER: 'Leases licenses by the month to customers.',
});
export type PartnerKind = keyof typeof PartnerKind;

/** Which accounts a mailing is for: those that meet all that is given. Null: whatever they are. */
export interface MailingFilter {
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[] | null;
  readonly partners: readonly PartnerKind[] | null;
  /** Of licenses that the account has paid for or runs, and that have not ended. */
  readonly families: readonly ProductFamily[] | null;
  readonly accountKeys: readonly number[] | null;
}

/** How many of all mailings together may leave in a minute. */
export const MAILINGS_PER_MINUTE = 300;

/** How many, by what they are to the account or by the reason. */
export type Tally<Name extends string> = Readonly<Partial<Record<Name, number>>>;
export type RecipientTally = Tally<PersonKind>;
export type SkippedTally = Tally<SkipReason>;

/** A tally and one more for each name. */
export function tallied<Name extends string>(
  tally: Tally<Name>,
  names: readonly Name[],
): Tally<Name> {
  const counts: Partial<Record<Name, number>> = { ...tally };
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** Paragraphs of a plain text: what blank lines part. */
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\r?\n[^\S\n]*\r?\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
