import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES, FIRST_TABS } from './examples/examples';

/** What the page has to know of an example before somebody opens it. */
const DOCUMENTS = EXAMPLES.flatMap(({ examples }) =>
  examples.map(({ name, as, query, variables }) => ({
    name,
    as,
    query,
    hasVariables: variables !== undefined,
  })),
);

/** What runs in the browser. */
export const SCRIPT = `const EXAMPLES = ${JSON.stringify(DOCUMENTS)};
const FIRST_TABS = ${JSON.stringify(FIRST_TABS)};
${readFileSync(join(__dirname, 'browser/explorer.js'), 'utf8')}`;

/** The sign-in bar's look; GraphiQL brings its own. */
export const STYLE = readFileSync(join(__dirname, 'browser/explorer.css'), 'utf8');
