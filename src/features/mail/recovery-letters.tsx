import type { Recovery } from '../../domain/mail/recovery-mails';
import type { Formats } from './formats';
import { Action, Facts, Note, Paragraph } from './letter-parts';
import type { Letters } from './letter.types';

type RecoveryEvent = 'two-factor-reset' | 'holder-replacement' | 'staff-recovery';

const factsOf = ({ reason, effectiveAt }: Recovery, formats: Formats): [string, string][] => [
  ['Reason', reason],
  ...(effectiveAt === null
    ? []
    : [['Happens at', formats.instant(new Date(effectiveAt))] as [string, string]]),
];

/** Letters about what staff do for who is locked out. */
export const RECOVERY_LETTERS: Letters<RecoveryEvent> = {
  'two-factor-reset': ({ parameters, email, formats, links }) => {
    const said = {
      REQUESTED: {
        subject: 'Your second factor is about to be removed',
        text: `Our staff were asked to remove the second factor of ${email}, because it was lost. If that was you, do nothing.`,
      },
      CANCELED: {
        subject: 'Your second factor stays',
        text: `The removal of the second factor of ${email} was canceled.`,
      },
      DONE: {
        subject: 'Your second factor was removed',
        text: `The second factor of ${email} was removed, and you were signed out everywhere. Sign in with your password and set up another one.`,
      },
    }[parameters.stage];
    return {
      subject: said.subject,
      body: (
        <>
          <Paragraph>{said.text}</Paragraph>
          <Facts rows={factsOf(parameters, formats)} />
          <Action href={links.home}>Sign in</Action>
          <Note>
            {parameters.stage === 'REQUESTED'
              ? 'If it was not you, sign in with your second factor: that cancels it. Then choose another password.'
              : 'If you know nothing of it, write to our support at once.'}
          </Note>
        </>
      ),
    };
  },

  'holder-replacement': ({ parameters, formats, links }) => {
    const { stage, account, accountNumber, newHolder } = parameters;
    const said = {
      REQUESTED: {
        subject: `${accountNumber} is about to get another holder`,
        text: `Our staff were asked to make ${newHolder} the holder of the account ${account}, because the present holder is gone. The holder decides about everything in it, its people and its invoices included.`,
      },
      CANCELED: {
        subject: `${accountNumber} keeps its holder`,
        text: `It was canceled that ${newHolder} becomes the holder of the account ${account}.`,
      },
      DONE: {
        subject: `${accountNumber} has another holder`,
        text: `${newHolder} is the holder of the account ${account} now. The former holder keeps a login without permissions, and their API tokens have ended.`,
      },
    }[stage];
    return {
      subject: said.subject,
      body: (
        <>
          <Paragraph>{said.text}</Paragraph>
          <Facts rows={factsOf(parameters, formats)} />
          <Action href={links.home}>Sign in</Action>
          <Note>
            {stage === 'REQUESTED'
              ? 'If you hold the account and are still there, sign in and cancel it.'
              : 'If you know nothing of it, write to our support at once.'}
          </Note>
        </>
      ),
    };
  },

  'staff-recovery': ({ parameters, formats }) => {
    const { stage, what, who } = parameters;
    const thing =
      what === 'HOLDER' ? 'Another holder of an account' : 'The removal of a second factor';
    const came = { REQUESTED: 'was asked for', CANCELED: 'was canceled', DONE: 'was done' }[stage];
    return {
      subject: `${thing} ${came}`,
      body: (
        <>
          <Paragraph>
            {thing} {came}.{' '}
            {stage === 'REQUESTED'
              ? 'Look whether it is right. When another member of the staff asks for the same, it happens at once.'
              : ''}
          </Paragraph>
          <Facts rows={[['Of', who], ...factsOf(parameters, formats)]} />
        </>
      ),
    };
  },
};
