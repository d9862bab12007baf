import type { UserEntity } from '../../database/entities/user.entity';
import type { Permission, StaffRole } from '../../domain/people/permission';
import type { Fields } from '../../graphql/call';
import type { DemoAccount } from './demo-account';

/** In what capacity something was done. */
export type DoneAs =
  | { readonly permission: Permission }
  | { readonly holder: true }
  /** One person; `staffRole` where it is one of the staff. */
  | { readonly person: UserEntity; readonly staffRole: StaffRole | null }
  | { readonly staff: StaffRole; readonly reason: string };

/** Something that somebody did to something. */
export interface DemoAct {
  readonly at: Date;
  /** Name of the mutation. */
  readonly action: string;
  readonly subject: readonly [type: string, key: number];
  /** Account on which it was done. */
  readonly account: DemoAccount;
  readonly as: DoneAs;
  readonly before: Fields | null;
  readonly after: Fields;
}
