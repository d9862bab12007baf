import type { GatewayCustomerEntity } from '../../database/entities/payment.entity';
import type {
  SandboxCardEntity,
  SandboxCustomerEntity,
} from '../../database/entities/sandbox.entity';
import type { DemoStory } from './demo-story';
import { TEST_CARDS } from '../../domain/billing/test-card';
import { defaulterAmong } from './lease-payers';

/** What the sandbox knows of the demo's cards, so that they can be charged from now on. */
export interface SandboxRows {
  readonly customers: readonly SandboxCustomerEntity[];
  readonly names: readonly GatewayCustomerEntity[];
  readonly cards: readonly SandboxCardEntity[];
}

/** The cards of the account whose lease invoice nobody can collect go on being declined. */
export function sandboxRows({ accounts }: DemoStory): SandboxRows {
  const withCards = new Set(accounts.cards.map(({ accountId }) => accountId));
  const payers = accounts.all.filter(({ id }) => withCards.has(id));
  const defaulter = defaulterAmong(accounts);
  return {
    customers: payers.map(({ id, row }) => ({
      id,
      idempotencyKey: `account-${row.number}`,
      deleted: false,
    })),
    names: payers.map(({ id, row }) => ({
      accountId: id,
      gateway: 'sandbox',
      reference: `sandbox_cus_${id}`,
      createdAt: row.createdAt,
    })),
    cards: accounts.cards.map(({ id, accountId, brand, last4, expiresOn }) => ({
      id,
      customerId: accountId,
      testCard:
        accountId === defaulter.id
          ? 'DECLINED'
          : accountId === accounts.northwind.id && last4 === TEST_CARDS.AUTHENTICATION.last4
            ? 'AUTHENTICATION'
            : 'SUCCESS',
      status: 'READY',
      ...{ brand, last4, expiresOn },
      actionSecret: null,
    })),
  };
}
