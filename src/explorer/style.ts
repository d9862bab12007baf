/** The sign-in bar's look; GraphiQL brings its own. Follows GraphiQL's choice of theme. */
export const STYLE = /* CSS */ `
:root {
  color-scheme: light dark;
  --bar: #f4f3fa;
  --bar-text: #23213a;
  --bar-quiet: #5a5773;
  --bar-line: #d7d4e6;
  --bar-raised: #fff;
  --bar-accent: #4a3fb5;
  --bar-on-accent: #fff;
  --bar-problem: #b3123f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bar: #1a1826;
    --bar-text: #ebe9f5;
    --bar-quiet: #aaa6c0;
    --bar-line: #3a3750;
    --bar-raised: #262338;
    --bar-accent: #a79dff;
    --bar-on-accent: #16142a;
    --bar-problem: #ff8fab;
  }
}
body.graphiql-light {
  color-scheme: light;
  --bar: #f4f3fa;
  --bar-text: #23213a;
  --bar-quiet: #5a5773;
  --bar-line: #d7d4e6;
  --bar-raised: #fff;
  --bar-accent: #4a3fb5;
  --bar-on-accent: #fff;
  --bar-problem: #b3123f;
}
body.graphiql-dark {
  color-scheme: dark;
  --bar: #1a1826;
  --bar-text: #ebe9f5;
  --bar-quiet: #aaa6c0;
  --bar-line: #3a3750;
  --bar-raised: #262338;
  --bar-accent: #a79dff;
  --bar-on-accent: #16142a;
  --bar-problem: #ff8fab;
}
html,
body {
  height: 100%;
  margin: 0;
}
body {
  display: flex;
  flex-direction: column;
  overflow: hidden;
}
#graphiql {
  flex: 1;
  min-height: 0;
}
#graphiql .graphiql-container {
  height: 100%;
  width: 100%;
}
/* Not to be dragged: see the script. */
#graphiql .graphiql-tab {
  transform: none !important;
}
.graphiql-note {
  font: 14px/1.4 system-ui, sans-serif;
  margin: 24px 16px;
}
.session {
  background: var(--bar);
  border-bottom: 1px solid var(--bar-line);
  color: var(--bar-text);
  font: 13px/1.35 system-ui, sans-serif;
  max-height: 50vh;
  overflow: auto;
  padding: 8px 12px;
}
.session-line {
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  gap: 4px 12px;
  min-height: 26px;
}
.session-line p {
  margin: 0;
}
.session-problem {
  color: var(--bar-problem);
  font-weight: 600;
}
.session [hidden] {
  display: none;
}
.session-panel {
  display: grid;
  gap: 8px;
  padding-top: 8px;
}
.people {
  display: flex;
  flex-wrap: wrap;
  gap: 5px;
  list-style: none;
  margin: 0;
  padding: 0;
}
.people li {
  display: flex;
  max-width: min(100%, 280px);
}
.person {
  background: var(--bar-raised);
  border: 1px solid var(--bar-line);
  border-radius: 6px;
  color: inherit;
  cursor: pointer;
  font: inherit;
  font-size: 12.5px;
  min-width: 0;
  padding: 3px 9px;
  text-align: left;
}
.person span {
  display: block;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}
.person-email {
  font-weight: 600;
}
.person-who {
  color: var(--bar-quiet);
  font-size: 11.5px;
}
.person:hover,
.person[aria-pressed='true'] {
  border-color: var(--bar-accent);
}
.person[aria-pressed='true'] {
  box-shadow: inset 3px 0 0 var(--bar-accent);
}
.session-form {
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  gap: 6px 12px;
}
.session-form label {
  align-items: center;
  color: var(--bar-quiet);
  display: flex;
  gap: 6px;
}
.session-form input {
  background: var(--bar-raised);
  border: 1px solid var(--bar-line);
  border-radius: 6px;
  box-sizing: border-box;
  color: var(--bar-text);
  font: 13px/1.35 system-ui, sans-serif;
  padding: 4px 8px;
  width: 200px;
}
.session-button {
  background: var(--bar-accent);
  border: 1px solid var(--bar-accent);
  border-radius: 6px;
  color: var(--bar-on-accent);
  cursor: pointer;
  font: 600 13px/1.35 system-ui, sans-serif;
  padding: 4px 12px;
}
.session-plain {
  background: none;
  border: 1px solid var(--bar-line);
  border-radius: 6px;
  color: var(--bar-accent);
  cursor: pointer;
  font: 600 13px/1.35 system-ui, sans-serif;
  padding: 2px 10px;
}
.session-plain[aria-expanded]::after {
  content: ' ▸' / '';
}
.session-plain[aria-expanded='true']::after {
  content: ' ▾' / '';
}
.session :focus-visible {
  outline: 2px solid var(--bar-accent);
  outline-offset: 2px;
}
.session[aria-busy='true'] button {
  cursor: progress;
  opacity: 0.65;
}
`;
