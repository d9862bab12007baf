import { Paragraph } from './letter-parts';
import type { Letter, Letters } from './letter.types';

function mailing(subject: string, text: string): Letter {
  const paragraphs = text.split(/\n\s*\n/).filter((one) => one.trim() !== '');
  return {
    subject,
    body: paragraphs.map((one, at) => (
      <Paragraph key={at} dir="auto">
        {one}
      </Paragraph>
    )),
  };
}

/** What the vendor writes itself. */
export const MAILING_LETTERS: Letters<'critical-mailing' | 'marketing-mailing'> = {
  'critical-mailing': ({ parameters: { subject, text } }) => mailing(subject, text),
  'marketing-mailing': ({ parameters: { subject, text } }) => mailing(subject, text),
};
