import { PERMISSION } from '../domain/people/permission';
import { PERMISSION_MAP } from './map';
import { clausesOf } from './rules';

/** Whether a mutation is one by which money moves, or comes to be owed: by who may use it. */
export const isAboutMoney = (mutation: string): boolean => {
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
