import type { PersonMailEvent } from '../../domain/mail/mails';
import { Action, Facts, Note, Paragraph } from './letter-parts';
import type { Letters } from './letter.types';

/** Letters to one person about their login, or about one that they are offered. */
export const PERSON_LETTERS: Letters<
  Exclude<PersonMailEvent, 'two-factor-reset' | 'holder-replacement'>
> = {
  'email-verification': ({ parameters: { account }, secrets, email, links, sender }) => ({
    subject: 'Confirm your e-mail address',
    body: (
      <>
        {account === null ? (
          <Paragraph>Please confirm that {email} is your address.</Paragraph>
        ) : (
          <Paragraph>
            Welcome to {sender}. Please confirm that {email} is your address; the account that was
            made with it waits for that.
          </Paragraph>
        )}
        <Action href={links.verifyEmail(secrets.token)}>Confirm the address</Action>
        <Note>
          If you did not ask for this, somebody has mistyped their address. You need not do
          anything.
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
          {email} was given as the address of{' '}
          {account === undefined ? 'an account' : `the account ${account}`} at {sender}. Please
          confirm it: from then on, licenses that are meant for this address go to that account.
        </Paragraph>
        <Action href={links.verifyEmail(secrets.token)}>Confirm the address</Action>
        <Note>
          The link works once, for 30 minutes. If you do not belong to that account, do not confirm
          it; you need not do anything.
        </Note>
      </>
    ),
  }),

  'password-reset': ({ secrets, email, at, formats, links }) => ({
    subject: 'Choose a new password',
    body: (
      <>
        <Paragraph>
          Somebody, probably you, asked on {formats.instant(at)} for a new password for {email}.
        </Paragraph>
        <Action href={links.resetPassword(secrets.token)}>Choose a new password</Action>
        <Note>
          The link works once, for 30 minutes. If it was not you, do nothing: your password stays as
          it is.
        </Note>
      </>
    ),
  }),

  'already-signed-up': ({ email, links }) => ({
    subject: 'You have signed up already',
    body: (
      <>
        <Paragraph>
          Somebody, probably you, wanted to sign up with {email}. That address signs in already, so
          nothing was made and nothing was changed.
        </Paragraph>
        <Action href={links.home}>Sign in</Action>
        <Note>If you have forgotten your password, ask for a new one there.</Note>
      </>
    ),
  }),

  'email-changed': ({ parameters: { newEmail }, email, at, formats, links }) => ({
    subject: 'Your e-mail address was changed',
    body: (
      <>
        <Paragraph>
          You signed in with {email}. On {formats.instant(at)} that was changed to {newEmail}, which
          signs in from now on. This is the last mail to your former address.
        </Paragraph>
        <Note>
          If it was not you, somebody else has your password. Write to our support at once, from
          this address. You find us at {links.home}
        </Note>
      </>
    ),
  }),

  'email-respelled': ({ parameters: { reason }, email, links }) => ({
    subject: 'Your e-mail address is spelled in another way now',
    body: (
      <>
        <Paragraph>
          We knew you by {email}. Our staff have changed that to the one spelling that this address
          has with us, and have mailed a link there. Please open it before you sign in again. Your
          password stays as it is; if the link is too old, ask for a new password.
        </Paragraph>
        <Facts rows={[['Reason', reason]]} />
        <Note>If you know nothing of it, write to our support. You find us at {links.home}</Note>
      </>
    ),
  }),

  invitation: ({ parameters: { account, holder }, email, links }) => ({
    subject: 'You are invited to an account',
    body: (
      <>
        <Paragraph>
          {holder} would like you to become one of the people who can sign in to the account{' '}
          {account}. Both names are as they were given to us. Nothing is shared before you accept.
        </Paragraph>
        <Action href={links.home}>Sign in and decide</Action>
        <Paragraph>
          If somebody else has set your present password, replace it first by one that only you
          know: ask for a new password where you sign in, with {email}.
        </Paragraph>
        <Note>If you do not know who that is, do nothing.</Note>
      </>
    ),
  }),

  'transfer-request': ({ parameters: { account, holder }, links }) => ({
    subject: 'You are asked to take over an account',
    body: (
      <>
        <Paragraph>
          {holder} holds the account {account} and would like to hand it to you. If you agree, you
          become its holder and decide about everything in it, its people and its invoices included.
        </Paragraph>
        <Action href={links.home}>Sign in and decide</Action>
        <Note>Nothing changes before you agree.</Note>
      </>
    ),
  }),

  'new-sign-in': ({ parameters: { device, address }, email, at, formats, links }) => ({
    subject: 'Somebody signed in from a new device',
    body: (
      <>
        <Paragraph>
          Somebody, probably you, signed in with {email} from where that was not done of late.
        </Paragraph>
        <Facts
          rows={[
            ['When', formats.instant(at)],
            ['Device', device],
            ['IP address', address ?? 'not known'],
          ]}
        />
        <Note>
          If it was you, do nothing. If not, somebody else has your password: choose another one at
          once, which signs out everybody else. You do that where you sign in, at {links.home}
        </Note>
      </>
    ),
  }),
};
