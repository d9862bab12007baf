import type { AccountEntity } from '../../database/entities/account.entity';
import type { PaymentMethodEntity } from '../../database/entities/payment.entity';
import type { UserEntity } from '../../database/entities/user.entity';
import type { Day } from '../../domain/billing/calendar';
import type { Currency } from '../../domain/billing/money';
import type { TaxTerms } from '../../domain/billing/tax';
import type { Country } from './countries.types';

/** An account with what the rest of the demo asks about it. */
export interface DemoAccount {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly domain: string;
  readonly country: Country;
  readonly currency: Currency;
  readonly createdOn: Day;
  readonly createdAt: Date;
  readonly tax: TaxTerms;
  readonly reseller: boolean;
  readonly leaseProvider: boolean;
  readonly discountBasisPoints: number;
  readonly holder: UserEntity;
  /** Charged when nothing else is said; null when there is no card on file. */
  readonly card: PaymentMethodEntity | null;
  readonly row: AccountEntity;
}

/** Accounts that the demo's sign-ins belong to, and the rest. */
export interface DemoAccounts {
  readonly all: readonly DemoAccount[];
  /** Neither resellers nor lease providers. */
  readonly plain: readonly DemoAccount[];
  readonly resellers: readonly DemoAccount[];
  readonly leaseProviders: readonly DemoAccount[];
  readonly northwind: DemoAccount;
  readonly contoso: DemoAccount;
  readonly fabrikam: DemoAccount;
  readonly cards: readonly PaymentMethodEntity[];
}
