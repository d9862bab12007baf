import { LINK_LIFE, type LinkPurpose } from '../../domain/people/one-time-link';
import type { Queries } from '../../database/database';
import { CredentialScope } from '../../database/scope';
import { PersonRepository, type OpenedLink } from '../../auth/person.repository';
import { hashOfToken, newToken } from '../../auth/token';
import { Refusal, type Reason } from '../../domain/refusal';

/**
 * Makes a link for the person of an address, within a transaction; one of the same purpose that was sent
 * before works no more. @returns its token, which is told to nobody but the mail.
 */
export async function newLink(
  tx: Queries,
  purpose: LinkPurpose,
  {
    email,
    sentTo = email,
    accountId = null,
  }: {
    readonly email: string;
    readonly sentTo?: string;
    /** Whose e-mail it proves, where that is an account's. */
    readonly accountId?: number | null;
  },
  now: Date,
  life = LINK_LIFE,
): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(now.getTime() + life);
  await new PersonRepository(tx).putLink(new CredentialScope(email), {
    purpose,
    tokenHash: hashOfToken(token) as Buffer,
    email: sentTo,
    accountId,
    now,
    expiresAt,
  });
  return token;
}

/**
 * Opens a link, within a transaction, and uses it up: of many who bring it at once, one succeeds.
 * @throws Refusal LINK_INVALID for one that was used, replaced or never sent, or has expired.
 */
export async function openLink(
  tx: Queries,
  token: string,
  purposes: readonly LinkPurpose[],
  now: Date,
): Promise<OpenedLink> {
  const link = await peekLink(tx, token, purposes, now);
  await new PersonRepository(tx).removeLinks(new CredentialScope(link.email), [link.purpose]);
  return link;
}

/** The same, but the link goes on working. */
export async function peekLink(
  queries: Queries,
  token: string,
  purposes: readonly LinkPurpose[],
  now: Date,
): Promise<OpenedLink> {
  const hash = hashOfToken(token);
  const people = new PersonRepository(queries);
  const link = hash && (await people.openedLink(new CredentialScope(hash), now));
  if (link && purposes.includes(link.purpose)) return link;
  throw new Refusal(LINK_INVALID);
}

export const LINK_INVALID: Reason = {
  code: 'LINK_INVALID',
  message: 'This link does not work any more: it was used, replaced by a newer one, or is too old.',
  field: ['token'],
};
