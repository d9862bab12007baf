import { audienceOf, type Audience, type Notice } from './notice';
import { applicableAlerts } from './preferences';
import type {
  ContactFacts,
  HolderFacts,
  SkippedPerson,
  SkipReason,
  LoginFacts,
  MailedAccount,
  Notified,
  NotifiedPerson,
  RecipientReason,
} from './recipients';

type Addressed = Extract<Audience, { to: 'ADDRESSEE' }>;
type Shared = Exclude<Audience, Addressed>;
type Shows = Pick<NotifiedPerson, 'showsAmounts' | 'showsKeys' | 'carriesPdf'>;

/** Is somebody told, for themselves alone? Why, and what they may see; or why not. */
type Verdict = SkipReason | (Shows & { readonly reason: RecipientReason });

type Somebody =
  | (HolderFacts & { readonly kind: 'HOLDER' })
  | (LoginFacts & { readonly kind: 'AUTHORIZED_LOGIN' })
  | (ContactFacts & { readonly kind: 'CONTACT' });

const NOTHING: Shows = { showsAmounts: false, showsKeys: false, carriesPdf: false };
/** One invoice goes to all alike, contacts among them, and so it names no keys. */
const AMOUNTS: Shows = { ...NOTHING, showsAmounts: true };
/** The invoice itself, for whoever cannot fetch it (R17). */
const DOCUMENT: Shows = { ...AMOUNTS, carriesPdf: true };
/** A key, and nothing of money. */
const KEY: Shows = { ...NOTHING, showsKeys: true };
const ALL: Shows = { ...AMOUNTS, showsKeys: true };

/**
 * Who is told of an event of an account, and who is not, each of its people and contacts once and with the
 * reason (R14 to R18). An address gets one mail. What is not settled by the rules is by docs/adr/0005.
 */
export function resolveRecipients(notice: Notice, account: MailedAccount): Notified {
  const audience = audienceOf(notice);
  const people = everybody(account);
  if (audience.to === 'ADDRESSEE') return toAddressee(audience, people, account);
  const notified = oneMailEach(people.map((one) => [one, judge(audience, one, account)]));
  return audience.to === 'KEYS' && audience.permission === 'ACTIVATE_LICENSES'
    ? withOwnAddress(notified, account)
    : notified;
}

/** The account's own address is where keys of its licenses go (R31), whoever reads it. */
function withOwnAddress({ recipients, skipped }: Notified, { email }: MailedAccount): Notified {
  const own = { kind: 'ADDRESS', key: null, email, name: null } as const;
  return recipients.some((one) => one.email === email)
    ? {
        recipients: recipients.map((one) => (one.email === email ? { ...one, ...KEY } : one)),
        skipped,
      }
    : { recipients: [...recipients, notify(own, 'ADDRESSEE', KEY)], skipped };
}

function everybody({ holder, logins, contacts }: MailedAccount): Somebody[] {
  const byKey = <One extends { readonly key: number }>(all: readonly One[]): One[] =>
    [...all].sort((a, b) => a.key - b.key);
  return [
    { ...holder, kind: 'HOLDER' },
    ...byKey(logins).map((login) => ({ ...login, kind: 'AUTHORIZED_LOGIN' as const })),
    ...byKey(contacts).map((contact) => ({ ...contact, kind: 'CONTACT' as const })),
  ];
}

function judge(audience: Shared, one: Somebody, account: MailedAccount): Verdict {
  switch (one.kind) {
    case 'HOLDER':
      return judgeHolder(audience, one, account);
    case 'AUTHORIZED_LOGIN':
      return judgeLogin(audience, one, account);
    case 'CONTACT':
      return judgeContact(audience, one);
  }
}

