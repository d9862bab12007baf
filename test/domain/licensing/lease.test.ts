import { idleSince, type Installation } from '../../../src/domain/licensing/lease';

const at = (day: string): Date => new Date(`2026-${day}T00:00:00Z`);
const NOW = at('11-21');
const STARTED = at('06-01');
const installation = (given: Partial<Installation> = {}): Installation => ({
  lastSeenAt: at('11-20'),
  endsAt: null,
  deactivatedAt: null,
  ...given,
});

describe('R45 since when a lease is paid for without being used', () => {
  it.each<[string, Installation[], Date | null]>([
    ['used', [installation()], null],
    ['never activated: since its start', [], STARTED],
    ['deactivated: since then', [installation({ deactivatedAt: at('10-05') })], at('10-05')],
    [
      'silent for more than 14 days: since it was last seen',
      [installation({ lastSeenAt: at('11-06') })],
      at('11-06'),
    ],
    ['silent for exactly 14 days: still used', [installation({ lastSeenAt: at('11-07') })], null],
    [
      'moved away, and the new server runs',
      [installation({ endsAt: at('10-30') }), installation()],
      null,
    ],
    [
      'moved away, and the new server fell silent',
      [installation({ endsAt: at('10-30') }), installation({ lastSeenAt: at('11-01') })],
      at('11-01'),
    ],
    [
      'in the 30 days of a move the older server still counts',
      [installation({ endsAt: at('12-10') })],
      null,
    ],
    [
      'deactivated before the move would have ended it',
      [installation({ endsAt: at('12-10'), deactivatedAt: at('11-10') })],
      at('11-10'),
    ],
    [
      'several ended: since the last end',
      [installation({ deactivatedAt: at('07-01') }), installation({ deactivatedAt: at('09-01') })],
      at('09-01'),
    ],
  ])('%s', (_case, installations, since) => {
    expect(idleSince(STARTED, installations, NOW)).toEqual(since);
  });
});
