import type { DemoAccount, DemoAccounts } from './demo-account';

/** The lease provider whose card refuses the latest invoice. */
export function defaulterAmong({ leaseProviders }: DemoAccounts): DemoAccount {
  const found = leaseProviders.find(({ domain }) => domain === 'emerald-servers.example');
  if (!found) throw new RangeError('The demo has lost its defaulter');
  return found;
}