/** The holder sees all that a mail has: control of the account is theirs (R2). */
function judgeHolder(
  audience: Shared,
  { mailingPreference, alerts }: HolderFacts,
  { capabilities }: MailedAccount,
): Verdict {
  // Not a matter of preferences (R18).
  if (audience.to === 'KEYS') return { reason: 'HOLDER', ...KEY };
  if (audience.to === 'PAYMENTS') return { reason: 'HOLDER', ...AMOUNTS };
  const choosable = applicableAlerts('HOLDER', capabilities);
  if (audience.to === 'ALERTED' && !choosable.includes(audience.alert))
    return 'ALERT_NOT_APPLICABLE';
  if (isOfOthers(audience, capabilities)) return 'ALERT_NOT_APPLICABLE';
  if (mailingPreference === 'NONE') return 'MAILING_PREFERENCE';
  switch (audience.to) {
    case 'INVOICES':
      // What the holder cannot choose must not get lost, as the last summary of a former reseller would.
      if (!choosable.includes(audience.alert)) return { reason: 'ACCOUNT_UPDATE', ...AMOUNTS };
      return alerts.includes(audience.alert) ? { reason: 'ALERT', ...AMOUNTS } : 'ALERT_OFF';
    case 'ALERTED':
      return alerts.includes(audience.alert) ? { reason: 'ALERT', ...ALL } : 'ALERT_OFF';
    case 'CARDS':
    case 'RENEWERS':
      return { reason: 'ACCOUNT_UPDATE', ...NOTHING };
    case 'CRITICAL':
      return { reason: 'CRITICAL', ...NOTHING };
    case 'MARKETING':
      return mailingPreference === 'ALL'
        ? { reason: 'MARKETING', ...NOTHING }
        : 'MAILING_PREFERENCE';
  }
}

/** Whether it is about what resellers alone can do. */
const isOfOthers = (audience: Shared, { reseller }: MailedAccount['capabilities']): boolean =>
  audience.to === 'RENEWERS' && audience.permission === 'RESELLER' && !reseller;

function judgeLogin(audience: Shared, login: LoginFacts, account: MailedAccount): Verdict {
  if (login.status === 'INVITED') return 'INVITATION_PENDING';
  if (audience.to === 'CRITICAL') return { reason: 'CRITICAL', ...NOTHING };
  if (audience.to === 'MARKETING')
    return login.marketingMail ? { reason: 'MARKETING', ...NOTHING } : 'MARKETING_OPT_OUT';
  if (audience.to === 'KEYS')
    return login.permissions.includes(audience.permission)
      ? { reason: 'SEES_KEYS', ...KEY }
      : 'NO_PERMISSION';
  if (audience.to === 'CARDS')
    return login.permissions.includes('PAY_INVOICES')
      ? { reason: 'LOOKS_AFTER_CARDS', ...NOTHING }
      : 'NO_PERMISSION';
  if (isOfOthers(audience, account.capabilities)) return 'ALERT_NOT_APPLICABLE';
  if (audience.to === 'RENEWERS')
    return login.permissions.includes(audience.permission)
      ? { reason: 'MAY_RENEW', ...NOTHING }
      : 'NO_PERMISSION';
  // Whoever paid has seen the sum.
  if (audience.to === 'PAYMENTS' && audience.paidBy === login.key)
    return { reason: 'PAYER', ...AMOUNTS };
  if (!applicableAlerts('AUTHORIZED_LOGIN', account.capabilities).includes(audience.alert))
    return 'ALERT_NOT_APPLICABLE';
  if (!login.alerts.includes(audience.alert)) return 'ALERT_OFF';
  if (audience.to === 'ALERTED') {
    const shows = login.permissions.includes(audience.permission) ? ALL : NOTHING;
    return { reason: 'ALERT', ...shows };
  }
  const shows = login.permissions.includes('PAY_INVOICES') ? AMOUNTS : NOTHING;
  return { reason: audience.to === 'INVOICES' ? 'ALERT' : 'GETS_INVOICES', ...shows };
}

/**
 * A contact is sent invoices themselves (R17), so it sees their amounts: the holder, who alone appoints
 * contacts (R3), decided so for this address. Keys open the product; they are for those who sign in (R7), and
 * a contact never does (R8).
 */
function judgeContact(audience: Shared, { receives }: ContactFacts): Verdict {
  switch (audience.to) {
    case 'INVOICES':
    case 'PAYMENTS': {
      if (!receives.includes(audience.contactMail)) return 'NOT_CHOSEN';
      return audience.to === 'INVOICES'
        ? { reason: 'CONTACT_CHOICE', ...DOCUMENT }
        : { reason: 'GETS_INVOICES', ...(audience.receipt ? DOCUMENT : AMOUNTS) };
    }
    case 'KEYS':
    case 'CRITICAL':
      return receives.includes('IMPORTANT_NOTICES')
        ? { reason: 'CRITICAL', ...NOTHING }
        : 'NOT_CHOSEN';
    case 'ALERTED':
    case 'CARDS':
    case 'RENEWERS':
    case 'MARKETING':
      return 'NOT_FOR_CONTACTS';
  }
}

