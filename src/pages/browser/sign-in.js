/*
 * Signs in, and loads the page's own address again: what was refused is there then. The server puts SIGN_IN before it.
 */
/* global SIGN_IN */
(function () {
  'use strict';

  const form = document.querySelector('form[data-graph]');
  const status = document.querySelector('[role=status]');
  const buttons = document.querySelectorAll('button');
  const codeLabel = document.querySelector('.code');
  const { email, password, code } = form.elements;

  function say(text, isProblem) {
    status.textContent = text;
    status.className = isProblem ? 'problem' : '';
  }

  async function ask(input) {
    const response = await fetch(form.dataset.graph, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: SIGN_IN, variables: { input } }),
    });
    const { data, errors } = await response.json();
    if (errors && errors.length > 0) return errors[0].message;
    const [problem] = data.signIn.userErrors;
    if (!problem) return null;
    if (problem.code === 'TWO_FACTOR_REQUIRED') {
      codeLabel.hidden = false;
      code.focus();
    }
    return problem.message;
  }

  async function signIn(input) {
    for (const button of buttons) button.disabled = true;
    say('One moment …', false);
    let problem;
    try {
      problem = await ask(input);
    } catch {
      problem = 'The server did not answer. Please try again.';
    }
    for (const button of buttons) button.disabled = false;
    if (problem !== null) return say(problem, true);
    // A file that is saved leaves this page where it is.
    say('You are signed in. ', false);
    const again = document.createElement('a');
    again.href = location.pathname + location.search;
    again.textContent = 'Open it again';
    status.append(again);
    document.querySelector('.sign-in').hidden = true;
    location.replace(again.href);
  }

  form.addEventListener('submit', function (event) {
    event.preventDefault();
    void signIn({ email: email.value, password: password.value, code: code.value.trim() || null });
  });
  document.querySelector('.sign-in').addEventListener('click', function (event) {
    const person = event.target.closest('[data-email]');
    if (person) void signIn({ email: person.dataset.email, password: form.dataset.password });
  });
})();
