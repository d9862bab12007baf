import type DataLoader from 'dataloader';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../graphql/connection';
import { childLoader, rowLoader, type ListDeclaration, type Lists } from '../../graphql/lists';
import { Account, type AccountRow } from '../account/account.types';
import type { Context } from '../context';
import { invoiceLoader } from '../invoice/invoice.loaders';
import type { InvoiceRepository } from '../invoice/invoice.repository';
import { Invoice, type InvoiceRow } from '../invoice/invoice.types';
import type { PaymentMethodRepository } from './payment-method.repository';
import type { PaymentRepository } from './payment.repository';
import {
  Payment,
  PaymentConnection,
  PaymentDispute,
  PaymentMethod,
  PaymentMethodConnection,
  PaymentRefund,
  type PaymentDisputeRow,
  type PaymentMethodRow,
  type PaymentRefundRow,
  type PaymentRow,
} from './payment.types';

type Pair = { readonly paymentId: number; readonly invoiceId: number };

const paymentLoader = (
  context: Context,
  payments: PaymentRepository,
): DataLoader<number, PaymentRow | null> =>
  rowLoader(
    context,
    'Payment',
    (scope, keys) => payments.byKeys(scope, keys),
    (row) => row.pk,
  );

const pairsOf = (
  context: Context,
  payments: PaymentRepository,
  side: 'payment_id' | 'invoice_id',
): DataLoader<number, readonly Pair[]> =>
  childLoader<Pair, number>(
    context,
    `allocations ${side}`,
    (scope, keys) => payments.allocations(scope, side, keys),
    (pair) => (side === 'payment_id' ? pair.paymentId : pair.invoiceId),
  );

/** Rows of a list of keys, without those that are out of reach. */
async function present<Row>(
  loader: DataLoader<number, Row | null>,
  keys: readonly number[],
): Promise<Row[]> {
  const rows = await Promise.all(keys.map((key) => loader.load(key)));
  return rows.filter((row) => row !== null);
}

@Resolver(() => Payment)
export class PaymentResolver {
  constructor(
    private readonly payments: PaymentRepository,
    private readonly methods: PaymentMethodRepository,
    private readonly invoiceRows: InvoiceRepository,
  ) {}

  @FieldResolver(() => PaymentMethod, {
    nullable: true,
    description: 'The charged card; null for payments without a card.',
  })
  method(
    @Root() { paymentMethodId }: PaymentRow,
    @Ctx() context: Context,
  ): Promise<PaymentMethodRow | null> | null {
    if (paymentMethodId === null) return null;
    return rowLoader<PaymentMethodRow>(
      context,
      'PaymentMethod',
      (scope, keys) => this.methods.byKeys(scope, keys),
      (row) => row.pk,
    ).load(paymentMethodId);
  }

  @FieldResolver(() => [PaymentRefund], {
    nullable: true,
    description:
      'All refunds of the payment, oldest first: made by staff or at the payment service, failed ones included.',
  })
  refunds(
    @Root() { pk }: PaymentRow,
    @Ctx() context: Context,
  ): Promise<readonly PaymentRefundRow[]> {
    return childLoader<PaymentRefundRow, number>(
      context,
      'Payment.refunds',
      (scope, keys) => this.payments.refunds(scope, keys),
      (row) => row.paymentId,
    ).load(pk);
  }

  @FieldResolver(() => [PaymentDispute], {
    nullable: true,
    description: 'Disputes of the payment, oldest first, open and decided ones.',
  })
  disputes(
    @Root() { pk }: PaymentRow,
    @Ctx() context: Context,
  ): Promise<readonly PaymentDisputeRow[]> {
    return childLoader<PaymentDisputeRow, number>(
      context,
      'Payment.disputes',
      (scope, keys) => this.payments.disputes(scope, keys),
      (row) => row.paymentId,
    ).load(pk);
  }

  @FieldResolver(() => [Invoice], {
    nullable: true,
    description: 'Invoices that the payment was applied to.',
  })
  async invoices(
    @Root() { pk }: PaymentRow,
    @Ctx() context: Context,
  ): Promise<readonly InvoiceRow[]> {
    const pairs = await pairsOf(context, this.payments, 'payment_id').load(pk);
    return present(
      invoiceLoader(context, this.invoiceRows),
      pairs.map((pair) => pair.invoiceId),
    );
  }
}

@Resolver(() => Invoice)
export class InvoicePaymentsResolver {
  constructor(private readonly paymentRows: PaymentRepository) {}

  @FieldResolver(() => [Payment], {
    nullable: true,
    description: 'Payments of this invoice, oldest first, failed ones included.',
  })
  async payments(
    @Root() { pk }: InvoiceRow,
    @Ctx() context: Context,
  ): Promise<readonly PaymentRow[]> {
    const pairs = await pairsOf(context, this.paymentRows, 'invoice_id').load(pk);
    return present(
      paymentLoader(context, this.paymentRows),
      pairs.map((pair) => pair.paymentId),
    );
  }
}

@Resolver(() => Account)
export class AccountPaymentsResolver {
  private readonly paymentList: ListDeclaration<PaymentRow, null, 'NEWEST_FIRST'>;
  private readonly methodList: ListDeclaration<PaymentMethodRow, null, 'OLDEST_FIRST'>;

  constructor(
    payments: PaymentRepository,
    methods: PaymentMethodRepository,
    private readonly lists: Lists,
  ) {
    this.paymentList = {
      name: 'Account.payments',
      type: 'Payment',
      connection: PaymentConnection,
      orders: {
        NEWEST_FIRST: [
          { column: 'y.attempted_at', property: 'attemptedAt', descending: true },
          { column: 'y.id', property: 'pk', descending: true },
        ],
      },
      parentOf: (row) => row.accountId,
      reader: payments.ofAccount,
    };
    this.methodList = {
      name: 'Account.paymentMethods',
      type: 'PaymentMethod',
      connection: PaymentMethodConnection,
      orders: { OLDEST_FIRST: [{ column: 'd.id', property: 'pk', descending: false }] },
      parentOf: (row) => row.accountId,
      reader: methods.ofAccount,
    };
  }

  @FieldResolver(() => PaymentConnection, {
    nullable: true,
    description: 'Payments of the account, newest first, failed ones included.',
  })
  payments(
    @Root() account: AccountRow,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.lists.connection(context, this.paymentList, account.pk, page, 'NEWEST_FIRST', null);
  }

  @FieldResolver(() => PaymentMethodConnection, {
    nullable: true,
    description: 'Cards on file, oldest first, without removed ones.',
  })
  paymentMethods(
    @Root() account: AccountRow,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.lists.connection(context, this.methodList, account.pk, page, 'OLDEST_FIRST', null);
  }
}
