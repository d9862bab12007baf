import { OutboxMessageEntity } from '../../src/database/entities/outbox-message.entity';
import { Database } from '../../src/database/database';
import { SystemScope } from '../../src/database/scope';
import { Sealer } from '../../src/database/sealing';
import { SEAL_KEY_ID } from '../../src/composition';
import { OutboxRepository } from '../../src/features/outbox/outbox.repository';
import type { Message } from '../../src/graphql/call';
import type { TestApplication } from './test-application';

/** The outbox of an application, for tests that fill it or look into it. */
export class Outbox {
  constructor(private readonly test: TestApplication) {}

  /** Writes messages that are due now, as a mutation would have. */
  async add(...messages: readonly Message[]): Promise<void> {
    const { dataSource, config } = this.test;
    const database = new Database(dataSource, { statementTimeout: 10_000 });
    const repository = new OutboxRepository(database, new Sealer(SEAL_KEY_ID, config.sealKey), {
      now: () => this.test.now,
    });
    const due = messages.map((message) => ({ ...message, dueAt: this.test.now }));
    await database.transaction((tx) => repository.add(new SystemScope('test'), tx, due));
  }

  rows(): Promise<OutboxMessageEntity[]> {
    return this.test.dataSource.manager.find(OutboxMessageEntity, { order: { id: 'ASC' } });
  }

  /** How many are neither sent nor given up. */
  async waiting(): Promise<number> {
    return (await this.rows()).filter(({ settledAt }) => settledAt === null).length;
  }
}
