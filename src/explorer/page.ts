import type { ExampleIds } from './examples/example';
import { EXAMPLES } from './examples/examples';

/** One of the demo's people, offered as a button. */
export interface DemoPerson {
  readonly email: string;
  /** What they are, in a few words. */
  readonly who: string;
}

/** The demo's people, who share one password. */
export interface Demo {
  readonly password: string;
  readonly people: readonly DemoPerson[];
  /** Codes of the person's authenticator app, now and next; none for who uses none. */
  readonly codesOf: (email: string) => readonly string[];
  /** What the variables of the examples name. */
  readonly ids: () => Promise<ExampleIds>;
}

/** Where the page finds what it loads: paths on our own origin. */
export interface PageAssets {
  readonly icon: string;
  readonly style: string;
  readonly script: string;
  readonly graphiqlStyle: string;
  readonly graphiqlScript: string;
  readonly editorWorker: string;
  readonly jsonWorker: string;
  readonly graphqlWorker: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Makes text safe as content and in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/**
 * The explorer's page. It holds no inline script and nothing about the visitor: who is signed in is
 * asked of the graph by the script, so the page is the same for everyone.
 */
export function renderPage(assets: PageAssets, demo: Demo | null): string {
  const at = escapeHtml;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Keyhold explorer</title>
<link rel="icon" type="image/svg+xml" href="${at(assets.icon)}">
<link rel="stylesheet" href="${at(assets.graphiqlStyle)}">
<link rel="stylesheet" href="${at(assets.style)}">
<script defer id="explorer-script" src="${at(assets.script)}"
  data-icon="${at(assets.icon)}"
  data-editor-worker="${at(assets.editorWorker)}"
  data-json-worker="${at(assets.jsonWorker)}"
  data-graphql-worker="${at(assets.graphqlWorker)}"></script>
<script defer id="graphiql-script" src="${at(assets.graphiqlScript)}"></script>
</head>
<body>
<header class="session" aria-label="Session">
<div class="session-line">
<p class="session-status" id="session-status" role="status">Checking who is signed in…</p>
<button type="button" class="session-plain" id="examples-toggle" aria-expanded="false" aria-controls="examples-panel">Examples</button>
<button type="button" class="session-plain" id="panel-toggle" aria-expanded="false" aria-controls="session-panel">Sign in</button>
<button type="button" class="session-plain" id="sign-out" hidden>Sign out</button>
</div>
<p class="session-hint" id="example-hint" hidden></p>
<p class="session-problem" id="session-problem" role="alert"></p>
<div class="session-panel" id="session-panel" hidden>
${demo ? renderPeople(demo) : ''}<form class="session-form" id="sign-in-form" method="post" aria-label="Sign in by e-mail and password">
<label>E-mail <input name="email" type="email" autocomplete="username" required></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<label>Code <input name="code" type="text" inputmode="numeric" autocomplete="one-time-code" placeholder="if asked for"></label>
<button type="submit" class="session-button">Sign in</button>
</form>
</div>
<nav class="session-panel examples" id="examples-panel" aria-label="Examples" hidden>
${renderExamples(demo !== null)}
</nav>
</header>
<main id="graphiql" aria-label="GraphiQL"><p class="graphiql-note" id="graphiql-note">Loading GraphiQL…</p></main>
<noscript><p class="graphiql-note">The explorer needs JavaScript. The graph itself answers at POST /graphql.</p></noscript>
</body>
</html>
`;
}

function renderPeople(demo: Demo): string {
  const people = demo.people.map(
    ({ email, who }) =>
      `<li><button type="button" class="person" data-email="${escapeHtml(email)}" title="${escapeHtml(who)}">` +
      `<span class="person-email">${escapeHtml(email)}</span> ` +
      `<span class="person-who">${escapeHtml(who)}</span></button></li>`,
  );
  return `<ul class="people" id="people" aria-label="Sign in as a person of the demo" data-password="${escapeHtml(demo.password)}">
${people.join('\n')}
</ul>
`;
}

/** Links, so that each opens in a tab of the explorer, or in another one of the browser. */
function renderExamples(isDemo: boolean): string {
  return EXAMPLES.map(({ client, examples }) => {
    const links = examples.map(
      ({ name, about, as }) =>
        `<li><a href="/?example=${name}"><strong>${name}</strong> <span>${escapeHtml(about)}</span>` +
        `${isDemo ? ` <small>as ${escapeHtml(as)}</small>` : ''}</a></li>`,
    );
    return `<section><h2>${escapeHtml(client)}</h2>\n<ul>\n${links.join('\n')}\n</ul></section>`;
  }).join('\n');
}
