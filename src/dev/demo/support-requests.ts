import type { SupportMessageKind } from '../../domain/support/support-request';

/** What somebody asked, as the demo shows it. */
export interface DemoRequest {
  /** Who opened it; null for the contact of the first customer, for whom staff recorded it. */
  readonly opener: string | null;
  readonly subject: string;
  /** Days before today. */
  readonly daysAgo: number;
  readonly about?: 'LICENSE' | 'LEASE';
  readonly closed?: boolean;
  readonly usesIncident?: boolean;
  /** Who writes is the opener for CUSTOMER, the support otherwise. */
  readonly messages: readonly (readonly [
    kind: SupportMessageKind,
    minutes: number,
    text: string,
  ])[];
}

/** What the staff noted about the first customer. */
export const DEMO_NOTES: readonly { readonly daysAgo: number; readonly body: string }[] = [
  {
    daysAgo: 40,
    body: 'Pays by bank. Their purchasing department sends the orders, not the holder.',
  },
  {
    daysAgo: 2,
    body: 'Wants to move everything to one server next spring: offer a call before the renewal.',
  },
];

export const DEMO_REQUESTS: readonly DemoRequest[] = [
  {
    opener: 'holder@northwind.example',
    subject: 'Backup before the update',
    daysAgo: 20,
    closed: true,
    usesIncident: true,
    messages: [
      ['CUSTOMER', 0, 'Do we have to stop the server before we copy its folder?'],
      ['STAFF', 55, 'Yes: stop the service, copy the folder, start the service again.'],
      ['CUSTOMER', 130, 'That worked. Thank you.'],
    ],
  },
  {
    opener: 'activator@northwind.example',
    subject: 'The license moves to another server',
    daysAgo: 4,
    about: 'LICENSE',
    messages: [
      ['CUSTOMER', 0, 'We replace the server next week. How long do both of them run?'],
      ['STAFF', 95, 'For 30 days after the move. Activate the new server with `move`.'],
    ],
  },
  {
    opener: null,
    subject: 'Mail from one domain is rejected',
    daysAgo: 2,
    usesIncident: true,
    messages: [
      ['CUSTOMER', 0, 'Since this morning mail from one of our domains is rejected.'],
      ['STAFF', 35, 'Please send us the first lines of the log.'],
      ['CUSTOMER', 80, 'It says that the SPF record could not be read.'],
    ],
  },
  {
    opener: 'ops@fabrikam.example',
    subject: 'A customer cannot activate',
    daysAgo: 1,
    about: 'LEASE',
    messages: [
      ['CUSTOMER', 0, 'The customer says that the server reports an unknown key.'],
      ['NOTE', 40, 'Looks like the key was copied with a space. Ask for a screenshot.'],
    ],
  },
];
