import { newLicenseKey } from '../../src/features/license/key-hash';
import { checksum, Fixtures } from '../support/fixtures';
import { BEHIND_A_PROXY, send, type Done } from '../support/senders';
import { TestApplication } from '../support/test-application';

const GUESSES = process.env['KEYHOLD_LONG'] === '1' ? 10_000 : 300;
const ROUNDS = 7;
/** Far above what the work takes, as in production. */
const FLOOR = 300;

const NAMES = ['activateInstallation', 'checkIn', 'deactivateInstallation'] as const;
const guess = (
  test: TestApplication,
  name: string,
  key: string,
  from?: string,
): Promise<Done<object>> =>
  send(test, name, { key, serverName: 's.example' }, 'status', from === undefined ? {} : { from });

describe('R29 whoever guesses keys', () => {
  let test: TestApplication;
  const keys: Record<'never was' | 'is none' | 'is not assigned', string> = {
    'never was': newLicenseKey(),
    'is none': '👻 no key at all',
    'is not assigned': newLicenseKey(),
  };

  const start = async (answerAfter: number): Promise<void> => {
    test = await TestApplication.start(BEHIND_A_PROXY, { answerAfter });
    const make = new Fixtures(test);
    const account = await make.account(await make.user(), { reseller: true });
    await make.license(account, await make.product(), {
      customerAccountId: null,
      origin: 'RESOLD',
      status: 'UNASSIGNED',
      key: keys['is not assigned'],
    });
  };

  describe('by what is answered', () => {
    beforeAll(() => start(0));
    afterAll(() => test.stop());

    it.each(NAMES)('R29 R63 learns nothing from %s, and nothing is written', async (name) => {
      const before = await checksum(test.dataSource);
      const answers = new Set<string>();
      for (const key of Object.values(keys)) answers.add((await guess(test, name, key)).text);
      expect(answers.size).toBe(1);
      expect([...answers][0]).toContain('LICENSE_KEY_INVALID');
      expect(await checksum(test.dataSource)).toBe(before);
    });

    it(`R29 of ${GUESSES} guesses from one network nearly all are turned away unread`, async () => {
      const before = await checksum(test.dataSource);
      const came = new Map<string, number>();
      for (let from = 0; from < GUESSES; from += 50) {
        const some = Array.from({ length: Math.min(50, GUESSES - from) }, () =>
          guess(test, 'activateInstallation', newLicenseKey(), '198.51.100.7'),
        );
        for (const { codes } of await Promise.all(some))
          came.set(String(codes[0]), (came.get(String(codes[0])) ?? 0) + 1);
      }
      expect(Object.fromEntries(came)).toEqual({
        LICENSE_KEY_INVALID: 60,
        RATE_LIMITED: GUESSES - 60,
      });
      expect(await checksum(test.dataSource)).toBe(before);
    }, 600_000);

    it('R29 one key is limited wherever it is tried from', async () => {
      const codes: unknown[] = [];
      for (let n = 0; n < 21; n++)
        codes.push((await guess(test, 'deactivateInstallation', 'TRIED EVERYWHERE')).codes[0]);
      expect(new Set(codes.slice(0, 20))).toEqual(new Set(['LICENSE_KEY_INVALID']));
      expect(codes[20]).toBe('RATE_LIMITED');
    });
  });

  describe('by how long it takes', () => {
    beforeAll(() => start(FLOOR));
    afterAll(() => test.stop());

    it('R29 learns nothing: every answer comes after a fixed time', async () => {
      const quickest: number[] = [];
      for (const key of Object.values(keys)) {
        const times: number[] = [];
        for (let round = 0; round < ROUNDS; round++) {
          const started = performance.now();
          await guess(test, 'checkIn', key);
          times.push(performance.now() - started);
        }
        quickest.push(Math.min(...times));
      }
      for (const time of quickest) expect(time).toBeGreaterThanOrEqual(FLOOR - 2);
      expect(Math.max(...quickest) - Math.min(...quickest)).toBeLessThan(FLOOR / 4);
    });
  });
});
