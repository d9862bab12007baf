/*
 * Says what a link of a mail would put into the cart, and does it once the person asks: a scanner of mails that opens
 * the link changes nothing. The server puts RENEW before it.
 */
/* global RENEW */
(function () {
  'use strict';

  const form = document.querySelector('form[data-renewals]');
  const result = document.querySelector('.result');
  const signIn = document.querySelector('.sign-in');
  const given = new URLSearchParams(location.search);
  const input = {
    accountId: decodeURIComponent(location.pathname.split('/').pop()),
    endsFrom: given.get('from'),
    endsTo: given.get('to'),
    ...(given.has('use') ? { use: given.get('use') } : {}),
  };

  function say(text, isProblem) {
    result.textContent = text;
    result.className = isProblem ? 'result problem' : 'result';
  }

  const count = (number) => (number === 1 ? '1 renewal' : number + ' renewals');
  const more = ({ alreadyInCart, notAdded }) =>
    (alreadyInCart > 0 ? ' In the cart already: ' + alreadyInCart + '.' : '') +
    (notAdded > 0
      ? ' Not added: ' + notAdded + ', as the cart is full or they are not sold at present.'
      : '');

  /** What came back; null where the person is told that it cannot be. */
  async function send(dryRun) {
    const response = await fetch(form.dataset.graphRenewals, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: RENEW, variables: { input: { ...input, dryRun } } }),
    });
    const { data, errors } = await response.json();
    const [error] = errors || [];
    if (error) {
      const { code } = error.extensions || {};
      // Another login of theirs may be allowed to.
      signIn.hidden = !['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'].includes(code);
      say(
        code === 'BAD_USER_INPUT'
          ? 'This link is not complete. Please copy the whole address from the mail.'
          : error.message,
        code !== 'UNAUTHENTICATED',
      );
      return null;
    }
    const payload = data.addRenewalsToCart;
    const [problem] = payload.userErrors;
    if (problem) say(problem.message, true);
    return problem ? null : payload;
  }

  async function tried(work) {
    form.hidden = true;
    try {
      await work();
    } catch {
      say('The server did not answer. Please try again.', true);
    }
  }

  form.addEventListener('submit', function (event) {
    event.preventDefault();
    void tried(async function () {
      say('One moment …', false);
      const done = await send(false);
      if (done)
        say(count(done.added) + ' added to the cart. Nothing was bought.' + more(done), false);
    });
  });
  void tried(async function () {
    const shown = await send(true);
    if (!shown) return;
    say(
      shown.added > 0
        ? count(shown.added) + ' can be added to the cart.' + more(shown)
        : 'There is nothing to add.' + more(shown),
      false,
    );
    form.hidden = shown.added === 0;
  });
})();
