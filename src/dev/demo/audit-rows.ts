import type { AuditEventEntity } from '../../database/entities/audit-event.entity';
import type { ContactEntity } from '../../database/entities/contact.entity';
import { CONTACT_MAIL, CONTACT_MAILS, type ContactMail } from '../../domain/mail/preferences';
import { RowRef } from '../../graphql/outcome';
import { changesOf } from '../../graphql/unit';
import type { DemoAct } from './demo-act';
import type { DemoLicense } from './demo-license';
import type { DemoStory } from './demo-story';
import { DemoActors } from './demo-actors';
import { LicenseHistory, type LicenseStory } from './license-history';
import { Random } from './random';
import { supportActs } from './support-rows';

/** What was done in the demo, and by whom, in the order of time. */
export function auditRows(story: DemoStory): AuditEventEntity[] {
  const random = new Random('history');
  const acts = [
    ...contactActs(story),
    ...supportActs(story),
    ...licenseStories(story).flatMap((one) =>
      new LicenseHistory(one, story.time.now, random).history(),
    ),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  const demoActors = new DemoActors(story.directory, acts, random);
  return acts.map((act, index) => {
    const { account, action, subject, before, after, at } = act;
    const { user, staffRole, reason, address, requestId } = demoActors.of(act);
    const entry = { subject: new RowRef(...subject), accountId: account.id, before, after };
    return {
      id: index + 1,
      accountId: account.id,
      subjectType: subject[0],
      subjectId: subject[1],
      action,
      userId: user.id,
      tokenId: null,
      staffRole,
      reason,
      address,
      requestId,
      changes: JSON.stringify(changesOf(entry)),
      createdAt: at,
    };
  });
}

function contactActs({ directory, accounts }: DemoStory): DemoAct[] {
  const accountOf = new Map(accounts.all.map((account) => [account.id, account]));
  return directory.contacts.map((contact) => ({
    at: contact.createdAt,
    action: 'addContact',
    subject: ['Contact', contact.id],
    account: accountOf.get(contact.accountId)!,
    as: { holder: true },
    before: null,
    after: {
      firstName: contact.firstName,
      lastName: contact.lastName,
      email: contact.email,
      country: contact.country,
      receives: receivedBy(contact),
      supportAuthorized: contact.supportAuthorized,
    },
  }));
}

export const receivedBy = (contact: ContactEntity): ContactMail[] =>
  CONTACT_MAILS.filter((one) => contact[CONTACT_MAIL[one].column]);

function licenseStories(story: DemoStory): LicenseStory[] {
  const leases = new Map(story.leases.map((lease) => [lease.license, lease]));
  const activations = new Map<DemoLicense, LicenseStory['activations'][number][]>();
  for (const license of story.licenses) activations.set(license, []);
  for (const activation of story.activations) activations.get(activation.license)?.push(activation);
  const withdrawals = withdrawalsOf(story);
  return story.licenses.map((license) => ({
    license,
    lease: leases.get(license) ?? null,
    activations: activations.get(license) ?? [],
    withdrawal: withdrawals.get(license) ?? null,
  }));
}

/** How staff took back the order of a license: its invoice says so. */
function withdrawalsOf({ ledger }: DemoStory): Map<DemoLicense, LicenseStory['withdrawal']> {
  const withdrawals = new Map<DemoLicense, LicenseStory['withdrawal']>();
  for (const { status, lines } of ledger.invoices)
    if (status === 'VOID' || status === 'CREDITED')
      for (const { license } of lines)
        if (license !== null)
          withdrawals.set(license, status === 'VOID' ? 'voidInvoice' : 'creditInvoice');
  return withdrawals;
}
