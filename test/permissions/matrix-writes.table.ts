import { rows } from './matrix.types';

/** One mutation, asked as a rehearsal, so that whoever may use it leaves everything as it was. */
export interface WriteCase {
  /** `$` is the name of the account, `<name>` the id of a row of the world. */
  readonly call: string;
  readonly row: ReturnType<typeof rows>[number];
}

const CASES: Readonly<Record<string, string>> = {
  'Mutation.updateAccount': 'updateAccount(input: { accountId: <$/account>, dryRun: true })',
  'Mutation.addContact':
    'addContact(input: { accountId: <$/account>, firstName: "A", lastName: "B", email: "a@b.example", country: "DE", dryRun: true })',
  'Mutation.updateContact': 'updateContact(input: { contactId: <$/contact>, dryRun: true })',
  'Mutation.removeContact': 'removeContact(input: { contactId: <$/contact>, dryRun: true })',
  'Mutation.activateLicense':
    'activateLicense(input: { licenseId: <$/license>, serverName: "s", move: true, dryRun: true })',
  'Mutation.deactivateLicense':
    'deactivateLicense(input: { licenseId: <$/license>, dryRun: true })',
};

/** What belongs to the customer itself. The invited may know which account asks them, and no more. */
const TABLE = rows(`
| field                      | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Mutation.updateAccount     | u      | hol  | hol | hol | hol | hol | hol | +      | n        | -       | -     |
| Mutation.addContact        | u      | hol  | hol | hol | hol | hol | hol | +      | n        | -       | -     |
| Mutation.updateContact     | u      | hol  | hol | hol | hol | hol | hol | +      | n        | -       | -     |
| Mutation.removeContact     | u      | hol  | hol | hol | hol | hol | hol | +      | n        | -       | -     |
| Mutation.activateLicense   | u      | act  | +   | act | act | act | act | +      | n        | -       | -     |
| Mutation.deactivateLicense | u      | act  | +   | act | act | act | act | +      | n        | -       | -     |
`);

export const WRITES: readonly WriteCase[] = TABLE.map((row) => ({
  row,
  call: CASES[row.field] ?? '',
}));