/**
 * Of several at one address, the one who may see most is told, for otherwise an alert without amounts would
 * take the place of the invoice that a contact is to be sent; among equals the first. What a contact there is to
 * be sent is in the mail, whoever it greets.
 */
function oneMailEach(verdicts: readonly (readonly [Somebody, Verdict])[]): Notified {
  const best = new Map<string, NotifiedPerson>();
  const carrying = new Set<string>();
  const recipients: NotifiedPerson[] = [];
  const skipped: SkippedPerson[] = [];
  for (const [one, verdict] of verdicts) {
    if (typeof verdict === 'string') continue;
    const now = notify(one, verdict.reason, verdict);
    if (now.carriesPdf) carrying.add(one.email);
    const before = best.get(one.email);
    if (before === undefined || seen(now) > seen(before)) best.set(one.email, now);
  }
  for (const [one, verdict] of verdicts) {
    const winner = best.get(one.email);
    if (typeof verdict === 'string') skipped.push(skip(one, verdict));
    else if (winner?.kind === one.kind && winner.key === one.key)
      recipients.push({ ...winner, carriesPdf: carrying.has(one.email) });
    else skipped.push(skip(one, 'SAME_ADDRESS'));
  }
  return { recipients, skipped };
}

const seen = ({ showsAmounts, showsKeys }: Shows): number =>
  Number(showsAmounts) + Number(showsKeys);

/** A mail to one address, whatever anybody prefers (R18). */
function toAddressee(
  { addressed, addressee }: Addressed,
  people: readonly Somebody[],
  account: MailedAccount,
): Notified {
  const here = people.filter((one) => one.email === addressee.email);
  const meant = here.find((one) => canBeMeant(addressed, one));
  // An invoice leaves the account for nobody but its people and contacts (R47).
  const sent = meant !== undefined || addressed !== 'PEOPLE';
  const shows = {
    showsAmounts: addressed === 'PEOPLE',
    showsKeys: addressed === 'CUSTOMER' && seesKeys(addressee.email, meant, account),
    carriesPdf: addressed === 'PEOPLE',
  };
  const skipped = people
    .filter((one) => one !== meant)
    .map((one) => {
      if (!here.includes(one)) return skip(one, 'NOT_ADDRESSED');
      return skip(one, sent ? 'SAME_ADDRESS' : 'INVITATION_PENDING');
    });
  if (!sent) return { recipients: [], skipped };
  const alone = { kind: 'ADDRESS', key: null, ...addressee } as const;
  return { recipients: [notify(meant ?? alone, 'ADDRESSEE', shows)], skipped };
}

function canBeMeant(addressed: Addressed['addressed'], one: Somebody): boolean {
  if (one.kind === 'CONTACT') return addressed === 'PEOPLE';
  // An invitation that was not accepted opens nothing of the account (R10).
  return one.kind === 'HOLDER' || one.status === 'ACTIVE' || addressed === 'LOGIN';
}

/**
 * A key goes to the address of the account or of its holder, which are the customer's (R31), and to a login
 * that may see it in the account as well (R7). At any other address the mail says where the key is found.
 */
const seesKeys = (
  email: string,
  meant: Somebody | undefined,
  { email: own }: MailedAccount,
): boolean =>
  email === own ||
  meant?.kind === 'HOLDER' ||
  (meant?.kind === 'AUTHORIZED_LOGIN' && meant.permissions.includes('ACTIVATE_LICENSES'));

type Name = Pick<NotifiedPerson, 'kind' | 'key' | 'email' | 'name'>;
const notify = (
  { kind, key, email, name }: Name,
  reason: RecipientReason,
  { showsAmounts, showsKeys, carriesPdf }: Shows,
): NotifiedPerson => ({ kind, key, email, name, reason, showsAmounts, showsKeys, carriesPdf });
const skip = ({ kind, key, email, name }: Name, reason: SkipReason): SkippedPerson => ({
  kind,
  key,
  email,
  name,
  reason,
});
