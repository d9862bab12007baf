import { PERMISSION } from '../domain/people/permission';
import { PERMISSION_MAP } from './map';
import { clausesOf } from './rules';

/** Anybody may buy as a guest: what these move does not follow from who may use them. */
const OF_GUESTS: readonly string[] = ['guestCheckout', 'confirmGuestPayment', 'cancelGuestPayment'];

/** Whether a mutation is one by which money moves, or comes to be owed: by who may use it. */
export const isAboutMoney = (mutation: string): boolean => {
  if (OF_GUESTS.includes(mutation)) return true;
  const rule = PERMISSION_MAP.fields['Mutation']?.[mutation];
  return (
    rule !== undefined &&
    clausesOf(rule).some(
      (clause) =>
        (clause.kind === 'permission' && PERMISSION[clause.permission].spends) ||
        (clause.kind === 'staff' && clause.role === 'BILLING'),
    )
  );
};
