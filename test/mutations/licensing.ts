import { REASON } from './stage';
import type { Leaves, Mutations } from './mutation';

/** Licenses, resold and leased ones among them. */
export const LICENSING: Mutations = {
  activateLicense: {
    input: ({ serverName }) => ({ serverName, move: true }),
    ready: ({ ids }) => ({ row: ids.license, things: { serverName: 's.test' } }),
  },
  'activateLicense, on another server': {
    input: ({ serverName }) => ({ serverName, move: true }),
    ready: async (stage) => ({
      row: await stage.running('old.example.test'),
      things: { serverName: 'new.example.test' },
    }),
  },
  activateLicenses: {
    input: () => ({ activations: [] }),
    ready: ({ ids }) => ({
      input: {
        accountId: ids.account,
        activations: [{ licenseId: ids.license, serverName: 's.test' }],
      },
    }),
  },
  deactivateLicense: {
    input: () => ({ all: true }),
    ready: async (stage) => ({ row: await stage.running('old.example.test', 'new.example.test') }),
  },
  'deactivateLicense, of the newer server of a move': {
    ready: async (stage) => {
      const licenseId = await stage.running('old.example.test', 'new.example.test');
      const [newer] = await stage.rows<{ id: number }>(
        'SELECT MAX(id) AS id FROM activations WHERE account_id = ?',
        [stage.account],
      );
      const activationId = stage.id('Activation', Number(newer?.id));
      return { input: { licenseId, activationId } };
    },
  },
  // The key says which license, and nothing of who has it.
  activateInstallation: {
    ready: ({ licenseKey: key }) => ({
      input: { key, serverName: 's.test' },
      as: null,
      user: null,
    }),
  },
  checkIn: {
    ready: async (stage) => {
      await stage.done('activateLicense', { licenseId: stage.ids.license, serverName: 's.test' });
      return { input: { key: stage.licenseKey, serverName: 's.test' }, as: null };
    },
  },
  deactivateInstallation: {
    ready: async (stage) => {
      await stage.done('activateLicense', { licenseId: stage.ids.license, serverName: 's.test' });
      return { input: { key: stage.licenseKey, serverName: 's.test' }, as: null, user: null };
    },
  },
  extendMaintenance: {
    staff: 'SUPPORT',
    input: () => ({ until: '2029-06-30', reason: REASON }),
    ready: ({ ids }) => ({ row: ids.license }),
  },
  requestLicenseReversal: {
    staff: 'SUPPORT',
    input: () => ({ reason: REASON }),
    ready: async (stage) => {
      const row = await stage.running('old.example.test');
      const toAccountId = stage.id('Account', await stage.accountWith('right@stage.test'));
      return { row, input: { licenseId: row, toAccountId, reason: REASON } };
    },
  },
  confirmLicenseReversal: {
    staff: 'SUPPORT',
    input: () => ({ reason: REASON }),
    ready: async (stage) => {
      const row = await stage.assigned();
      await stage.byColleague('requestLicenseReversal', { licenseId: row, reason: REASON });
      return { row };
    },
  },
  cancelLicenseReversal: {
    staff: 'SUPPORT',
    ready: async (stage) => {
      const licenseId = await stage.assigned();
      await stage.byColleague('requestLicenseReversal', { licenseId, reason: REASON });
      return { row: licenseId };
    },
  },
  replaceLicenseKey: {
    staff: 'SUPPORT',
    input: () => ({ reason: REASON }),
    ready: async (stage) => ({ row: await stage.running('old.example.test') }),
  },
  suspendLicense: {
    staff: 'SUPPORT',
    input: () => ({ reason: REASON }),
    ready: async (stage) => ({ row: await stage.running('old.example.test') }),
  },
  resumeLicense: {
    staff: 'SUPPORT',
    input: () => ({ reason: REASON }),
    ready: async (stage) => ({
      row: stage.id(
        'License',
        await stage.make.license(stage.account, stage.product, { status: 'SUSPENDED' }),
      ),
    }),
  },
  prepareAssignLicense: {
    input: ({ email }) => ({ email }),
    ready: async (stage) => {
      const { licenseId: row, email } = await stage.stock();
      return { row, things: { email } };
    },
  },
  assignLicense: {
    input: ({ newEmail: email }) => ({ email }),
    ready: async (stage) => ({ input: { confirmationToken: await stage.confirmed() } }),
  },
  assignLicenses: {
    input: () => ({ assignments: [] }),
    ready: async (stage) => ({
      input: {
        accountId: stage.ids.account,
        assignments: [{ confirmationToken: await stage.confirmed() }],
      },
    }),
  },
  settleAssignment: {
    staff: 'SUPPORT',
    ready: async (stage) => {
      const { licenseId: row } = await stage.stock();
      const email = 'both@stage.test';
      const accountId = stage.id('Account', await stage.accountWith(email));
      await stage.accountWith(email);
      return { row, input: { licenseId: row, email, accountId, reason: REASON } };
    },
  },
  purchaseAndAssign: {
    input: ({ productId, newEmail: email }) => ({
      ...{ licenses: [{ productId }], email, billing: 'MONTHLY_SUMMARY' },
    }),
    ready: async (stage) => {
      await stage.rows('UPDATE accounts SET reseller = 1 WHERE id = ?', [stage.account]);
      const { productId } = await stage.priced(100n);
      const { key, token } = await stage.make.apiToken(
        stage.account,
        stage.holder,
        'RESELLER:WRITE',
      );
      const input = {
        accountId: stage.ids.account,
        licenses: [{ productId }],
        email: await stage.emailOf(stage.holder),
        billing: 'MONTHLY_SUMMARY',
        acceptTotal: '1.00',
      };
      return { input, as: token, user: null, apiToken: key };
    },
  },
  startLease: {
    input: ({ productId, email: customerEmail }) => ({ productId, customerEmail }),
    ready: (stage) => stage.leasing().then(({ things }) => ({ things })),
  },
  startLeases: {
    input: ({ productId, email: customerEmail }) => ({ leases: [{ productId, customerEmail }] }),
    ready: (stage) => stage.leasing().then(({ things }) => ({ things })),
  },
  modifyLease: {
    input: ({ addOnId }) => ({ addOnIds: [addOnId] }),
    ready: (stage) => stage.leasing(),
  },
  modifyLeases: {
    input: ({ addOnId }) => ({ leases: [{ leaseId: addOnId, addOnIds: [addOnId] }] }),
    ready: async (stage) => {
      const { row: leaseId, things } = await stage.leasing();
      const leases = [{ leaseId, addOnIds: [things?.addOnId] }];
      return { input: { accountId: stage.ids.account, leases } };
    },
  },
  prepareStopLeases: {
    input: () => ({ leaseIds: [] }),
    ready: async (stage) => {
      const { row } = await stage.leasing();
      return { input: { accountId: stage.ids.account, leaseIds: [row] } };
    },
  },
  stopLeases: {
    ready: async (stage) => {
      const { row } = await stage.leasing();
      const { confirmationToken } = await stage.done<{ confirmationToken: string }>(
        'prepareStopLeases',
        { accountId: stage.ids.account, leaseIds: [row] },
        'confirmationToken',
      );
      return { input: { confirmationToken } };
    },
  },
  prepareStopLease: { ready: (stage) => stage.leasing() },
  stopLease: {
    ready: async (stage) => {
      const { confirmationToken } = await stage.done<{ confirmationToken: string }>(
        'prepareStopLease',
        { leaseId: (await stage.leasing()).row },
        'confirmationToken',
      );
      return { input: { confirmationToken } };
    },
  },
};

