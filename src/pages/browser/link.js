/*
 * Sends what the form of a mailed link's page holds, with the token of the link, to the graph. Only once the person
 * asks for it: opening the link, as a scanner of mails does, uses nothing up. The server puts MUTATIONS before it.
 */
/* global MUTATIONS */
(function () {
  'use strict';

  const form = document.querySelector('form[data-mutation]');
  const status = document.querySelector('[role=status]');
  const button = form.querySelector('button');
  const name = form.dataset.mutation;

  function say(text, isProblem) {
    status.textContent = text;
    status.className = isProblem ? 'problem' : '';
  }

  async function send(input) {
    const response = await fetch('graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: MUTATIONS[name], variables: { input } }),
    });
    const { data, errors } = await response.json();
    if (errors && errors.length > 0) return errors[0].message;
    const [problem] = data[name].userErrors;
    return problem ? problem.message : null;
  }

  form.addEventListener('submit', async function (event) {
    event.preventDefault();
    const input = { token: new URLSearchParams(location.search).get('token') || '' };
    for (const field of form.querySelectorAll('input[name]')) input[field.name] = field.value;
    const repeated = form.querySelector('input[data-repeats]');
    if (repeated && repeated.value !== input[repeated.dataset.repeats])
      return say('The two passwords are not the same.', true);
    button.disabled = true;
    say('One moment …', false);
    let problem;
    try {
      problem = await send(input);
    } catch {
      problem = 'The server did not answer. Please try again.';
    }
    button.disabled = false;
    say(problem || form.dataset.done, problem !== null);
    if (problem === null) form.hidden = true;
  });
})();
