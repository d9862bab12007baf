import type { StaffRole } from '../../domain/people/permission';
import type { PersonMailEvent } from '../../domain/mail/mails';
import { Action, Facts, Note, Paragraph } from './letter-parts';
import type { Letters } from './letter.types';

const ROLE_WORDS: Readonly<Record<StaffRole, string>> = {
  SUPPORT: 'for support',
  BILLING: 'for support and billing',
  ADMIN: 'as an administrator',
};

/** Letters to one person about their login, or about one that they are offered. */
export const PERSON_LETTERS: Letters<
  Exclude<
    PersonMailEvent,
    'two-factor-reset' | 'holder-replacement' | 'support-answer' | 'support-contact'
  >
> = {
  'email-verification': ({ parameters: { account }, secrets, email, links, sender }) => ({
    subject: 'Confirm your e-mail address',
    body: (
      <>
        {account === null ? (
          <Paragraph>Please confirm that {email} is your address.</Paragraph>
        ) : (
          <Paragraph>
            Welcome to {sender}. Please confirm that {email} is your address, so that the new
            account can be used.
          </Paragraph>
        )}
        <Action href={links.verifyEmail(secrets.token)}>Confirm the address</Action>
        <Note>
          If you did not request this, somebody has mistyped their address. You can ignore this
          mail.
        </Note>
      </>
    ),
  }),

  'account-email-verification': ({
    parameters: { accountNumber: account },
    secrets,
    email,
    links,
    sender,
  }) => ({
    subject: 'Confirm the e-mail address of an account',
    body: (
      <>
        <Paragraph>
          {email} was entered as the address of{' '}
          {account === undefined ? 'an account' : `the account ${account}`} at {sender}. Please
          confirm it. From then on, licenses for this address are assigned to that account.
        </Paragraph>
        <Action href={links.verifyEmail(secrets.token)}>Confirm the address</Action>
        <Note>
          The link works once, for 30 minutes. If you do not belong to that account, ignore this
          mail and do not confirm the address.
        </Note>
      </>
    ),
  }),

  'password-reset': ({ secrets, email, at, formats, links }) => ({
    subject: 'Choose a new password',
    body: (
      <>
        <Paragraph>
          Somebody, probably you, requested on {formats.instant(at)} a new password for {email}.
        </Paragraph>
        <Action href={links.resetPassword(secrets.token)}>Choose a new password</Action>
        <Note>
          The link works once, for 30 minutes. If it was not you, ignore this mail: your password
          stays unchanged.
        </Note>
      </>
    ),
  }),

  'staff-invitation': ({ parameters: { role }, secrets, sender, links }) => ({
    subject: `Join the staff of ${sender}`,
    body: (
      <>
        <Paragraph>
          You are invited to the staff of {sender}, {ROLE_WORDS[role]}. To accept, choose a
          password.
        </Paragraph>
        <Action href={links.resetPassword(secrets.token)}>Choose a password</Action>
        <Paragraph>
          After signing in, set up an authenticator app: the role is in effect in sessions with a
          second factor alone.
        </Paragraph>
        <Note>The link works once, for 7 days. If you do not expect it, ignore this mail.</Note>
      </>
    ),
  }),

  'staff-role': ({ parameters: { role }, sender }) => ({
    subject: `Your role at ${sender}`,
    body: (
      <Paragraph>
        {role === null
          ? `An administrator removed you from the staff of ${sender}. What you are on accounts of customers stays as it is.`
          : `An administrator changed your role at ${sender}: from now on you are part of the staff ${ROLE_WORDS[role]}.`}
      </Paragraph>
    ),
  }),

  'already-signed-up': ({ email, links }) => ({
    subject: 'You have signed up already',
    body: (
      <>
        <Paragraph>
          Somebody, probably you, tried to sign up with {email}. An account with that address exists
          already, so nothing was created or changed.
        </Paragraph>
        <Action href={links.home}>Sign in</Action>
        <Note>If you have forgotten your password, request a new one there.</Note>
      </>
    ),
  }),

  'email-changed': ({ parameters: { newEmail }, email, at, formats, links }) => ({
    subject: 'Your e-mail address was changed',
    body: (
      <>
        <Paragraph>
          You signed in with {email}. On {formats.instant(at)} it was changed to {newEmail}. From
          now on, sign in with the new address. This is the last mail to your former address.
        </Paragraph>
        <Note>
          If it was not you, somebody else has your password. Contact our support at once, from this
          address, at {links.home}
        </Note>
      </>
    ),
  }),

  'email-respelled': ({ parameters: { reason }, email, links }) => ({
    subject: 'The spelling of your e-mail address was changed',
    body: (
      <>
        <Paragraph>
          You signed in with {email}. Our staff changed it to the standard spelling of this address
          and mailed a link there. Please open that link before you sign in again. Your password
          stays unchanged; if the link has expired, request a new password.
        </Paragraph>
        <Facts rows={[['Reason', reason]]} />
        <Note>If you do not know why, contact our support at {links.home}</Note>
      </>
    ),
  }),

  invitation: ({ parameters: { account, holder }, email, links }) => ({
    subject: 'You are invited to an account',
    body: (
      <>
        <Paragraph>
          {holder} invites you to sign in to the account {account}. Both names are as they were
          entered by the inviting holder. Nothing is shared before you accept.
        </Paragraph>
        <Action href={links.home}>Sign in and decide</Action>
        <Paragraph>
          If somebody else has set your present password, first replace it with one that only you
          know: request a new password on the sign-in page, with {email}.
        </Paragraph>
        <Note>If you do not know the inviting holder, ignore this mail.</Note>
      </>
    ),
  }),

  'transfer-request': ({ parameters: { account, holder }, links }) => ({
    subject: 'You are asked to take over an account',
    body: (
      <>
        <Paragraph>
          {holder} holds the account {account} and wants to transfer it to you. If you accept, you
          become its holder and have complete control of it, including its people and its invoices.
        </Paragraph>
        <Action href={links.home}>Sign in and decide</Action>
        <Note>Nothing changes before you accept.</Note>
      </>
    ),
  }),

  'new-sign-in': ({ parameters: { device, address }, email, at, formats, links }) => ({
    subject: 'Somebody signed in from a new device',
    body: (
      <>
        <Paragraph>
          Somebody, probably you, signed in with {email} from a device or network that was not used
          recently.
        </Paragraph>
        <Facts
          rows={[
            ['When', formats.instant(at)],
            ['Device', device],
            ['IP address', address ?? 'unknown'],
          ]}
        />
        <Note>
          If it was you, ignore this mail. If not, somebody else has your password: choose another
          one at once, which signs out all other sessions. You can do that on the sign-in page, at{' '}
          {links.home}
        </Note>
      </>
    ),
  }),
};
