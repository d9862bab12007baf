const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * Files that take long, longest first. Jest knows how long a file takes only where it has run before; in a
 * fresh clone it goes by their size, and one of these that begins last is waited for by one core alone.
 */
const SLOW = [
  'permissions/reach-walk',
  'features/viewer-can/everybody',
  'features/viewer-can/demo',
  'browser/first-minute',
  'permissions/matrix',
  'permissions/matrix-tokens',
  'permissions/matrix-staff',
  'permissions/reach',
  'features/timing',
  'faults/killed-payment',
  'features/input',
  'features/dry-run',
  'features/mail/sent-mails',
  'features/mail/mailings',
  'features/guessed-keys',
  'downloads/large-csv',
  'features/audit',
];

const placeOf = ({ path }) => {
  const place = SLOW.findIndex((name) => path.endsWith(`/test/${name}.test.ts`));
  return place === -1 ? SLOW.length : place;
};

/** Begins with what takes longest, so that both workers are done at about the same time. */
module.exports = class extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => placeOf(one) - placeOf(other));
  }
};
