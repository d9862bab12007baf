import type { Database } from '../../../database/database';
import { SandboxBooks } from './sandbox-books.repository';
import { nameOf } from './sandbox-names';
import type { SandboxRequest } from './sandbox.types';

/** The bank of the sandbox's cards: what it asks a person by a link, and what they answer. */
export class SandboxBank {
  private readonly books: SandboxBooks;

  constructor(database: Database) {
    this.books = new SandboxBooks(database);
  }

  /** What is asked by a link; null when it asks nothing any more. */
  asked(secret: string): Promise<SandboxRequest | null> {
    return this.books.request(secret);
  }

  /**
   * A person confirms what they are asked, or refuses to.
   * @returns the charge, for whoever wants to know its outcome; null for a card, and when nothing was asked.
   */
  async answer(secret: string, confirmed: boolean): Promise<string | null> {
    const request = await this.books.request(secret);
    if (request === null) return null;
    if (request.what === 'CARD') {
      await this.books.answerCard(request.id, confirmed);
      return null;
    }
    await this.books.finish(request.id, confirmed ? null : 'AUTHENTICATION_REQUIRED');
    return nameOf('ch', request.id);
  }
}
