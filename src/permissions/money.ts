import type { Permission } from '../domain/access/permission';
import { PERMISSION_MAP } from './map';
import { clausesOf } from './rules';

/** Permissions of those whose deeds cost somebody something. */
const OF_MONEY: readonly Permission[] = [
  'MAKE_PURCHASES',
  'PAY_INVOICES',
  'RESELLER',
  'LEASE_PROVIDER',
];

/** Whether a mutation is one by which money moves, or comes to be owed: by who may use it. */
export const isAboutMoney = (mutation: string): boolean => {
  const rule = PERMISSION_MAP.fields['Mutation']?.[mutation];
  return (
    rule !== undefined &&
    clausesOf(rule).some(
      (clause) =>
        (clause.kind === 'permission' && OF_MONEY.includes(clause.permission)) ||
        (clause.kind === 'staff' && clause.role === 'BILLING'),
    )
  );
};
