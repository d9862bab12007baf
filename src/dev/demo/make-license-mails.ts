import { formerKeyEnd } from '../../domain/licensing/key-replacement';
import { mailedAmount } from '../../domain/mail/account-mails';
import type { DemoAccount } from './demo-account';
import { leaseNumber, type DemoLease, type DemoLicense } from './demo-license';
import type { DemoStory } from './demo-story';
import type { SentMails } from './sent-mails';

/** What was sealed in a mail that was sent is erased; so the key in it is not even looked up. */
const ERASED = { key: '' };

/** What people were mailed of their licenses, and who was invited. */
export function licenseMails(story: DemoStory, mails: SentMails): void {
  for (const license of story.licenses) if (license.origin !== 'LEASED') bought(license);
  for (const lease of story.leases) leased(lease);
  for (const license of story.licenses) keyReplaced(license);
  invitations(story, mails);

  function bought(license: DemoLicense): void {
    const { payer, customer, origin, createdAt, assignedAt } = license;
    const licensed = { product: firstProduct(license), addOns: namesOf(license) };
    if (origin === 'PURCHASED') return delivered(createdAt, payer, payer.email, licensed, null);
    if (customer === null || assignedAt === null) return;
    delivered(assignedAt, customer, customer.email, licensed, payer);
    mails.send(assignedAt, payer, { event: 'RESOLD_LICENSE_ASSIGNED' }, () => ({
      parameters: { ...licensed, customerEmail: customer.email },
      keys: ERASED,
    }));
  }

  function keyReplaced(license: DemoLicense): void {
    const { customer, keyReplacedAt: at, product } = license;
    if (customer === null || at === null) return;
    const formerKeyEndsOn = story.time.dayOf(formerKeyEnd(at));
    const notice = { event: 'LICENSE_KEY_REPLACED', seenWith: 'ACTIVATE_LICENSES' } as const;
    mails.send(at, customer, notice, () => ({
      parameters: {
        ...{ product: product.name, addOns: namesOf(license) },
        ...{ formerKeyEndsOn, customerEmail: null },
      },
      keys: ERASED,
    }));
  }

  function leased(lease: DemoLease): void {
    const { provider, customer, customerEmail, startedOn, startedAt, stoppedOn, stoppedAt } = lease;
    const [first] = lease.terms;
    if (first === undefined) throw new Error(`${leaseNumber(lease)} has no terms`);
    const licensed = { product: first.product.name, addOns: namesOf(first) };
    delivered(startedAt, customer, customerEmail, licensed, provider);
    mails.send(startedAt, provider, { event: 'LEASE_ASSIGNED' }, () => ({
      parameters: { ...licensed, customerEmail, number: leaseNumber(lease), startedOn },
      amounts: { monthlyPrice: mailedAmount(first.monthlyPrice, provider.currency) },
      keys: ERASED,
    }));
    if (stoppedOn === null || stoppedAt === null) return;
    const last = lease.terms.at(-1) ?? first;
    const addressee = { email: customerEmail, name: nameAt(customer, customerEmail) };
    mails.send(stoppedAt, customer, { event: 'LEASE_STOPPED', addressee }, () => ({
      parameters: {
        product: last.product.name,
        addOns: namesOf(last),
        by: provider.name,
        stoppedOn,
      },
      keys: ERASED,
    }));
  }

  function delivered(
    at: Date,
    to: DemoAccount,
    email: string,
    licensed: { readonly product: string; readonly addOns: readonly string[] },
    by: DemoAccount | null,
  ): void {
    const addressee = { email, name: nameAt(to, email) };
    mails.send(at, to, { event: 'LICENSE_KEY_DELIVERY', addressee }, () => ({
      parameters: { ...licensed, by: by?.name ?? null },
      keys: ERASED,
    }));
  }
}

function invitations({ directory, accounts }: DemoStory, mails: SentMails): void {
  for (const membership of directory.memberships) {
    const { status, accountId, userId, createdAt, invitedName } = membership;
    // Keys are places.
    const [account, user] = [accounts.all[accountId - 1], directory.users[userId - 1]];
    if (account === undefined || user === undefined) throw new Error('A membership of nobody');
    const isInvited = status === 'INVITED';
    // Whoever signed in before they came to the account was asked (R10).
    if (!isInvited && (user === account.holder || user.createdAt >= createdAt)) continue;
    // What they are called themselves is not told before they accept.
    mails.invite(createdAt, account, {
      email: user.email,
      name: isInvited ? invitedName : user.fullName,
    });
  }
}

const namesOf = ({ addOns }: Pick<DemoLicense, 'addOns'>): string[] =>
  addOns.map(({ name }) => name);

/** What it was before anybody modified it. */
function firstProduct({ changes, product }: DemoLicense): string {
  const modified = changes
    .filter(({ field }) => field === 'product')
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return modified[0]?.from ?? product.name;
}

/** The address of an account itself is nobody's. */
const nameAt = ({ holder }: DemoAccount, email: string): string | null =>
  holder.email === email ? holder.fullName : null;
