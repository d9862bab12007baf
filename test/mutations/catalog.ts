import { LICENSING, LICENSING_LEAVE } from './licensing';
import { MONEY, MONEY_LEAVE, PRODUCTS, PRODUCTS_LEAVE } from './money';
import { ONESELF, ONESELF_LEAVE, PEOPLE, PEOPLE_LEAVE } from './people';
import { STAFF, STAFF_LEAVE } from './staff';
import { SUPPORT, SUPPORT_LEAVE } from './support';
import { nameOf, type Leaves, type Mutations } from './mutation';

/** Every mutation of the schema with input that it goes through with, and what has to be there for it. */
export const MUTATIONS: Mutations = {
  ...PEOPLE,
  ...ONESELF,
  ...LICENSING,
  ...MONEY,
  ...PRODUCTS,
  ...STAFF,
  ...SUPPORT,
};
export const NAMES = [...new Set(Object.keys(MUTATIONS).map(nameOf))];

export const LEAVES: Leaves = {
  ...PEOPLE_LEAVE,
  ...ONESELF_LEAVE,
  ...LICENSING_LEAVE,
  ...MONEY_LEAVE,
  ...PRODUCTS_LEAVE,
  ...STAFF_LEAVE,
  ...SUPPORT_LEAVE,
};
