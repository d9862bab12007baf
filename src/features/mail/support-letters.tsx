import { Action, Facts, Paragraph, Written } from './letter-parts';
import type { Letters } from './letter.types';

type SupportEvent = 'support-answer' | 'staff-support-request';

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
