import Stripe from 'stripe';
import { found, isMissing } from './stripe-calls';

/** Where our key stands on what is made at Stripe, so that it can be found again there. */
export const KEY = 'keyhold_key';

/** The name in what Stripe refers to. */
export const idOf = (
  reference: string | { readonly id: string } | null | undefined,
): string | null => (typeof reference === 'string' ? reference : (reference?.id ?? null));

/** Customers at Stripe, and whose card is whose. */
export class StripeCustomers {
  constructor(private readonly stripe: Stripe) {}

  /** Whose card it is; null when it is nobody's any more. */
  async ofCard(method: string): Promise<string | null> {
    const known = await found(() => this.stripe.paymentMethods.retrieve(method));
    return known && idOf(known.customer);
  }

  /**
   * Made of the key alone, which is the same at every try: a name may have changed in between. For a day Stripe goes on
   * answering with the customer that it made for a key, deleted or not: then another one is made.
   */
  async ofKey(
    key: string,
    details: { readonly name: string; readonly email: string },
    deleted: string | null = null,
  ): Promise<string> {
    const { id } = await this.stripe.customers.create(
      { metadata: { [KEY]: key } },
      { idempotencyKey: `customer-${key}${deleted === null ? '' : `-after-${deleted}`}` },
    );
    try {
      await this.describe(id, details);
      return id;
    } catch (error) {
      if (!isMissing(error) || id === deleted) throw error;
      return this.ofKey(key, details, id);
    }
  }

  /** Tells Stripe who it is, without what it does not take: the customer is charged all the same. */
  private async describe(
    id: string,
    { name, email }: { readonly name: string; readonly email: string },
  ): Promise<void> {
    try {
      await this.stripe.customers.update(id, { name, email });
    } catch (error) {
      const refused =
        error instanceof Stripe.errors.StripeInvalidRequestError &&
        (error.code === 'email_invalid' || error.param === 'email');
      if (!refused) throw error;
      await this.stripe.customers.update(id, { name });
    }
  }
}
