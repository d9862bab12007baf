import { judgeServer, serverName } from '../../src/database/suitability';

const GOOD = {
  version: '10.11.19-MariaDB-0+deb12u1',
  innodb_flush_log_at_trx_commit: '1',
  wsrep_on: 'OFF',
  character_set_database: 'utf8mb4',
};
/** What is found wrong, by its setting. */
const found = (changes: Partial<Record<keyof typeof GOOD, string>>) =>
  judgeServer({ ...GOOD, ...changes }).map(({ setting }) => setting);

describe('a database server that holds money', () => {
  it('is recent, writes what it has committed, is no cluster, and stores every character', () => {
    expect(found({})).toEqual([]);
    expect(judgeServer({ ...GOOD, version: '8.4.0', wsrep_on: undefined })).toEqual([]);
    expect(found({ innodb_flush_log_at_trx_commit: '2' })).toEqual([
      'innodb_flush_log_at_trx_commit',
    ]);
    expect(found({ wsrep_on: 'ON' })).toEqual(['wsrep_on']);
    expect(found({ character_set_database: 'latin1' })).toEqual(['character_set_database']);
    expect(found({ version: '8.0.40' })).toEqual([null]);
    expect(found({ version: '10.6.21-MariaDB' })).toEqual([null]);
  });

  it('that does not say is not taken', () => {
    expect(judgeServer({}).map(({ setting }) => setting)).toEqual([
      null,
      'innodb_flush_log_at_trx_commit',
      'character_set_database',
    ]);
  });

  it('has a name', () => {
    expect([serverName(GOOD), serverName({ version: '9.7.4' })]).toEqual([
      'MariaDB 10.11.19',
      'MySQL 9.7.4',
    ]);
  });
});
