import { GraphQLError } from 'graphql';
import { isProvisional, withheldRoleOf, type Actor } from '../domain/people/actor';
import type { Denial } from './authorize';

const MESSAGES: Readonly<Record<Denial['code'], string>> = {
  UNAUTHENTICATED: 'Sign in first.',
  PASSWORD_CHANGE_REQUIRED:
    'Choose a new password first: you signed in with a one-time password (`changePassword`).',
  SECOND_FACTOR_REQUIRED:
    'Your role among the staff is in effect only in sessions with a second factor: set one up (`enableTwoFactor`, `confirmTwoFactor`), or sign in with a code.',
  FORBIDDEN: 'You are not allowed to do this.',
  NOT_FOUND: 'Not found, or not visible to you.',
};

function sentence({ code, missingPermission, grantableBy }: Denial): string {
  if (code !== 'FORBIDDEN' || missingPermission === null) return MESSAGES[code];
  if (missingPermission === 'STAFF') return "Only the vendor's staff can do this.";
  const what =
    missingPermission === 'HOLDER'
      ? 'Only the holder of the account can do this'
      : `This needs the permission ${missingPermission}`;
  return grantableBy === null
    ? `${what}.`
    : missingPermission === 'HOLDER'
      ? `${what}: ${grantableBy}.`
      : `${what}; ${grantableBy} can grant it.`;
}

/** A refusal of the first two gates (R63). */
export class AccessDenied extends GraphQLError {
  readonly denial: Denial;

  /**
   * @param field Path of the input field that names what is refused, for mutations.
   * @param more A sentence that goes on from there.
   */
  constructor(denied: Denial, field?: readonly string[], more?: string) {
    super(more === undefined ? sentence(denied) : `${sentence(denied)} ${more}`, {
      extensions: {
        code: denied.code,
        ...(denied.code === 'FORBIDDEN' ? { missingPermission: denied.missingPermission } : {}),
        ...(denied.grantableBy === null ? {} : { grantableBy: denied.grantableBy }),
        ...(field === undefined ? {} : { field }),
      },
    });
    this.denial = denied;
    // An answer and no fault: nobody reads where it was made, and to write that down costs more than all the rest.
    this.stack = '';
  }
}

/** The one answer for what is not there and for what is not yours (R63). */
export const notFound = (field?: readonly string[]): AccessDenied =>
  new AccessDenied({ code: 'NOT_FOUND', missingPermission: null, grantableBy: null }, field);

/** The same for whoever asks: before a one-time password is changed (R32), or without the second factor of staff (R66), nothing is there, and that is said. */
export const notThere = (actor: Actor, field?: readonly string[]): AccessDenied =>
  new AccessDenied(
    {
      code: isProvisional(actor)
        ? 'PASSWORD_CHANGE_REQUIRED'
        : withheldRoleOf(actor) !== null
          ? 'SECOND_FACTOR_REQUIRED'
          : 'NOT_FOUND',
      missingPermission: null,
      grantableBy: null,
    },
    field,
  );
