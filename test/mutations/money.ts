import { REASON } from './stage';
import type { Leaves, Mutations } from './mutation';

const transfer = (number: number | string) => ({
  ...{ reference: `NTRF ${number}`, receivedOn: '2026-11-20' },
  ...{ amount: '119.00', currency: 'EUR' },
});
const PRICE = { kind: 'PURCHASE', currency: 'EUR', amount: '5.00', validFrom: '2026-12-01' };

/** Carts, orders, invoices, payments, cards. */
export const MONEY: Mutations = {
  addToCart: {
    input: ({ productId }) => ({ kind: 'NEW', productId }),
    ready: async (stage) => ({ things: { productId: (await stage.priced()).productId } }),
  },
  addRenewalsToCart: {
    input: () => ({ endsFrom: '2020-01-01', endsTo: '2030-01-01' }),
    ready: async (stage) => stage.renewable(),
  },
  updateCartLine: {
    input: () => ({ quantity: 2 }),
    ready: async (stage) => ({ row: await stage.cartLine() }),
  },
  removeCartLine: { ready: async (stage) => ({ row: await stage.cartLine() }) },
  setGuestCart: {
    input: () => ({ country: 'DE', lines: [] }),
    ready: () => ({ as: null, user: null }),
  },
  setGuestBuyer: {
    input: ({ cartToken, newEmail: email }) => ({
      ...{ cartToken, email, fullName: 'Grace Guest', address: 'A', country: 'DE' },
    }),
    ready: async (stage) => ({
      as: null,
      user: null,
      things: { cartToken: await stage.guestCart() },
    }),
    nulls: { vatNumber: 'none' },
  },
  prepareGuestPayment: {
    input: ({ cartToken }) => ({ cartToken }),
    ready: (stage) => stage.guest(),
  },
  guestCheckout: {
    input: ({ cartToken }) => ({ cartToken, acceptTotal: '1.00', cardSetup: 'sandbox:success' }),
    ready: (stage) => stage.guest(),
  },
  confirmGuestPayment: {
    input: ({ cartToken }) => ({ cartToken }),
    ready: (stage) => stage.confirmedGuest(),
  },
  cancelGuestPayment: {
    input: ({ cartToken }) => ({ cartToken }),
    ready: (stage) => stage.guest('authentication'),
  },
  takeGuestCart: {
    input: ({ cartToken }) => ({ cartToken }),
    ready: async (stage) => {
      await stage.cartLine();
      return { things: { cartToken: await stage.guestCart() } };
    },
  },
  checkout: {
    ready: async (stage) => {
      await stage.cards('success');
      await stage.cartLine();
      const accountId = stage.ids.account;
      return { input: { accountId, billing: 'PAY_ON_ORDER', acceptTotal: await stage.total() } };
    },
    nulls: { 'billTo.vatNumber': 'none' },
  },
  placeOrder: {
    input: ({ productId }) => ({
      lines: [{ kind: 'NEW', productId }],
      billing: 'PAY_ON_ORDER',
    }),
    ready: async (stage) => {
      await stage.cards('success');
      const { productId } = await stage.priced(100n);
      const accountId = stage.ids.account;
      const lines = [{ kind: 'NEW', productId }];
      return { input: { accountId, lines, billing: 'PAY_ON_ORDER', acceptTotal: '1.00' } };
    },
  },
  renewLicenses: {
    input: ({ productId }) => ({
      licenses: [{ licenseId: productId }],
      billing: 'PAY_ON_ORDER',
    }),
    ready: async (stage) => {
      await stage.cards('success');
      const product = await stage.make.product();
      await stage.make.price({ productId: product, kind: 'MAINTENANCE', amount: 100n });
      const license = await stage.make.license(stage.account, product);
      const licenses = [{ licenseId: stage.id('License', license) }];
      const accountId = stage.ids.account;
      return { input: { accountId, licenses, billing: 'PAY_ON_ORDER', acceptTotal: '1.00' } };
    },
  },
  payInvoice: {
    ready: async (stage) => {
      await stage.cards('success');
      return { row: await stage.invoice() };
    },
  },
  'payInvoice, by the card that is named': {
    ready: async (stage) => {
      const [, paymentMethodId] = await stage.cards('declined', 'success');
      return { input: { invoiceId: await stage.invoice(), paymentMethodId } };
    },
  },
  confirmPayment: {
    ready: async (stage) => {
      const action = await stage.unconfirmed();
      await stage.confirm(action);
      return { row: action.paymentId };
    },
  },
  cancelPayment: { ready: async (stage) => ({ row: (await stage.unconfirmed()).paymentId }) },
  preparePaymentMethod: {},
  addPaymentMethod: { input: () => ({ setup: 'sandbox:success' }) },
  setDefaultPaymentMethod: {
    ready: async (stage) => ({ row: (await stage.cards('success', 'declined'))[1] ?? '' }),
  },
  removePaymentMethod: {
    ready: async (stage) => ({ row: (await stage.cards('success'))[0] ?? '' }),
  },
  emailInvoice: {
    input: ({ email }) => ({ to: [email] }),
    ready: async (stage) => ({
      row: await stage.invoice(),
      things: { email: await stage.emailOf(stage.holder) },
    }),
  },
  voidInvoice: {
    staff: 'BILLING',
    input: () => ({ reason: REASON }),
    ready: async (stage) => ({ row: await stage.invoice() }),
  },
  creditInvoice: {
    staff: 'BILLING',
    input: () => ({ reason: REASON }),
    ready: async (stage) => ({ row: await stage.invoice() }),
  },
  'creditInvoice, in part': {
    staff: 'BILLING',
    input: () => ({ amount: '19.00', reason: REASON }),
    ready: async (stage) => ({ row: await stage.invoice() }),
  },
  refundPayment: {
    staff: 'BILLING',
    input: () => ({ reason: REASON }),
    ready: async (stage) => ({ row: await stage.givenBack() }),
  },
  'refundPayment, in part': {
    staff: 'BILLING',
    input: () => ({ amount: '19.00', reason: REASON }),
    ready: async (stage) => ({ row: await stage.givenBack() }),
  },
  recordBankTransfer: {
    staff: 'BILLING',
    input: ({ number }) => transfer(number),
    ready: async (stage) => {
      const invoices = [{ invoiceId: await stage.invoice(), amount: '19.00' }];
      return {
        input: { accountId: stage.ids.account, ...transfer(`of ${stage.account}`), invoices },
      };
    },
  },
  'recordBankTransfer, for no invoice': {
    staff: 'BILLING',
    input: ({ number }) => transfer(number),
  },
  reverseBankTransfer: {
    staff: 'BILLING',
    input: () => ({ reason: REASON }),
    ready: async (stage) => {
      const colleague = await stage.person('colleague', { staffRole: 'BILLING' });
      const invoices = [{ invoiceId: await stage.invoice() }];
      const { payment } = await stage.done<{ payment: { id: string } }>(
        'recordBankTransfer',
        { accountId: stage.ids.account, ...transfer(`of ${stage.account}`), invoices },
        'payment { id }',
        await stage.test.tokenFor(colleague),
      );
      return { row: payment.id };
    },
  },
  applyCredit: {
    staff: 'BILLING',
    input: ({ productId }) => ({ invoices: [{ invoiceId: productId }], reason: REASON }),
    ready: async (stage) => {
      await stage.make.credit(stage.account, 5_000n);
      const invoices = [{ invoiceId: await stage.invoice() }];
      return { input: { accountId: stage.ids.account, invoices, reason: REASON } };
    },
  },
  resumeCollection: {
    staff: 'BILLING',
    input: () => ({ reason: REASON }),
    ready: async (stage) => ({ row: await stage.invoice({ collectionHeldAt: stage.test.now }) }),
  },
};

