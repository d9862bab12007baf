import type { Authentication } from '../../auth/session.repository';
import type { Context } from '../context';

/** The session that asks. @throws without one; the permission map lets nobody come here without. */
export function ownPerson({ authentication }: Context): Authentication {
  if (authentication === null) throw new Error('Nobody is signed in');
  return authentication;
}
