import { LICENSING } from './licensing';
import { MONEY, PRODUCTS } from './money';
import { ONESELF, PEOPLE } from './people';
import { STAFF } from './staff';
import { nameOf, type Mutations } from './mutation';

/** Every mutation of the schema with input that it goes through with, and what has to be there for it. */
export const MUTATIONS: Mutations = {
  ...PEOPLE,
  ...ONESELF,
  ...LICENSING,
  ...MONEY,
  ...PRODUCTS,
  ...STAFF,
};
export const NAMES = [...new Set(Object.keys(MUTATIONS).map(nameOf))];
