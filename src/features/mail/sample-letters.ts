import type { Mails, Recipient } from '../../domain/mail/mails';
import { formatsOf, localeOf } from './formats';
import { linksOf } from './links';
import { writeLetter, type WrittenLetter } from './write-letter';

type Sampled = 'critical-mailing' | 'marketing-mailing';

/** Stands in a sample for the token that only the recipient may have. */
const NO_TOKEN = 'sample';

/** Mailings as they will look, before they are sent. */
export class SampleLetters {
  constructor(
    private readonly settings: {
      /** Where links lead, without a slash at its end. */
      readonly publicUrl: string;
      readonly sender: string;
      readonly timeZone: string;
      readonly vendorCountry: string;
    },
  ) {}

  /** A letter to somebody, as if it was written at `at`; its link to unsubscribe is of nobody's. */
  write(
    event: Sampled,
    { email, name }: Recipient,
    parameters: Mails[Sampled]['parameters'],
    at: Date,
  ): WrittenLetter {
    const { publicUrl, sender, timeZone, vendorCountry } = this.settings;
    const links = linksOf(publicUrl);
    const unsubscribe = event === 'marketing-mailing' ? links.unsubscribe(NO_TOKEN) : null;
    const formats = formatsOf(localeOf(vendorCountry), timeZone);
    const given = { parameters, email, at, formats, links, sender, pdf: null };
    return event === 'critical-mailing'
      ? writeLetter(event, { ...given, secrets: null }, { name, unsubscribe })
      : writeLetter(event, { ...given, secrets: { unsubscribe: NO_TOKEN } }, { name, unsubscribe });
  }
}
