import type { ReactNode } from 'react';
import { Page, written, type PageAssets } from './page';

/** Why somebody does not get to see what an address leads to. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
}

/** People whom one click signs in, in the demo. */
export interface PagePeople {
  readonly password: string;
  readonly people: readonly { readonly email: string; readonly who: string }[];
}

interface SignInProps {
  /** Whether a script shows it once it is needed. */
  readonly hidden?: boolean;
  /** Path of the graph. */
  readonly graph: string;
  readonly demo: PagePeople | null;
}

export const SignIn = ({ graph, demo, hidden = false }: SignInProps): ReactNode => (
  <>
    <div className="sign-in" hidden={hidden}>
      <form method="post" data-graph={graph} data-password={demo?.password}>
        <label>
          E-mail
          <input name="email" type="email" autoComplete="username" required />
        </label>
        <label>
          Password
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <label className="code" hidden>
          Code of your authenticator app
          <input name="code" inputMode="numeric" autoComplete="one-time-code" />
        </label>
        <button>Sign in</button>
      </form>
      {demo !== null && (
        <>
          <p>One click fills it in (demo only):</p>
          <ul>
            {demo.people.map(({ email, who }) => (
              <li key={email}>
                <button type="button" data-email={email}>
                  {email} <span>{who}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
    <p role="status" />
    <noscript>
      <p>This page needs JavaScript; please enable it for this address.</p>
    </noscript>
  </>
);

/** What a browser is shown where a program gets an error: a way to sign in, and from there to what was asked for. */
export const refusalPage = (
  { style, script }: PageAssets,
  { status, message }: Refusal,
  props: SignInProps,
): string => {
  switch (status) {
    case 401:
      return written(
        <Page title="Sign in" style={style} script={script}>
          <p>Only people of the account can open this link. Please sign in.</p>
          <SignIn {...props} />
        </Page>,
      );
    case 403:
    case 404:
      return written(
        <Page
          title={status === 403 ? 'You are not allowed to open this' : 'Not found'}
          style={style}
          script={script}
        >
          <p>{message}</p>
          <p>If another login of yours has access, sign in with that one.</p>
          <SignIn {...props} />
        </Page>,
      );
    default:
      return written(
        <Page title={status === 429 ? 'Too many requests' : 'Something went wrong'} style={style}>
          <p>{message}</p>
        </Page>,
      );
  }
};

/** For an address under which there is nothing. @param home - path of the first page */
export const noSuchPage = (style: string, home: string): string =>
  written(
    <Page title="Page not found" style={style}>
      <p>
        Check the address, or <a href={home}>go to the first page</a>.
      </p>
    </Page>,
  );
