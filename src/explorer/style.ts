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
  display: flex;
  flex-direction: column;
  font: 13px/1.35 system-ui, sans-serif;
  max-height: 75vh;
}
.session-line {
  align-items: center;
  display: flex;
  gap: 8px;
  min-height: 26px;
  padding: 6px 12px;
}
.session p {
  margin: 0;
}
.session-status {
  flex: 1;
  min-width: 0;
  overflow-wrap: anywhere;
}
.session-hint,
.session-problem {
  padding: 0 12px 6px;
}
.session-problem {
  color: var(--bar-problem);
  font-weight: 600;
}
.session-problem:empty,
.session [hidden] {
  display: none;
}
.session-panel {
  border-top: 1px solid var(--bar-line);
  display: grid;
  gap: 10px;
  overflow: auto;
  padding: 10px 12px;
}
.session-panel ul {
  list-style: none;
  margin: 0;
  padding: 0;
}
.people {
  display: grid;
  gap: 5px;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 280px), 1fr));
}
.person {
  background: var(--bar-raised);
  border: 1px solid var(--bar-line);
  border-radius: 6px;
  box-sizing: border-box;
  color: inherit;
  cursor: pointer;
  font: inherit;
  font-size: 12.5px;
  display: block;
  height: 100%;
  padding: 4px 9px;
  text-align: left;
  width: 100%;
}
.person span {
  display: block;
  overflow-wrap: anywhere;
}
.person-email {
  font-weight: 600;
}
.person-who,
.examples span,
.examples small {
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
.examples {
  gap: 12px 24px;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr));
}
.examples h2 {
  font-size: 13px;
  margin: 0 0 4px;
}
.examples a {
  border-radius: 6px;
  color: var(--bar-accent);
  display: block;
  padding: 4px 6px;
  text-decoration: none;
}
.examples a:hover {
  background: var(--bar-raised);
}
.examples span,
.examples small {
  overflow-wrap: anywhere;
}
.examples small {
  display: block;
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
.session button {
  white-space: nowrap;
}
.session .person {
  white-space: normal;
}
/* Where there are more tabs than room, the one that is open stays in sight. */
#graphiql .graphiql-tab-active {
  left: 0;
  position: sticky;
  right: 0;
  z-index: 2 !important;
}
#graphiql .graphiql-doc-explorer-search {
  min-width: 150px;
}
/* A phone: the editors one above the other, what explains over them, and what opens that at the lower edge. */
@media (max-width: 640px) {
  #graphiql .graphiql-container .graphiql-container {
    flex-direction: column-reverse;
  }
  #graphiql .graphiql-sidebar {
    flex-direction: row;
    flex-shrink: 0;
    padding: 0 8px;
    width: auto;
  }
  #graphiql .graphiql-sidebar > :nth-child(3) {
    margin: 0 0 0 auto !important;
  }
  #graphiql .graphiql-main {
    min-height: 0;
    overflow: hidden;
    position: relative;
  }
  #graphiql .graphiql-plugin:not([style*='left']) {
    background: hsl(var(--color-base));
    inset: 0;
    position: absolute;
    z-index: 5;
  }
  #graphiql .graphiql-sessions {
    margin: 0;
  }
  #graphiql #graphiql-session {
    flex-direction: column;
    min-height: 0;
  }
  #graphiql .graphiql-horizontal-drag-bar,
  #graphiql .graphiql-logo,
  .if-room {
    display: none;
  }
  .session-line {
    gap: 6px;
  }
  .session .session-plain {
    padding: 2px 7px;
  }
  .session-plain[aria-expanded]::after,
  .session-plain[aria-expanded='true']::after {
    content: none;
  }
  .session-form label {
    width: 100%;
  }
  .session-form input {
    flex: 1;
    width: auto;
  }
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
