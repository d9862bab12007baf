import type { ReactNode } from 'react';
import type { MailEvent, Mails } from '../../domain/mail/mails';
import type { Formats } from './formats';
import type { Links } from './links';

/** What a letter is written from. */
export interface Given<Event extends MailEvent> {
  readonly parameters: Mails[Event]['parameters'];
  readonly secrets: Mails[Event]['secrets'];
  /** Address that it goes to. */
  readonly email: string;
  /** When its cause happened. */
  readonly at: Date;
  readonly formats: Formats;
  readonly links: Links;
  /** As the vendor calls itself. */
  readonly sender: string;
  /** Whether the invoice that it is about is attached, or was to be and is not; null where it is not to be. */
  readonly pdf: 'ATTACHED' | 'MISSING' | null;
}

/** What one event says: `subject` is the heading too. */
export interface Letter {
  readonly subject: string;
  readonly body: ReactNode;
}

/** A letter for each of some events. What people have typed is put in as text alone. */
export type Letters<Events extends MailEvent> = {
  readonly [Event in Events]: (given: Given<Event>) => Letter;
};
