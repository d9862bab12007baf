import { MembershipEntity } from '../../src/database/entities/membership.entity';
import { ContactEntity } from '../../src/database/entities/contact.entity';
import { flagColumns, flagged, flagsOf } from '../../src/database/flags';
import { table } from '../../src/database/table';
import { PERMISSION, PERMISSIONS, type Permission } from '../../src/domain/people/permission';
import { ALERT, ALERTS, CONTACT_MAIL, CONTACT_MAILS } from '../../src/domain/mail/preferences';

/** By hand: where each flag has always been stored. A permission is stored under its own name, but for two. */
const GRANTED = {
  ...(Object.fromEntries(
    PERMISSIONS.map((permission) => [permission, `may_${permission.toLowerCase()}`]),
  ) as Record<Permission, string>),
  RESELLER: 'may_resell',
  LEASE_PROVIDER: 'may_provide_leases',
};
const CHOSEN = {
  INVOICE_CREATED: 'alert_invoice_created',
  SUMMARY_INVOICE_CREATED: 'alert_summary_invoice_created',
  LEASE_ASSIGNED: 'alert_lease_assigned',
  RESOLD_LICENSE_ASSIGNED: 'alert_resold_license_assigned',
};
const RECEIVED = {
  STANDARD_INVOICES: 'receives_standard_invoices',
  SUMMARY_INVOICES: 'receives_summary_invoices',
  IMPORTANT_NOTICES: 'receives_important_notices',
  SUPPORT: 'receives_support',
};

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const membership = table(MembershipEntity);
const columnsIn = (columns: Readonly<Record<string, { readonly sql: unknown }>>) =>
  Object.fromEntries(Object.entries(columns).map(([name, { sql }]) => [name, sql]));
/** Columns that are written as set. */
const set = (flags: Readonly<Record<string, boolean>>) =>
  Object.entries(flags).flatMap(([name, on]) => (on ? [snake(name)] : []));

describe('flags of permissions, alerts and mails', () => {
  it('R6 R15 R17 each is read from its own column', () => {
    expect(columnsIn(flagColumns(membership, PERMISSION))).toEqual(GRANTED);
    expect(columnsIn(flagColumns(membership, ALERT))).toEqual(CHOSEN);
    expect(columnsIn(flagColumns(table(ContactEntity), CONTACT_MAIL))).toEqual(RECEIVED);
  });

  it('R6 R15 R17 each is written into its own column, and all others are written as not set', () => {
    for (const one of PERMISSIONS) expect(set(flagsOf([one], PERMISSION))).toEqual([GRANTED[one]]);
    for (const one of ALERTS) expect(set(flagsOf([one], ALERT))).toEqual([CHOSEN[one]]);
    for (const one of CONTACT_MAILS)
      expect(set(flagsOf([one], CONTACT_MAIL))).toEqual([RECEIVED[one]]);
    expect(Object.keys(flagsOf([], PERMISSION))).toHaveLength(PERMISSIONS.length);
  });

  it('every flag of a membership is that of a permission or an alert', () => {
    const flags = Object.keys(membership).filter((name) => /^(may|alert)[A-Z]/.test(name));
    expect(Object.keys({ ...flagsOf([], PERMISSION), ...flagsOf([], ALERT) }).sort()).toEqual(
      flags.sort(),
    );
  });

  it('a row has those whose flag is 1', () => {
    const row = { INVOICE_CREATED: 1, SUMMARY_INVOICE_CREATED: 0, LEASE_ASSIGNED: 1 };
    expect(flagged({ ...row, RESOLD_LICENSE_ASSIGNED: null }, ALERT)).toEqual([
      'INVOICE_CREATED',
      'LEASE_ASSIGNED',
    ]);
  });
});
