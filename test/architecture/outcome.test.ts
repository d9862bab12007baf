import {
  DeletedId,
  OneTimeSecret,
  RowRef,
  restoredOutcome,
  storedOutcome,
  textsIn,
  type Outcome,
} from '../../src/graphql/outcome';

describe('R60 what a mutation came to', () => {
  it('is the same after it was kept, lists and what is inside lists too', () => {
    const outcome = {
      license: new RowRef('License', 7),
      removedContactId: new DeletedId('Contact', 8),
      count: 2,
      note: null,
      rows: [
        { license: new RowRef('License', 9), done: true },
        { license: null, done: false, error: 'NOT_FOUND' },
      ],
      userErrors: [{ code: 'DECLINED', message: 'The card was declined.', field: ['cardId'] }],
    };
    expect(restoredOutcome(storedOutcome(outcome as Outcome))).toEqual(outcome);
  });

  it('what was left out is left out', () => {
    const outcome = { contact: undefined, license: new RowRef('License', 7) };
    expect(restoredOutcome(storedOutcome(outcome as unknown as Outcome))).toEqual({
      license: new RowRef('License', 7),
    });
  });

  it('a secret is not kept, at whatever depth; that it was told is', () => {
    const kept = storedOutcome({
      token: new OneTimeSecret('open sesame'),
      rows: [{ key: new OneTimeSecret('swordfish') }],
      cookie: new OneTimeSecret(null, true),
      none: new OneTimeSecret(null),
    } as Outcome);
    expect(kept).not.toMatch(/sesame|swordfish/);
    expect(restoredOutcome(kept)).toEqual({
      token: null,
      tokenWithheld: true,
      rows: [{ key: null, keyWithheld: true }],
      cookie: null,
      cookieWithheld: true,
      none: null,
      noneWithheld: false,
    });
  });

  it('its texts are told apart: what would be kept, and what is told once', () => {
    expect(textsIn([{ a: 'kept', b: new OneTimeSecret('told') }, 'kept too', 5, null])).toEqual({
      kept: ['kept', 'kept too'],
      revealed: ['told'],
    });
  });
});
