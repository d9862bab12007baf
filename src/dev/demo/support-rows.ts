import type { AccountNoteEntity } from '../../database/entities/account-note.entity';
import type { ContactEntity } from '../../database/entities/contact.entity';
import type { NumberCounterEntity } from '../../database/entities/order.entity';
import type { SupportIncidentEntity } from '../../database/entities/support-incident.entity';
import type {
  SupportMessageEntity,
  SupportRequestEntity,
} from '../../database/entities/support-request.entity';
import type { UserEntity } from '../../database/entities/user.entity';
import { addDays } from '../../domain/billing/calendar';
import { afterMessage } from '../../domain/support/support-request';
import type { DemoAccount } from './demo-account';
import type { DemoAct, DoneAs } from './demo-act';
import type { DemoStory } from './demo-story';
import { orderLineRows } from './order-rows';
import { DEMO_NOTES, DEMO_REQUESTS, type DemoRequest } from './support-requests';

const BEFORE_FIRST = 100_000;
const SUPPORT = 'support@keyhold.example';
const MINUTE = 60_000;

/** A request with everybody who has to do with it. */
interface PlacedRequest extends DemoRequest {
  readonly id: number;
  readonly account: DemoAccount;
  /** Null where a contact asks. */
  readonly user: UserEntity | null;
  readonly contact: ContactEntity | null;
  readonly at: (minutes: number) => Date;
  readonly row: SupportRequestEntity;
}

const nameOf = ({ firstName, lastName }: ContactEntity): string => `${firstName} ${lastName}`;

function userOf({ directory }: DemoStory, email: string): UserEntity {
  const found = directory.users.find((one) => one.email === email);
  if (found === undefined) throw new RangeError(`Nobody is ${email}`);
  return found;
}

function requestsOf(story: DemoStory): PlacedRequest[] {
  const { directory, accounts, licenses, leases, time } = story;
  const support = userOf(story, SUPPORT);
  return DEMO_REQUESTS.map((asked, index) => {
    const user = asked.opener === null ? null : userOf(story, asked.opener);
    const accountId = directory.memberships.find((one) => one.userId === user?.id)?.accountId;
    const account = accounts.all.find(({ id }) => id === accountId) ?? accounts.northwind;
    const contact =
      user === null
        ? (directory.contacts.find(
            (one) => one.accountId === account.id && one.supportAuthorized,
          ) ?? null)
        : null;
    const openedAt = time.at(addDays(time.today, -asked.daysAgo), 600);
    const at = (minutes: number): Date => new Date(openedAt.getTime() + minutes * MINUTE);
    const { about, closed = false, messages } = asked;
    const answer = messages.find(([kind]) => kind === 'STAFF');
    const status = messages.reduce<SupportRequestEntity['status']>(
      (before, [kind]) => afterMessage({ status: before }, kind),
      'OPEN',
    );
    const license = licenses.find((one) => one.customer === account && one.status === 'ACTIVE');
    const lease = leases.find(({ provider }) => provider === account);
    const id = index + 1;
    const row: SupportRequestEntity = {
      id,
      accountId: account.id,
      number: `SR-${BEFORE_FIRST + id}`,
      subject: asked.subject,
      status: closed ? 'CLOSED' : status,
      openedBy: user?.id ?? null,
      contactId: contact?.id ?? null,
      contactName: contact && nameOf(contact),
      licenseId: about === 'LICENSE' ? (license?.id ?? null) : null,
      leaseId: about === 'LEASE' ? (lease?.id ?? null) : null,
      assignedTo: answer === undefined ? null : support.id,
      openedAt,
      firstAnsweredAt: answer === undefined ? null : at(answer[1]),
      closedAt: closed ? at((messages.at(-1)?.[1] ?? 0) + 10) : null,
    };
    return { ...asked, id, account, user, contact, at, row };
  });
}

/** What the staff noted about accounts. */
export const noteRows = (story: DemoStory): AccountNoteEntity[] =>
  DEMO_NOTES.map(({ daysAgo, body }, index) => ({
    ...{ id: index + 1, accountId: story.accounts.northwind.id, body },
    authorId: userOf(story, SUPPORT).id,
    writtenAt: story.time.at(addDays(story.time.today, -daysAgo), 700),
  }));

