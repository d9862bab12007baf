/*
 * The sign-in bar, and GraphiQL with a fetcher of ours, for current browsers. It stands before GraphiQL's 5 MB in the
 * page, so that the bar answers at once. The server puts EXAMPLES and FIRST_TABS before it.
 */
/* global EXAMPLES, FIRST_TABS */
(function () {
  'use strict';

  const ENDPOINT = '/graphql';
  const VIEWER = 'query ExplorerSession { viewer { user { email fullName } staffRole } }';
  const SIGN_IN =
    'mutation ExplorerSignIn($input: SignInInput!) { signIn(input: $input) ' +
    '{ viewer { user { email } } userErrors { code message field } } }';
  const SIGN_OUT = 'mutation ExplorerSignOut { signOut(input: {}) { userErrors { message } } }';

  const byId = (id) => document.getElementById(id);
  const assets = byId('explorer-script').dataset;
  const bar = document.querySelector('.session');
  const status = byId('session-status');
  const problem = byId('session-problem');
  const signOutButton = byId('sign-out');
  const toggle = byId('panel-toggle');
  const hint = byId('example-hint');
  const people = byId('people');
  const form = byId('sign-in-form');

  // ---- the graph

  /** Posts one operation. Resolves to the answer, errors and all; rejects when there is none. */
  async function post(operation, extraHeaders) {
    const headers = new Headers(extraHeaders);
    headers.set('content-type', 'application/json');
    headers.set('accept', 'application/graphql-response+json, application/json;q=0.9');
    const response = await fetch(ENDPOINT, {
      method: 'POST',
      credentials: 'same-origin',
      headers,
      body: JSON.stringify(operation),
    });
    const text = await response.text();
    try {
      return JSON.parse(text);
    } catch {
      throw new Error('The server answered ' + response.status + ', but not in JSON.');
    }
  }

  /** Posts an operation of the bar's own. Rejects with the first error's message. */
  async function ask(query, variables) {
    const { data, errors } = await post({ query, variables });
    if (errors && errors.length > 0) {
      const { retryAfter } = errors[0].extensions || {};
      const wait = retryAfter ? ' Try again in ' + retryAfter + ' s.' : '';
      throw new Error(errors[0].message + wait);
    }
    return data;
  }

  // ---- the bar

  let asked = 0;
  let busy = false;
  /** Who is signed in, as far as the bar knows: an address, a token, or nobody. */
  let known;

  const element = (name, text, className) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  /** Words that are left out where there is little room. */
  const ifRoom = (text) => element('span', text, 'if-room');

  function show(viewer) {
    const user = viewer && viewer.user;
    status.replaceChildren();
    if (user) {
      status.append(ifRoom('Signed in as '), element('strong', user.fullName || user.email));
      if (user.fullName) status.append(ifRoom(' (' + user.email + ')'));
      if (viewer.staffRole) status.append(ifRoom(', staff: ' + viewer.staffRole.toLowerCase()));
    } else {
      status.append(viewer ? 'Signed in by a token.' : 'Nobody is signed in.');
    }
    if (!viewer && document.activeElement === signOutButton) toggle.focus();
    signOutButton.hidden = !viewer;
    toggle.replaceChildren(viewer ? 'Switch' : 'Sign in');
    if (viewer) toggle.append(ifRoom(' person'));
    // Whoever has signed in is done with the panel; whoever is not needs it first.
    const who = viewer ? (user ? user.email : 'token') : null;
    if (who !== known) open(who === null ? toggle : null);
    known = who;
    showHint();
    if (!people) return;
    for (const person of people.querySelectorAll('.person')) {
      person.setAttribute(
        'aria-pressed',
        String(Boolean(user) && person.dataset.email === user.email),
      );
    }
  }

  /** Asks who is signed in. Only the latest answer counts. */
  async function refresh() {
    const turn = ++asked;
    try {
      const { viewer } = await ask(VIEWER);
      if (turn === asked) show(viewer);
    } catch (error) {
      if (turn !== asked) return;
      status.textContent = 'Cannot check who is signed in: ' + error.message;
    }
  }

  /** Runs one act of the bar at a time and tells what went wrong. Resolves to whether it went well. */
  async function act(work) {
    if (busy) return false;
    busy = true;
    bar.setAttribute('aria-busy', 'true');
    problem.textContent = '';
    try {
      const { userErrors } = await work();
      if (userErrors.length > 0)
        throw new Error(userErrors.map((error) => error.message).join(' '));
      return true;
    } catch (error) {
      problem.textContent = error.message;
      return false;
    } finally {
      busy = false;
      bar.removeAttribute('aria-busy');
      await refresh();
    }
  }

  const trySignIn = async (email, password, code) =>
    (await ask(SIGN_IN, { input: { email, password, code } })).signIn;

  const signIn = (email, password, code) => act(() => trySignIn(email, password, code || null));

  /** The demo has the codes of its people at hand: the one of now, and the next when that was used. */
  async function signInAsPerson(email, password) {
    let result = await trySignIn(email, password, null);
    if (!result.userErrors.some((error) => error.code === 'TWO_FACTOR_REQUIRED')) return result;
    const response = await fetch('/explorer/codes?email=' + encodeURIComponent(email));
    for (const code of (await response.json()).codes) {
      result = await trySignIn(email, password, code);
      if (result.userErrors.length === 0) break;
    }
    return result;
  }

  if (people) {
    people.addEventListener('click', (event) => {
      const person = event.target.closest('.person');
      if (person) void act(() => signInAsPerson(person.dataset.email, people.dataset.password));
    });
  }
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { email, password, code } = form.elements;
    if (await signIn(email.value, password.value, code.value)) form.reset();
  });
  signOutButton.addEventListener('click', () => {
    void act(async () => (await ask(SIGN_OUT)).signOut);
  });

  // Another tab may have signed in or out: the cookie is shared.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && !busy) void refresh();
  });

  const toggles = [toggle, byId('examples-toggle')];
  const panelOf = (one) => byId(one.getAttribute('aria-controls'));

  /** Opens the panel of a toggle and closes the other one; null closes both. */
  function open(wanted) {
    for (const one of toggles) {
      const panel = panelOf(one);
      const leaves = one !== wanted && panel.contains(document.activeElement);
      panel.hidden = one !== wanted;
      one.setAttribute('aria-expanded', String(one === wanted));
      if (leaves) one.focus();
    }
  }
  for (const one of toggles)
    one.addEventListener('click', () => open(panelOf(one).hidden ? one : null));
  bar.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') open(null);
  });

  // ---- examples

  const wanted = new URLSearchParams(location.search);
  const example = EXAMPLES.find(({ name }) => name === wanted.get('example'));

  /** Says for whom the example is that was opened, and signs them in by one click: in the demo. */
  function showHint() {
    hint.hidden = !people || !example || known === undefined || known === example.as;
    if (hint.hidden) return hint.replaceChildren();
    const button = element('button', 'Sign in as them', 'session-plain');
    button.type = 'button';
    button.addEventListener('click', () => {
      void act(() => signInAsPerson(example.as, people.dataset.password));
    });
    hint.replaceChildren(example.name + ' is for ' + example.as + '. ', button);
  }

  async function variablesOf({ name, hasVariables }) {
    if (!hasVariables) return '';
    const response = await fetch('/explorer/variables?example=' + name);
    return (await response.json()).variables;
  }

  // ---- GraphiQL

  self.MonacoEnvironment = {
    globalAPI: false,
    getWorkerUrl(_module, label) {
      if (label === 'graphql') return assets.graphqlWorker;
      if (label === 'json') return assets.jsonWorker;
      return assets.editorWorker;
    },
  };

  /** GraphiQL's way to the graph. The bar follows when an operation may have changed the session. */
  async function fetcher(operation, options) {
    const answer = await post(operation, options && options.headers);
    const expired = (answer.errors || []).some(
      (error) => error.extensions && error.extensions.code === 'UNAUTHENTICATED',
    );
    if (expired || /\bmutation\b/.test(operation.query)) void refresh();
    return answer;
  }

  /** What the address asks for: /?query=… and /?example=… open in a tab of their own. */
  async function openedTab() {
    if (example) return { query: example.query, variables: await variablesOf(example) };
    const query = wanted.get('query');
    return query ? { query } : null;
  }

  /** On a phone, documentation that was left open would lie over what is opened now. */
  function uncover() {
    try {
      localStorage.removeItem('graphiql:visiblePlugin');
    } catch {
      // Storage that is blocked holds nothing.
    }
  }

  async function mount() {
    const opened = await openedTab();
    // Reloading the page is not asking for the example once more.
    if (example) history.replaceState(null, '', location.pathname);
    if (opened && matchMedia('(max-width: 640px)').matches) uncover();
    const first = EXAMPLES.filter(({ name }) => FIRST_TABS.includes(name));
    const others = first.filter(({ name }) => !example || name !== example.name);
    const logo = document.createElement('img');
    logo.src = assets.icon;
    logo.alt = '';
    logo.width = 28;
    logo.height = 28;
    self.YogaGraphiQL.renderYogaGraphiQL(byId('graphiql'), {
      title: 'Keyhold',
      logo: logo.outerHTML,
      fetcher,
      defaultTabs: [...(opened ? [opened] : []), ...others.map(({ query }) => ({ query }))],
      initialQuery: opened ? opened.query : undefined,
      initialVariables: (opened && opened.variables) || undefined,
      // Headers may carry a bearer token: they are not written to storage.
      shouldPersistHeaders: false,
      showPersistHeadersSettings: false,
      // Instead of writing every keystroke into the address.
      onEditQuery() {},
    });
  }

  // GraphiQL lets tabs be dragged, but throws a tab to the end of the row when it is first pressed,
  // so that the click misses it. Tabs that open at the first click are worth more than tabs to be
  // dragged; the style sheet holds them in place as well.
  byId('graphiql').addEventListener(
    'pointerdown',
    (event) => {
      if (event.target.closest('.graphiql-tab')) event.stopPropagation();
    },
    true,
  );

  const graphiql = byId('graphiql-script');
  const notLoaded = () => {
    byId('graphiql-note').textContent =
      'GraphiQL could not be loaded. Reload the page to try again.';
  };
  graphiql.addEventListener('load', () => void mount().catch(notLoaded));
  graphiql.addEventListener('error', notLoaded);

  void refresh();
})();