/** What comes with the payment of a guest. */
const OPENED = [
  'CHANGE Payment: status',
  'CREATE Account: address, country, currency, email, name',
  'CHANGE User: holds, passwordLinkSentTo',
  'CREATE License: product, status',
  'CREATE Order: billing, total',
  'CREATE Invoice: kind, total',
  'CHANGE Invoice: status',
  'REMOVE PaymentMethod: card',
  'MAIL account-created to somebody new',
  'MAIL payment-received to somebody new',
];

export const MONEY_LEAVE: Leaves = {
  addToCart: ['CREATE CartLine: addOns, amount, kind, product, quantity, use'],
  addRenewalsToCart: ['CHANGE Account: renewals'],
  updateCartLine: ['CHANGE CartLine: amount, quantity'],
  removeCartLine: ['REMOVE CartLine: addOns, amount, kind, product, quantity, use'],
  setGuestCart: ['CREATE GuestCart: country, expiresAt, lines'],
  setGuestBuyer: ['CHANGE GuestCart: buyer'],
  prepareGuestPayment: ['CHANGE Account: cardSetup'],
  guestCheckout: ['CREATE PaymentMethod: card', 'CREATE Payment: amount, status', ...OPENED],
  confirmGuestPayment: OPENED,
  cancelGuestPayment: ['CHANGE Payment: failure, status', 'REMOVE PaymentMethod: card'],
  takeGuestCart: ['CHANGE Cart: guestCarts'],
  checkout: [
    'CREATE Payment: amount, status',
    'CHANGE Payment: status',
    'CREATE License: product, status',
    'CREATE Order: billing, total',
    'CREATE Invoice: kind, total',
    'CHANGE Invoice: status',
    'MAIL license-key-delivery to account',
    'MAIL payment-received to holder',
    'MAIL payment-received to contact',
  ],
  placeOrder: [
    'CREATE Payment: amount, status',
    'CHANGE Payment: status',
    'CREATE License: product, status',
    'CREATE Order: billing, total',
    'CREATE Invoice: kind, total',
    'CHANGE Invoice: status',
    'MAIL license-key-delivery to account',
    'MAIL payment-received to holder',
    'MAIL payment-received to contact',
  ],
  renewLicenses: [
    'CREATE Payment: amount, status',
    'CHANGE Payment: status',
    'CHANGE License: maintenanceTo',
    'CREATE Order: billing, total',
    'CREATE Invoice: kind, total',
    'CHANGE Invoice: status',
    'MAIL license-modified to account',
    'MAIL payment-received to holder',
    'MAIL payment-received to contact',
  ],
  payInvoice: [
    'CREATE Payment: amount, invoices, status',
    'CHANGE Payment: status',
    'CHANGE Invoice: status',
    'MAIL payment-received to holder',
    'MAIL payment-received to contact',
  ],
  'payInvoice, by the card that is named': [
    'CREATE Payment: amount, invoices, status',
    'CHANGE Payment: status',
    'CHANGE Invoice: status',
    'MAIL payment-received to holder',
    'MAIL payment-received to contact',
  ],
  confirmPayment: [
    'CHANGE Payment: status',
    'CHANGE Invoice: status',
    'MAIL payment-received to holder',
    'MAIL payment-received to contact',
  ],
  cancelPayment: ['CHANGE Payment: failure, status'],
  preparePaymentMethod: ['CHANGE Account: cardSetup'],
  addPaymentMethod: ['CREATE PaymentMethod: card'],
  setDefaultPaymentMethod: ['CHANGE PaymentMethod: default'],
  removePaymentMethod: ['REMOVE PaymentMethod: card'],
  emailInvoice: ['CHANGE Invoice: emailedTo', 'MAIL invoice-emailed to holder'],
  voidInvoice: ['CHANGE Invoice: credited, status'],
  creditInvoice: [
    'CHANGE Invoice: credited, status',
    'CREATE Invoice: amount, corrects',
    'MAIL credit-note-created to holder',
    'MAIL credit-note-created to contact',
  ],
  'creditInvoice, in part': [
    'CHANGE Invoice: credited',
    'CREATE Invoice: amount, corrects',
    'MAIL credit-note-created to holder',
    'MAIL credit-note-created to contact',
  ],
  refundPayment: ['CHANGE Payment: refundAsked', 'CHANGE Payment: refunded'],
  'refundPayment, in part': ['CHANGE Payment: refundAsked', 'CHANGE Payment: refunded'],
  recordBankTransfer: [
    'CREATE Payment: amount, invoices, receivedOn, reference, status',
    'CHANGE Payment: status',
    'MAIL payment-received to holder',
    'MAIL payment-received to contact',
  ],
  'recordBankTransfer, for no invoice': [
    'CREATE Payment: amount, receivedOn, reference, status',
    'CHANGE Payment: status',
    'MAIL payment-received to holder',
    'MAIL payment-received to contact',
  ],
  reverseBankTransfer: [
    'CHANGE Invoice: status',
    'CHANGE Payment: status',
    'MAIL payment-received to holder',
    'MAIL payment-received to contact',
  ],
  applyCredit: [
    'CREATE Payment: amount, invoices, status',
    'CHANGE Payment: status',
    'MAIL payment-received to holder',
    'MAIL payment-received to contact',
  ],
  resumeCollection: ['CHANGE Invoice: collectionHeld'],
};

