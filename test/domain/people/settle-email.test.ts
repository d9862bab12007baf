import { decideSettleEmail, isOnlyOf } from '../../../src/domain/people/settle-email';
import { codeOf } from '../refusals';

const NORMAL = 'kim@xn--kln-sna.example';
const FIRST = { spelling: 'kim@köln.example', normalForm: NORMAL };
const SECOND = { spelling: 'kim@ko\u0308ln.example', normalForm: NORMAL };
const NONE = { spelling: 'max\u00AD@example.com', normalForm: null };
const isOf = (...owners: [email: string, owner: number][]): boolean =>
  isOnlyOf(
    1,
    FIRST,
    [FIRST, SECOND, NONE],
    owners.map(([email, owner]) => ({ email, owner })),
  );

describe('R72 whether staff may give an address its normal form', () => {
  it.each([
    [true, 'nobody else has it', isOf([FIRST.spelling, 1])],
    [true, 'only the person has it in several spellings', isOf([NORMAL, 1], [SECOND.spelling, 1])],
    [true, 'somebody else has another address', isOf([FIRST.spelling, 1], ['lee@a.example', 2])],
    [false, 'somebody else has the normal form', isOf([FIRST.spelling, 1], [NORMAL, 2])],
    [false, 'somebody else has another spelling', isOf([FIRST.spelling, 1], [SECOND.spelling, 2])],
    [false, 'somebody else has the same spelling', isOf([FIRST.spelling, 1], [FIRST.spelling, 2])],
    [false, 'it is no address', isOnlyOf(1, NONE, [NONE], [])],
  ])('%s when %s', (expected, _when, came) => {
    expect(came).toBe(expected);
  });

  it.each([
    [
      null,
      [
        { ...NONE, free: false },
        { ...FIRST, free: true },
      ],
    ],
    ['NOTHING_TO_SETTLE', []],
    ['NO_NORMAL_FORM', [{ ...NONE, free: false }]],
    [
      'EMAIL_IN_USE',
      [
        { ...NONE, free: false },
        { ...FIRST, free: false },
      ],
    ],
  ])('the answer is %s', (code, spellings) => {
    expect(codeOf(decideSettleEmail(spellings))).toBe(code);
  });
});

it('R72 other spellings of another address are nobody’s concern', () => {
  const other = { spelling: 'lee@köln.example', normalForm: 'lee@xn--kln-sna.example' };
  const owners = [
    { email: FIRST.spelling, owner: 1 },
    { email: other.spelling, owner: 2 },
  ];
  expect(isOnlyOf(1, FIRST, [FIRST, SECOND, other], owners)).toBe(true);
});
