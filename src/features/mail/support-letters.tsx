import { Action, Facts, Note, Paragraph, Written } from './letter-parts';
import type { Letters } from './letter.types';

type SupportEvent = 'support-answer' | 'support-contact' | 'staff-support-request';

const CONTACT_SUBJECT = {
  RECORDED: (number: string) => `Support request ${number} was recorded`,
  ANSWERED: (number: string) => `Support answered your request ${number}`,
  CLOSED: (number: string) => `Support request ${number} was closed`,
} as const;
const CONTACT_TEXT = {
  RECORDED: (number: string) =>
    `Support recorded your request ${number}. You can follow it and reply by the link below. It says:`,
  ANSWERED: (number: string) =>
    `Support answered your request ${number}. You can reply by the link below. The answer:`,
  CLOSED: (number: string) =>
    `Your support request ${number} was closed. You can read it by the link below. If the matter is not settled, contact support.`,
} as const;

/** Letters about support requests. What somebody typed stands in no subject. */
export const SUPPORT_LETTERS: Letters<SupportEvent> = {
  'support-answer': ({ parameters: { number, message }, links }) => ({
    subject:
      message === null
        ? `Support request ${number} was closed`
        : `Support answered your request ${number}`,
    body: (
      <>
        {message === null ? (
          <Paragraph>
            Your support request {number} was closed. If the matter is not settled, sign in and
            reopen it.
          </Paragraph>
        ) : (
          <>
            <Paragraph>Support answered your request {number}:</Paragraph>
            <Written text={message} />
            <Paragraph>To reply, sign in.</Paragraph>
          </>
        )}
        <Action href={links.home}>Sign in</Action>
      </>
    ),
  }),

  'support-contact': ({ parameters: { number, what, message }, secrets, links }) => ({
    subject: CONTACT_SUBJECT[what](number),
    body: (
      <>
        <Paragraph>{CONTACT_TEXT[what](number)}</Paragraph>
        {message !== null && <Written text={message} />}
        <Action href={links.supportRequest(secrets.token)}>Open the request</Action>
        <Note>
          The link opens this request and nothing else, for 30 days. Do not pass it on: anybody who
          has it can read the request and reply.
        </Note>
      </>
    ),
  }),

  'staff-support-request': ({ parameters }) => {
    const { account, accountNumber, number, subject, message } = parameters;
    return {
      subject: `Support request ${number} of ${accountNumber}`,
      body: (
        <>
          <Paragraph>A customer wrote to support:</Paragraph>
          <Written text={message} />
          <Facts
            rows={[
              ['Account', `${accountNumber}, ${account}`],
              ['Request', number],
              ['Subject', subject],
            ]}
          />
        </>
      ),
    };
  },
};
