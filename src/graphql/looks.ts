import { Extensions } from 'type-graphql';

/** How many rows the database looks at for a field, for all its parents at once. */
export interface Looks {
  /** Always; none unless it says so. */
  readonly always?: number;
  /** For a page of a list in which something is looked for, and for the count of what is found. */
  readonly searched?: number;
  /** For the count of a list. */
  readonly counted?: number;
}

/** Says what a field costs that looks at more than it answers. */
export const LooksAt = (looks: Looks): MethodDecorator & PropertyDecorator => Extensions({ looks });
