import type { Permission } from '../domain/access/permission';
import { PERMISSION_TABLE } from './table';

/** Permissions of those whose deeds cost somebody something. */
const OF_MONEY: readonly Permission[] = [
  'MAKE_PURCHASES',
  'PAY_INVOICES',
  'RESELLER',
  'LEASE_PROVIDER',
];

/** Whether a mutation is one by which money moves, or comes to be owed: by who may use it. */
export const isAboutMoney = (mutation: string): boolean =>
  (PERMISSION_TABLE['Mutation']?.fields[mutation] ?? []).some(
    (clause) =>
      (clause.kind === 'permission' && OF_MONEY.includes(clause.permission)) ||
      (clause.kind === 'staff' && clause.role === 'BILLING'),
  );
