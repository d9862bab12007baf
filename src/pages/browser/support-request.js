/*
 * Shows a support request to the contact that a link was mailed to, and sends what they reply. Opening it changes
 * nothing. Everything that somebody wrote is put in as text. The server puts FOLLOW and REPLY before it.
 */
/* global FOLLOW, REPLY */
(function () {
  'use strict';

  const token = new URLSearchParams(location.search).get('token') || '';
  const subject = document.querySelector('[data-subject]');
  const list = document.querySelector('[data-messages]');
  const form = document.querySelector('form');
  const field = form.querySelector('textarea');
  const button = form.querySelector('button');
  const status = document.querySelector('[role=status]');
  const NO_ANSWER = 'The server did not answer. Please try again.';
  const INVALID =
    'This link does not work any more. Use the one in the newest mail, or ask support.';

  function say(text, isProblem) {
    status.textContent = text;
    status.className = isProblem ? 'problem' : '';
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function show(request) {
    subject.textContent = request.number + ': ' + request.subject;
    list.replaceChildren(
      ...request.messages.map(function ({ author, body, sentAt }) {
        const item = element('li', '', '');
        item.append(
          element('p', 'by', author + ', ' + new Date(sentAt).toLocaleString()),
          element('p', 'said', body),
        );
        return item;
      }),
    );
    form.hidden = request.status === 'CLOSED';
    if (form.hidden) say('This request is closed. Ask support to reopen it.', false);
  }

  async function ask(query, variables) {
    const response = await fetch('graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await response.json();
    if (errors && errors.length > 0) throw new Error(errors[0].message);
    return data;
  }

  async function load() {
    try {
      const { supportRequestByLink: request } = await ask(FOLLOW, { token });
      if (request === null) say(INVALID, true);
      else show(request);
    } catch {
      say(NO_ANSWER, true);
    }
  }

  async function send() {
    const input = { token, message: field.value };
    const { replyBySupportLink: answer } = await ask(REPLY, { input });
    const [problem] = answer.userErrors;
    if (problem) return say(problem.message, true);
    field.value = '';
    say('Thank you. Support has your reply.', false);
    if (answer.supportRequest) show(answer.supportRequest);
  }

  form.addEventListener('submit', async function (event) {
    event.preventDefault();
    button.disabled = true;
    say('One moment …', false);
    try {
      await send();
    } catch (error) {
      say(error instanceof TypeError ? NO_ANSWER : error.message, true);
    }
    button.disabled = false;
  });

  void load();
})();
