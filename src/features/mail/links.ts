import type { Renewal } from '../../domain/mail/account-mails';

/** Where a mail leads: addresses of ours, made from the configuration and never from a request. */
export interface Links {
  readonly home: string;
  verifyEmail(token: string): string;
  resetPassword(token: string): string;
  unsubscribe(token: string): string;
  /** A page that puts renewals into the cart of an account, for people who may. */
  renewals(renewal: Renewal): string;
  /** Where a contact follows its support request. */
  supportRequest(token: string): string;
  /** An invoice's PDF, by its opaque id; it opens for those who may see invoices. */
  invoice(id: string): string;
}

/** @param publicUrl - without a slash at its end */
export const linksOf = (publicUrl: string): Links => ({
  home: `${publicUrl}/`,
  verifyEmail: (token) => `${publicUrl}/verify-email?token=${encodeURIComponent(token)}`,
  resetPassword: (token) => `${publicUrl}/reset-password?token=${encodeURIComponent(token)}`,
  unsubscribe: (token) => `${publicUrl}/unsubscribe/${encodeURIComponent(token)}`,
  renewals: ({ accountId, use, from, to }) =>
    `${publicUrl}/renewals/${encodeURIComponent(accountId)}?${new URLSearchParams({ use, from, to }).toString()}`,
  supportRequest: (token) => `${publicUrl}/support-request?token=${encodeURIComponent(token)}`,
  invoice: (id) => `${publicUrl}/invoices/${encodeURIComponent(id)}.pdf`,
});
