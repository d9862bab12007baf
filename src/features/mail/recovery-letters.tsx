import type { Recovery } from '../../domain/mail/recovery-mails';
import type { Formats } from './formats';
import { Action, Facts, Note, Paragraph } from './letter-parts';
import type { Letters } from './letter.types';

type RecoveryEvent =
  'two-factor-reset' | 'holder-replacement' | 'staff-recovery' | 'staff-license-reversal';

const factsOf = ({ reason, effectiveAt }: Recovery, formats: Formats): [string, string][] => [
  ['Reason', reason],
  ...(effectiveAt === null
    ? []
    : [['Takes effect', formats.instant(new Date(effectiveAt))] as [string, string]]),
];

/** Letters about what staff do for who is locked out. */
export const RECOVERY_LETTERS: Letters<RecoveryEvent> = {
  'two-factor-reset': ({ parameters, email, formats, links }) => {
    const said = {
      REQUESTED: {
        subject: 'Your second factor is about to be removed',
        text: `Our staff were asked to remove the second factor of ${email}, because it was lost. If you asked for that, there is nothing to do.`,
      },
      CANCELED: {
        subject: 'Your second factor is not removed',
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
              ? 'If you did not ask for that, sign in with your second factor: this cancels the removal. Then choose another password.'
              : 'If you do not know why, contact our support at once.'}
          </Note>
        </>
      ),
    };
  },

  'holder-replacement': ({ parameters, formats, links }) => {
    const { stage, account, accountNumber, newHolder } = parameters;
    const said = {
      REQUESTED: {
        subject: `${accountNumber} will get another holder`,
        text: `Our staff were asked to make ${newHolder} the holder of the account ${account}, because the present holder is not available any more. The holder has complete control of the account, including its people and its invoices.`,
      },
      CANCELED: {
        subject: `${accountNumber} keeps its holder`,
        text: `The replacement of the holder of the account ${account} by ${newHolder} was canceled.`,
      },
      DONE: {
        subject: `${accountNumber} has another holder`,
        text: `${newHolder} is now the holder of the account ${account}. The former holder keeps a login without permissions, and their API tokens have ended.`,
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
              ? 'If you are the holder of the account, sign in and cancel it.'
              : 'If you do not know why, contact our support at once.'}
          </Note>
        </>
      ),
    };
  },

  'staff-recovery': ({ parameters, formats }) => {
    const { stage, what, who } = parameters;
    const thing =
      what === 'HOLDER' ? 'The replacement of an account holder' : 'The removal of a second factor';
    const came = { REQUESTED: 'was requested', CANCELED: 'was canceled', DONE: 'was carried out' }[
      stage
    ];
    return {
      subject: `${thing} ${came}`,
      body: (
        <>
          <Paragraph>
            {thing} {came}.{' '}
            {stage === 'REQUESTED'
              ? 'Please check whether it is right. It takes effect at once when another member of the staff requests the same.'
              : ''}
          </Paragraph>
          <Facts rows={[['Of', who], ...factsOf(parameters, formats)]} />
        </>
      ),
    };
  },

  'staff-license-reversal': ({ parameters, formats }) => {
    const { stage, reason, until, licenseId, product, payer, customer } = parameters;
    const said = {
      REQUESTED: {
        subject: 'A license is to be taken back: a second person is needed',
        text: 'A member of the staff requested to take back a license that was assigned or bought by mistake. Please check whether it is right, and confirm or cancel it.',
      },
      CANCELED: {
        subject: 'A license is not taken back',
        text: 'The request to take back a license was canceled.',
      },
      DONE: {
        subject: 'A license was taken back',
        text: 'Two members of the staff took back a license that was assigned or bought by mistake. It has ended, and a replacement was made.',
      },
    }[stage];
    return {
      subject: said.subject,
      body: (
        <>
          <Paragraph>{said.text}</Paragraph>
          <Facts
            rows={[
              ['License', licenseId],
              ['Product', product],
              ['Paid by', payer],
              ['Run by', customer],
              ['Reason', reason],
              until === null ? null : ['Confirm by', formats.instant(new Date(until))],
            ]}
          />
        </>
      ),
    };
  },
};
