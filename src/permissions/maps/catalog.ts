import { isAnybody, isStaff, type PermissionRule } from '../rules';
import type { PermissionMap } from '../permission-map';

const admins: PermissionRule = isStaff('ADMIN');

export const CATALOG: PermissionMap = {
  rows: {
    Product: isAnybody,
    AddOn: isAnybody,
    SupportProduct: isAnybody,
  },
  fields: {
    Query: {
      products: isAnybody,
      addOns: isAnybody,
      supportProducts: isAnybody,
      currencies: isAnybody,
    },
    Mutation: {
      addProduct: admins,
      addAddOn: admins,
      addSupportProduct: admins,
      setProductPrice: admins,
      setAddOnPrice: admins,
      setSupportPrice: admins,
    },
    Product: {
      price: isAnybody,
      leasePrice: isAnybody,
      maintenancePrice: isAnybody,
      reinstatementPrice: isAnybody,
      priceHistory: isStaff('SUPPORT'),
    },
    AddOn: {
      price: isAnybody,
      leasePrice: isAnybody,
      maintenancePrice: isAnybody,
      priceHistory: isStaff('SUPPORT'),
    },
    SupportProduct: { price: isAnybody, priceHistory: isStaff('SUPPORT') },
    Price: { amount: isStaff('SUPPORT') },
  },
};
