import type { ErrorCode } from '../../src/domain/error-code';
import { Refusal, refuse } from '../../src/domain/refusal';

const reason = (code: ErrorCode) => ({ code, message: `${code}.` });

describe('a refusal', () => {
  it('has every reason there is, in their order', () => {
    const [one, two] = [reason('BLANK'), reason('MISSING')];
    expect(() => refuse()).not.toThrow();
    expect(() => refuse(null, null)).not.toThrow();
    const refusal = new Refusal(one, two);
    expect([refusal.name, refusal.message, refusal.reasons]).toEqual([
      'Refusal',
      'BLANK, MISSING',
      [one, two],
    ]);
    expect(() => refuse(null, one, null, two)).toThrow(refusal);
    try {
      refuse(null, one, null, two);
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal);
      expect((error as Refusal).reasons).toEqual([one, two]);
    }
  });
});