/** What is sold, and for how much. */
export const PRODUCTS: Mutations = {
  addProduct: {
    staff: 'ADMIN',
    input: ({ number }) => ({ family: 'SMARTERSTATS', edition: 'ENTERPRISE', level: number }),
  },
  addAddOn: {
    staff: 'ADMIN',
    input: ({ number }) => ({
      ...{ family: 'SMARTERSTATS', code: `new-${number}`, name: 'N', requiresEnterprise: true },
    }),
  },
  addSupportProduct: {
    staff: 'ADMIN',
    input: ({ number }) => ({ code: `new-${number}`, name: 'N' }),
  },
  setProductPrice: {
    staff: 'ADMIN',
    input: () => PRICE,
    ready: async (stage) => ({ row: stage.id('Product', await stage.make.product()) }),
  },
  setAddOnPrice: {
    staff: 'ADMIN',
    input: () => PRICE,
    ready: async (stage) => ({ row: stage.id('AddOn', await stage.make.addOn()) }),
  },
  setSupportPrice: {
    staff: 'ADMIN',
    input: () => PRICE,
    ready: async (stage) => ({
      row: stage.id('SupportProduct', await stage.make.supportProduct()),
    }),
  },
};

export const PRODUCTS_LEAVE: Leaves = {
  addProduct: ['CREATE Product: edition, family, level, name'],
  addAddOn: ['CREATE AddOn: code, family, name, requiresEnterprise'],
  addSupportProduct: ['CREATE SupportProduct: code, name'],
  setProductPrice: ['CHANGE Product: PURCHASE EUR'],
  setAddOnPrice: ['CHANGE AddOn: PURCHASE EUR'],
  setSupportPrice: ['CHANGE SupportProduct: PURCHASE EUR'],
};
