import { publicAddress, type Config } from '../config';
import type { WaysToPay } from '../features/invoice/invoice-document';

/** How documents are paid, as the configuration says. */
export const waysToPay = (config: Config): WaysToPay => ({
  payAt: config.payments === null ? null : `${publicAddress(config)}/`,
  bank: config.vendor.bank,
});
