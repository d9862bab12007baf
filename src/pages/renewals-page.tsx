import { Page, written } from './page';
import { SignIn, type PagePeople } from './refusal-page';

interface Assets {
  readonly style: string;
  readonly scripts: readonly string[];
}

/** Where the link of a mail about maintenance leads: looking at it puts nothing into the cart. */
export const renewalsPage = (
  { style, scripts }: Assets,
  props: { readonly graph: string; readonly demo: PagePeople | null },
): string =>
  written(
    <Page title="Renew Maintenance and Support" style={style} scripts={scripts}>
      <p className="result" aria-live="polite">
        One moment …
      </p>
      <SignIn {...props} hidden />
      <form method="post" data-renewals="" data-graph-renewals={props.graph} hidden>
        <p>Nothing is bought until you check out.</p>
        <button>Put them into the cart</button>
      </form>
    </Page>,
  );
