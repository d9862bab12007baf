import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { LinkMutation } from './assets';

/** Where pages find what they load, as paths beside their own. */
export interface PageAssets {
  readonly style: string;
  readonly script: string;
}

interface PageProps {
  readonly title: string;
  /** Path of the style. */
  readonly style: string;
  /** Path of the script; none on most pages. */
  readonly script?: string;
  /** Paths of several. */
  readonly scripts?: readonly string[];
  readonly children: ReactNode;
}

export const Page = ({ title, style, script, scripts = [], children }: PageProps): ReactNode => (
  <html lang="en">
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      <title>{title}</title>
      <link rel="stylesheet" href={style} />
      {[...(script === undefined ? [] : [script]), ...scripts].map((src) => (
        <script key={src} src={src} defer />
      ))}
    </head>
    <body>
      <main>
        <h1>{title}</h1>
        {children}
      </main>
    </body>
  </html>
);

export const written = (page: ReactNode): string => `<!doctype html>${renderToStaticMarkup(page)}`;

interface LinkFormProps {
  readonly mutation: LinkMutation;
  readonly done: string;
  readonly children: ReactNode;
}

const LinkForm = ({ mutation, done, children }: LinkFormProps): ReactNode => (
  <>
    <form method="post" data-mutation={mutation} data-done={done}>
      {children}
    </form>
    <p role="status" />
    <noscript>
      <p>This page needs JavaScript; please enable it for this address.</p>
    </noscript>
  </>
);

/** Where the link of an `email-verification` leads. */
export const verifyEmailPage = (assets: PageAssets): string =>
  written(
    <Page title="Confirm your e-mail address" {...assets}>
      <LinkForm mutation="verifyEmail" done="Thank you. Your address is confirmed.">
        <p>Please confirm that this address is yours.</p>
        <button>Confirm the address</button>
      </LinkForm>
    </Page>,
  );

/** Where the link of a `password-reset` leads. */
export const resetPasswordPage = (assets: PageAssets): string =>
  written(
    <Page title="Choose a new password" {...assets}>
      <LinkForm
        mutation="resetPassword"
        done="Your password is changed. You can sign in with it now."
      >
        <label>
          New password
          <input name="newPassword" type="password" autoComplete="new-password" required />
        </label>
        <label>
          Repeat the password
          <input data-repeats="newPassword" type="password" autoComplete="new-password" required />
        </label>
        <button>Change the password</button>
      </LinkForm>
    </Page>,
  );

/** Where the link of a `support-contact` leads: the script asks for the request, and shows it. */
export const supportRequestPage = (assets: PageAssets): string =>
  written(
    <Page title="Your support request" {...assets}>
      <p data-subject="" />
      <ol className="messages" data-messages="" />
      <form method="post" hidden>
        <label>
          Your reply
          <textarea name="message" rows={6} maxLength={5_000} required />
        </label>
        <button>Send</button>
      </form>
      <p role="status" />
      <noscript>
        <p>This page needs JavaScript; please enable it for this address.</p>
      </noscript>
    </Page>,
  );

/** What the link to unsubscribe shows: looking at it stops nothing. */
export const unsubscribePage = (style: string): string =>
  written(
    <Page title="Unsubscribe?" style={style}>
      <p>
        You will no longer receive news and offers. You will still receive mails about your
        licenses, your invoices and the security of your account.
      </p>
      <form method="post">
        <input type="hidden" name="List-Unsubscribe" value="One-Click" />
        <button>Unsubscribe</button>
      </form>
    </Page>,
  );

export const unsubscribedPage = (style: string): string =>
  written(
    <Page title="You are unsubscribed" style={style}>
      <p>You will receive no more news and offers. You can change that in your preferences.</p>
    </Page>,
  );

/** For a token that is not ours, most likely cut short on its way. */
export const unknownLinkPage = (style: string): string =>
  written(
    <Page title="This link is not complete" style={style}>
      <p>Please copy the whole address from the mail, or use the link in it.</p>
    </Page>,
  );

/** Where a payer comes back to after they have answered their bank. */
export const paymentReturnPage = (style: string): string =>
  written(
    <Page title="Back from your bank" style={style}>
      <p>
        Your bank has finished. You can close this page and return to where you were paying: it
        shows whether the payment succeeded.
      </p>
    </Page>,
  );

/** What the sandbox's bank asks; looking at it answers nothing. */
export const bankPage = (
  style: string,
  token: string,
  charge: { readonly amount: string; readonly description: string } | null,
): string =>
  written(
    <Page title="The bank of the sandbox" style={style}>
      <p>
        {charge === null
          ? 'Do you want to allow charges to this card from now on?'
          : `Do you want to pay ${charge.amount} for ${charge.description}?`}{' '}
        This is a demo: no money moves.
      </p>
      <form method="post" action={`${token}/confirm`}>
        <button>Confirm</button>
      </form>
      <form method="post" action={`${token}/refuse`}>
        <button>Refuse</button>
      </form>
    </Page>,
  );

const ANSWERED = {
  CONFIRMED: ['Confirmed', 'You can close this page and return to where you were paying.'],
  REFUSED: ['Refused', 'Nothing was charged. You can close this page.'],
  NOTHING: ['Nothing to confirm', 'This was answered before, or the payment was canceled.'],
} as const;

export const answeredBankPage = (style: string, what: keyof typeof ANSWERED): string => {
  const [title, text] = ANSWERED[what];
  return written(
    <Page title={title} style={style}>
      <p>{text}</p>
    </Page>,
  );
};
