import { everyone } from '../rule';
import type { PermissionTable } from './permission-table';

export const CATALOGUE: PermissionTable = {
  Query: {
    fields: {
      products: everyone,
    },
  },
  Product: {
    row: everyone,
    fields: { price: everyone, leasePrice: everyone, maintenancePrice: everyone },
  },
  AddOn: {
    row: everyone,
    fields: { price: everyone, leasePrice: everyone },
  },
};
