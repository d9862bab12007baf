import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a page that a mailed link leads to asks of the graph, by the name that its form says. */
export const MUTATIONS = {
  verifyEmail:
    'mutation VerifyEmail($input: VerifyEmailInput!) { verifyEmail(input: $input) { userErrors { code message field } } }',
  resetPassword:
    'mutation ResetPassword($input: ResetPasswordInput!) { resetPassword(input: $input) { userErrors { code message field } } }',
} as const;
export type LinkMutation = keyof typeof MUTATIONS;

/** What runs in the browser on such a page. */
export const SCRIPT = `const MUTATIONS = ${JSON.stringify(MUTATIONS)};
${readFileSync(join(__dirname, 'browser/link.js'), 'utf8')}`;

/** What the page asks that puts renewals into the cart. */
export const RENEW =
  'mutation AddRenewalsToCart($input: AddRenewalsToCartInput!) { addRenewalsToCart(input: $input) { added alreadyInCart notAdded userErrors { code message field } } }';

/** What runs in the browser on that page. */
export const RENEWALS_SCRIPT = `const RENEW = ${JSON.stringify(RENEW)};
${readFileSync(join(__dirname, 'browser/renewals.js'), 'utf8')}`;

const FOLLOWED = 'number subject status messages { author body sentAt }';
/** What the page of a support request asks of the graph: by its link alone. */
export const SUPPORT_REQUEST = {
  supportRequestByLink: `query SupportRequestByLink($token: String!) { supportRequestByLink(token: $token) { ${FOLLOWED} } }`,
  replyBySupportLink: `mutation ReplyBySupportLink($input: ReplyBySupportLinkInput!) { replyBySupportLink(input: $input) { supportRequest { ${FOLLOWED} } userErrors { code message field } } }`,
} as const;

/** What runs in the browser on that page. */
export const SUPPORT_REQUEST_SCRIPT = `const FOLLOW = ${JSON.stringify(SUPPORT_REQUEST.supportRequestByLink)};
const REPLY = ${JSON.stringify(SUPPORT_REQUEST.replyBySupportLink)};
${readFileSync(join(__dirname, 'browser/support-request.js'), 'utf8')}`;

/** What the sign-in of a page asks of the graph. */
export const SIGN_IN =
  'mutation SignIn($input: SignInInput!) { signIn(input: $input) { userErrors { code message field } } }';

/** What runs in the browser where a page lets sign in. */
export const SIGN_IN_SCRIPT = `const SIGN_IN = ${JSON.stringify(SIGN_IN)};
${readFileSync(join(__dirname, 'browser/sign-in.js'), 'utf8')}`;

/** The look of every page. */
export const STYLE = readFileSync(join(__dirname, 'browser/page.css'), 'utf8');
