import {
  GraphQLID,
  GraphQLString,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields';
import { getFieldDef } from 'graphql/execution/execute';

export type Variables = Record<string, unknown>;
export type Fragments = Record<string, FragmentDefinitionNode>;

/** A type, taken apart once: what its values have to be, from the outside in. */
export type Shape =
  | { readonly kind: 'nonNull'; readonly of: Shape; readonly leaf: boolean }
  | { readonly kind: 'list'; readonly of: Shape; readonly leaf: false }
  | { readonly kind: 'leaf'; readonly type: GraphQLLeafType; readonly leaf: true }
  | { readonly kind: 'object'; readonly type: GraphQLObjectType; readonly leaf: false }
  | { readonly kind: 'abstract'; readonly type: GraphQLAbstractType; readonly leaf: false };

/** One field of an answer: everything that is the same for each row. */
export interface FieldPlan {
  /** Its name in the answer. */
  readonly key: string;
  /** Where the document asks for it. */
  readonly nodes: readonly FieldNode[];
  readonly parent: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly shape: Shape;
  /** Whether a text that the row has under the field's name is the answer as it is. */
  readonly plainText: boolean;
  /** The fields below it, by the type of the value. */
  readonly below: Map<GraphQLObjectType, readonly FieldPlan[]>;
}

function shapeOf(type: GraphQLOutputType): Shape {
  if (isNonNullType(type)) {
    const of = shapeOf(type.ofType);
    return { kind: 'nonNull', of, leaf: of.leaf };
  }
  if (isListType(type)) return { kind: 'list', of: shapeOf(type.ofType), leaf: false };
  if (isLeafType(type)) return { kind: 'leaf', type, leaf: true };
  return isAbstractType(type)
    ? { kind: 'abstract', type, leaf: false }
    : { kind: 'object', type, leaf: false };
}

/**
 * The fields of an operation, for one setting of the variables that its `@skip` and `@include` look at.
 * They are collected by graphql-js when they are reached for the first time, and kept.
 */
export class Plan {
  private root: readonly FieldPlan[] | undefined;
  private count = 0;

  constructor(
    readonly schema: GraphQLSchema,
    readonly fragments: Fragments,
    readonly operation: OperationDefinitionNode,
  ) {}

  /** How many fields are kept. */
  get size(): number {
    return this.count;
  }

  /** @throws GraphQLError for a condition that is null. */
  rootFields(type: GraphQLObjectType, variables: Variables): readonly FieldPlan[] {
    const { schema, fragments, operation } = this;
    return (this.root ??= this.planned(
      type,
      collectFields(schema, fragments, variables, type, operation.selectionSet),
    ));
  }

  /** @throws GraphQLError for a condition that is null. */
  fieldsBelow(
    { below, nodes }: FieldPlan,
    type: GraphQLObjectType,
    variables: Variables,
  ): readonly FieldPlan[] {
    let fields = below.get(type);
    if (fields === undefined) {
      const collected = collectSubfields(this.schema, this.fragments, variables, type, nodes);
      fields = this.planned(type, collected);
      below.set(type, fields);
    }
    return fields;
  }

  private planned(
    parent: GraphQLObjectType,
    collected: ReadonlyMap<string, readonly FieldNode[]>,
  ): FieldPlan[] {
    const plans: FieldPlan[] = [];
    for (const [key, nodes] of collected) {
      const field = getFieldDef(this.schema, parent, nodes[0] as FieldNode);
      if (!field) continue;
      const type = getNullableType(field.type);
      plans.push({
        key,
        nodes,
        parent,
        field,
        shape: shapeOf(field.type),
        plainText: field.resolve === undefined && (type === GraphQLString || type === GraphQLID),
        below: new Map(),
      });
    }
    this.count += plans.length;
    return plans;
  }
}