export const LICENSING_LEAVE: Leaves = {
  activateLicense: ['CHANGE License: servers, status'],
  'activateLicense, on another server': ['CHANGE License: servers'],
  activateLicenses: ['CHANGE License: servers, status'],
  deactivateLicense: ['CHANGE License: servers, status'],
  'deactivateLicense, of the newer server of a move': ['CHANGE License: servers'],
  activateInstallation: ['CHANGE License: servers, status'],
  checkIn: [],
  deactivateInstallation: ['CHANGE License: servers, status'],
  extendMaintenance: ['CHANGE License: maintenanceTo', 'MAIL license-modified to account'],
  requestLicenseReversal: [
    'CHANGE License: reversalTo, reversalUntil',
    'MAIL staff-license-reversal to staff',
  ],
  confirmLicenseReversal: [
    'CHANGE License: status',
    'CREATE License: addOns, maintenanceEndsOn, product, status',
    'MAIL license-modified to buyer@stage.test',
    'MAIL license-replaced to holder',
    'MAIL license-replaced to contact',
    'MAIL staff-license-reversal to staff',
    'MAIL staff-license-reversal to staff',
  ],
  cancelLicenseReversal: [
    'CHANGE License: reversalUntil',
    'MAIL staff-license-reversal to staff',
    'MAIL staff-license-reversal to staff',
  ],
  replaceLicenseKey: [
    'CHANGE License: formerKeyEndsAt',
    'MAIL license-key-replaced to holder',
    'MAIL license-key-replaced to contact',
    'MAIL license-key-replaced to account',
  ],
  suspendLicense: ['CHANGE License: status'],
  resumeLicense: ['CHANGE License: status'],
  prepareAssignLicense: [],
  assignLicense: ['CHANGE License: customer, status', 'MAIL license-key-delivery to holder'],
  assignLicenses: ['CHANGE License: customer, status', 'MAIL license-key-delivery to holder'],
  settleAssignment: [
    'CHANGE License: customer, status',
    'MAIL license-key-delivery to both@stage.test',
  ],
  purchaseAndAssign: [
    'CREATE License: product, status',
    'CHANGE License: customer, status',
    'CREATE Order: billing, total',
    'CREATE Invoice: kind, total',
    'MAIL license-key-delivery to holder',
    'MAIL invoice-awaiting-summary to contact',
  ],
  startLease: [
    'CREATE License: addOns, customer, product, status',
    'CREATE Lease: addOns, customer, monthlyPrice, number, product, startedOn',
    'MAIL license-key-delivery to holder',
  ],
  startLeases: [
    'CREATE License: addOns, customer, product, status',
    'CREATE Lease: addOns, customer, monthlyPrice, number, product, startedOn',
    'MAIL license-key-delivery to holder',
  ],
  modifyLease: [
    'CHANGE License: addOns',
    'CHANGE Lease: addOns, monthlyPrice',
    'MAIL license-modified to lessee',
  ],
  modifyLeases: [
    'CHANGE License: addOns',
    'CHANGE Lease: addOns, monthlyPrice',
    'MAIL license-modified to lessee',
  ],
  prepareStopLeases: [],
  stopLeases: [
    'CHANGE License: status',
    'CHANGE Lease: finalCharge, status, stoppedOn',
    'MAIL lease-stopped to lessee',
  ],
  prepareStopLease: [],
  stopLease: [
    'CHANGE License: status',
    'CHANGE Lease: finalCharge, status, stoppedOn',
    'MAIL lease-stopped to lessee',
  ],
};
