const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * Files that take long, longest first. Jest knows how long a file takes only where it has run before; in a
 * fresh clone it goes by their size, and one of these that begins last is waited for by one core alone.
 */
const SLOW = [
  'features/viewer-can/everybody',
  'permissions/reach-walk',
  'browser/first-minute',
  'faults/killed-checkout',
  'faults/killed-mailing',
  'faults/killed-payment',
  'permissions/matrix-staff',
  'faults/killed-mail',
  'features/viewer-can/demo',
  'features/purchase/checkout',
  'features/timing',
  'dev/demo-data',
  'features/dry-run',
  'features/input',
  'permissions/matrix',
  'permissions/reach',
  'faults/killed-mutation',
  'features/purchase/spending-cap',
  'features/transfers',
  'permissions/matrix-tokens',
  'features/payment/account-credit',
  'database/migrations',
  'features/payment/gateway-changes',
  'features/payment/pay-invoice',
  'features/reselling/reseller-year',
  'mutations/every',
  'features/rate-limits',
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

/** Begins with what takes longest, so that all workers are done at about the same time. */
module.exports = class extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => placeOf(one) - placeOf(other));
  }
};
