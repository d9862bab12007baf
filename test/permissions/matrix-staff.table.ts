import { WRITES } from './matrix-writes.table';
import type { Cell } from './matrix.types';

/** Members of the staff by role, in sessions with a second factor; they act for nobody. */
export const ROLES = ['SUPPORT', 'BILLING', 'ADMIN'] as const;

/** Reading, every role meets what the column `staff` has, whether they act for the account or not (R66). */
export interface StaffRow {
  readonly field: string;
  /** Acting for nobody. */
  readonly support: Cell;
  readonly billing: Cell;
  readonly admin: Cell;
  /** Acting for the account, whatever the role: as the holder, but not in person. */
  readonly acting: Cell;
  /** Of the staff, but without a second factor in this session: a stranger. */
  readonly unproved: Cell;
}

/** What staff write: the columns after `staff` of the table of writes. */
export const STAFF_WRITES: readonly StaffRow[] = WRITES.map(({ row: { field, cells, more } }) => ({
  field,
  support: cells.staff,
  billing: more?.['billing'] ?? '',
  admin: more?.['admin'] ?? '',
  acting: more?.['acting'] ?? '',
  unproved: more?.['unproved'] ?? '',
}));
