import { idleSince, runs, wholeDays, type Installation } from '../../../src/domain/leasing/lease';

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
      'the end of a move came before it was deactivated',
      [installation({ endsAt: at('10-01'), deactivatedAt: at('10-05') })],
      at('10-01'),
    ],
    ['ended at this very moment', [installation({ deactivatedAt: NOW })], NOW],
    [
      'several ended, the last one first: since the last end',
      [installation({ deactivatedAt: at('09-01') }), installation({ deactivatedAt: at('07-01') })],
      at('09-01'),
    ],
    [
      'ended before the lease began, as of another one: since its start',
      [installation({ deactivatedAt: at('03-01') })],
      STARTED,
    ],
    [
      'one ended and another fell silent before: since the end',
      [installation({ lastSeenAt: at('08-01') }), installation({ deactivatedAt: at('10-05') })],
      at('10-05'),
    ],
    [
      'one fell silent after another ended: since it was last seen',
      [installation({ deactivatedAt: at('08-01') }), installation({ lastSeenAt: at('10-05') })],
      at('10-05'),
    ],
    [
      'one runs, whatever else ended',
      [installation({ deactivatedAt: at('11-20') }), installation()],
      null,
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

describe('R35 an installation', () => {
  it('runs until it ends, and no more from that moment on', () => {
    const [before, after] = [new Date(NOW.getTime() - 1), new Date(NOW.getTime() + 1)];
    for (const end of ['endsAt', 'deactivatedAt'] as const) {
      const one = installation({ [end]: NOW });
      expect([before, NOW, after].map((now) => runs(one, now))).toEqual([true, false, false]);
    }
    expect(runs(installation(), NOW)).toBe(true);
  });

  it('has been idle for whole days', () => {
    const hours = (count: number) => new Date(STARTED.getTime() + count * 3_600_000);
    expect([0, 23, 24, 47, 48].map((count) => wholeDays(STARTED, hours(count)))).toEqual([
      0, 0, 1, 1, 2,
    ]);
  });
});
