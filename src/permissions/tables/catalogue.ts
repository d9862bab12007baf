import { everyone, staff, type Rule } from '../rule';
import type { PermissionTable } from './permission-table';

const admins: Rule = [staff('ADMIN')];

export const CATALOGUE: PermissionTable = {
  Query: {
    fields: {
      products: everyone,
      addOns: everyone,
      supportProducts: everyone,
    },
  },
  Mutation: {
    fields: {
      addProduct: admins,
      addAddOn: admins,
      addSupportProduct: admins,
      setProductPrice: admins,
      setAddOnPrice: admins,
      setSupportPrice: admins,
    },
  },
  Product: {
    row: everyone,
    fields: {
      price: everyone,
      leasePrice: everyone,
      maintenancePrice: everyone,
      reinstatementPrice: everyone,
      priceHistory: [staff()],
    },
  },
  AddOn: {
    row: everyone,
    fields: {
      price: everyone,
      leasePrice: everyone,
      maintenancePrice: everyone,
      priceHistory: [staff()],
    },
  },
  SupportProduct: {
    row: everyone,
    fields: { price: everyone, priceHistory: [staff()] },
  },
  Price: { fields: { amount: [staff()] } },
};
