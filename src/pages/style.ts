/** The look of every page. */
export const STYLE = /* CSS */ `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
body { margin: 0; background: #f2f4f7; color: #1d2733; }
main {
  box-sizing: border-box; max-width: 32rem; margin: 3rem auto; padding: 2rem;
  background: #fff; border-radius: 8px;
}
h1 { margin: 0 0 1rem; font-size: 1.4rem; line-height: 1.3; }
label { display: block; margin: 0 0 1rem; font-weight: 600; }
input {
  display: block; box-sizing: border-box; width: 100%; margin-top: .25rem; padding: .6rem;
  font: inherit; color: inherit; background: transparent; border: 1px solid #8a94a0; border-radius: 6px;
}
button {
  padding: .75rem 1.25rem; font: inherit; font-weight: 600; color: #fff; background: #1f5fbf;
  border: 0; border-radius: 6px; cursor: pointer;
}
ul { margin: 0; padding: 0; list-style: none; }
li button {
  width: 100%; margin: 0 0 .4rem; padding: .5rem .75rem; text-align: left; color: inherit;
  background: transparent; border: 1px solid #8a94a0; overflow-wrap: anywhere;
}
li span { display: block; font-weight: 400; font-size: .875rem; }
form + form { margin-top: .75rem; }
form + form button { color: inherit; background: transparent; border: 1px solid #8a94a0; }
[hidden] { display: none; }
button:disabled { opacity: .6; cursor: default; }
[role='status']:empty { display: none; }
.problem { color: #b3123f; }
@media (prefers-color-scheme: dark) {
  body { background: #14181d; color: #e6eaef; }
  main { background: #1e242b; }
  .problem { color: #ff8fab; }
}
`;
