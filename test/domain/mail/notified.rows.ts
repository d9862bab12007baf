import { MailEventName, type Notice } from '../../../src/domain/mail/notice';
import type {
  SkipReason,
  Notified,
  NotifiedPerson,
  RecipientReason,
} from '../../../src/domain/mail/recipients';
import type { Group } from './notified.table';

/** Reads a table as a person does: a head, then a line for each event. */
export function cellsOf(text: string): Record<string, string>[] {
  const [head = [], ...lines] = text
    .trim()
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return lines.map((cells) => {
    if (cells.length !== head.length)
      throw new Error(`${cells[0]} has ${cells.length} cells, not ${head.length}`);
    return Object.fromEntries(head.map((name, at) => [name, cells[at]!]));
  });
}

/** The rows of the groups, each with its title and with the accounts that it is for. */
export const rowsOf = (groups: readonly Group[]) =>
  groups.flatMap(({ title, accounts, rows }) =>
    cellsOf(rows).map((cells) => ({ name: `${title}: ${cells['event']}`, accounts, cells })),
  );

/** The notice that the first cell of a row stands for: `PAYMENT_RECEIVED, summary, by them`. */
export function noticeOf(label: string, them: number): Notice {
  const [word = '', ...how] = label.split(', ');
  const event = MailEventName[word as MailEventName];
  const summary = how.includes('summary');
  const paidBy = how.includes('by them') ? them : null;
  if (event === 'LICENSE_REPLACED') return { event, seenWith: 'RESELLER' };
  if (event === 'LICENSE_KEY_REPLACED') {
    const side = how.includes('resold') ? 'RESELLER' : 'LEASE_PROVIDER';
    return { event, seenWith: how.length === 0 ? 'ACTIVATE_LICENSES' : side };
  }
  if (event === 'PAYMENT_FAILED') return { event, summary };
  if (event === 'PAYMENT_RECEIVED') return { event, summary, paidBy };
  return { event } as Notice;
}

const TOLD: Readonly<Record<string, RecipientReason>> = {
  update: 'ACCOUNT_UPDATE',
  alert: 'ALERT',
  holder: 'HOLDER',
  invoices: 'GETS_INVOICES',
  payer: 'PAYER',
  choice: 'CONTACT_CHOICE',
  cards: 'LOOKS_AFTER_CARDS',
  renews: 'MAY_RENEW',
  keys: 'SEES_KEYS',
  critical: 'CRITICAL',
  marketing: 'MARKETING',
};
const LEFT_OUT: Readonly<Record<string, SkipReason>> = {
  pref: 'MAILING_PREFERENCE',
  off: 'ALERT_OFF',
  'n/a': 'ALERT_NOT_APPLICABLE',
  pending: 'INVITATION_PENDING',
  same: 'SAME_ADDRESS',
  optout: 'MARKETING_OPT_OUT',
  right: 'NO_PERMISSION',
  unchosen: 'NOT_CHOSEN',
  never: 'NOT_FOR_CONTACTS',
};

/** What became of one person, in one line: `told ALERT $k`, `left out ALERT_OFF`. */
export const recipientLine = (
  reason: RecipientReason,
  {
    showsAmounts,
    showsKeys,
    carriesPdf,
  }: Omit<NotifiedPerson, 'reason' | 'kind' | 'key' | 'email' | 'name'>,
): string =>
  `told ${reason} ${showsAmounts ? '$' : ''}${showsKeys ? 'k' : ''}${carriesPdf ? 'p' : ''}`;

/** What somebody is shown by the marks of a cell. */
export const shownBy = (marks: string) => ({
  showsAmounts: marks.includes('$'),
  showsKeys: marks.includes('k'),
  carriesPdf: marks.includes('p'),
});
export const skippedLine = (reason: SkipReason): string => `left out ${reason}`;

/**
 * What a cell stands for; the marks of `seen` are added to those that stand in it.
 * @throws Error for a word that is in no legend.
 */
export function lineOf(cell: string, seen = ''): string {
  const [word = '', marks = ''] = cell.split(' ');
  const recipients = TOLD[word];
  if (recipients !== undefined) {
    return recipientLine(recipients, shownBy(marks + seen));
  }
  const skipped = LEFT_OUT[word];
  if (skipped === undefined) throw new Error(`No such word: ${cell}`);
  return skippedLine(skipped);
}

/** What became of everybody, by `kind key`. @throws Error for somebody who is there twice. */
export function linesOf({ recipients, skipped }: Notified): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  const add = (who: string, line: string): void => {
    if (lines.has(who)) throw new Error(`${who} is there twice`);
    lines.set(who, line);
  };
  for (const told of recipients) add(`${told.kind} ${told.key}`, recipientLine(told.reason, told));
  for (const { kind, key, reason } of skipped) add(`${kind} ${key}`, skippedLine(reason));
  return lines;
}