/** Support requests of the people who can be signed in as, and of a contact. */
export function supportRows(story: DemoStory): {
  requests: SupportRequestEntity[];
  messages: SupportMessageEntity[];
  incidents: SupportIncidentEntity[];
  counters: NumberCounterEntity[];
} {
  const all = requestsOf(story);
  const support = userOf(story, SUPPORT);
  const messages = all
    .flatMap(({ id: requestId, account, user, contact, at, messages: said }) =>
      said.map(([kind, minutes, body]) => ({
        ...{ accountId: account.id, requestId, kind, body, sentAt: at(minutes) },
        authorId: kind === 'CUSTOMER' ? (user?.id ?? null) : support.id,
        contactName: kind === 'CUSTOMER' && contact !== null ? nameOf(contact) : null,
      })),
    )
    .map((message, index) => ({ id: index + 1, ...message }));
  return {
    requests: all.map(({ row }) => row),
    messages,
    incidents: incidentRows(story, all),
    counters: [{ series: 'SUPPORT', last: BEFORE_FIRST + all.length }],
  };
}

/** Those that were bought; the first of an account are used up, one by each request that uses one. */
function incidentRows(story: DemoStory, all: readonly PlacedRequest[]): SupportIncidentEntity[] {
  const placed = [...story.billed.keys()];
  const using = all.filter(({ usesIncident }) => usesIncident === true);
  return orderLineRows(story)
    .filter(({ kind }) => kind === 'SUPPORT_INCIDENT')
    .flatMap(({ id: orderLineId, orderId, accountId, quantity }) =>
      Array.from({ length: quantity }, () => {
        const boughtAt = placed[orderId - 1]?.placedAt ?? story.time.now;
        const next = using.findIndex(({ account }) => account.id === accountId);
        const [request] = next < 0 ? [] : using.splice(next, 1);
        return {
          ...{ accountId, orderLineId, boughtAt, withdrawnAt: null },
          requestId: request?.id ?? null,
          usedAt: request?.at(0) ?? null,
        };
      }),
    )
    .map((incident, index) => ({ id: index + 1, ...incident }));
}

/** What the history of the accounts says of them. */
export function supportActs(story: DemoStory): DemoAct[] {
  const staff: DoneAs = { person: userOf(story, SUPPORT), staffRole: 'SUPPORT' };
  const left = new Map<DemoAccount, number>();
  const bought = [...story.billed.keys()].flatMap(({ account, placedAt: at, lines }) =>
    lines.flatMap(({ kind, quantity = 1 }): DemoAct[] => {
      if (kind !== 'SUPPORT_INCIDENT') return [];
      const before = left.get(account) ?? 0;
      left.set(account, before + quantity);
      return [
        {
          ...{ at, account, action: 'checkout', as: { holder: true } },
          subject: ['Account', account.id],
          before: { supportIncidentsLeft: before },
          after: { supportIncidentsLeft: before + quantity },
        },
      ];
    }),
  );
  const asked = requestsOf(story).flatMap((one): DemoAct[] => {
    const { account, user, contact, at, row, messages, usesIncident } = one;
    const customer: DoneAs = user === null ? staff : { person: user, staffRole: null };
    const act = (
      minutes: number,
      action: string,
      as: DoneAs,
      before: DemoAct['before'],
      after: DemoAct['after'],
    ): DemoAct => {
      const subject = ['SupportRequest', row.id] as const;
      return { at: at(minutes), action, subject, account, as, before, after };
    };
    const about = {
      license: row.licenseId === null ? 'NONE' : `license ${row.licenseId}`,
      lease: row.leaseId === null ? 'NONE' : `lease ${row.leaseId}`,
    };
    const opened = { number: row.number, subject: row.subject, status: 'OPEN', ...about };
    const acts =
      contact === null
        ? [act(0, 'openSupportRequest', customer, null, opened)]
        : [act(0, 'recordSupportRequest', staff, null, { ...opened, contact: nameOf(contact) })];
    if (usesIncident === true) {
      const before = left.get(account) ?? 0;
      left.set(account, before - 1);
      acts.push(
        act(
          0,
          acts[0]?.action ?? '',
          customer,
          { incidentUsed: false, supportIncidentsLeft: before },
          { incidentUsed: true, supportIncidentsLeft: before - 1 },
        ),
      );
    }
    let status = 'OPEN';
    for (const [kind, minutes] of messages.slice(1)) {
      if (kind === 'NOTE') continue;
      const after = kind === 'STAFF' ? 'ANSWERED' : 'OPEN';
      const as = kind === 'STAFF' ? staff : customer;
      const before = { status };
      acts.push(
        act(minutes, 'replyToSupportRequest', as, before, { status: after, message: kind }),
      );
      status = after;
    }
    const end = (messages.at(-1)?.[1] ?? 0) + 10;
    if (row.closedAt !== null)
      acts.push(act(end, 'closeSupportRequest', customer, { status }, { status: 'CLOSED' }));
    return acts;
  });
  return [...bought, ...asked];
}
