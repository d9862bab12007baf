import { Field, ObjectType } from 'type-graphql';
import { CustomerRelation } from '../../domain/reselling/customer';
import { connectionOf } from '../../graphql/connection';
import { Node, type NodeRow } from '../../graphql/node';
import { registerEnums } from '../../graphql/register-enum';

registerEnums(CustomerRelation);

@ObjectType({
  implements: Node,
  description:
    'A customer as a partner sees it: name, address, and what the partner sold or leased to it. Nothing else of that account is visible. There is one for each partner and account.',
  simpleResolvers: true,
})
export class Customer extends Node {
  @Field(() => String, { description: "Name of the customer's account." })
  readonly name!: string;
  @Field(() => String, { description: "E-mail address of the customer's account." })
  readonly email!: string;
  @Field(() => [CustomerRelation], {
    description:
      'How the customer is related to the partner, as far as the viewer may see it: RESOLD needs RESELLER, LEASED needs LEASE_PROVIDER.',
  })
  readonly relations!: readonly CustomerRelation[];
}

export interface CustomerRow extends NodeRow {
  readonly __typename: 'Customer';
  /** Key of the partner. */
  readonly accountId: number;
  /** Key of the customer's account. */
  readonly customerAccountId: number;
  readonly name: string;
  readonly email: string;
  /** Those that the actor may see. */
  readonly relations: readonly CustomerRelation[];
}

export const CustomerConnection = connectionOf<CustomerRow>('Customer', () => Customer);
