import {
  isAbstractType,
  Kind,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';

/** Conditions on types in the fragments of one document. */
export class TypeConditions {
  private readonly known = new Map<SelectionSetNode, ReadonlySet<string>>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ) {}

  applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const named = this.schema.getType(condition);
    return isAbstractType(named) && this.schema.isSubType(named, type);
  }

  /** Names of the object types that what is selected makes a difference between. */
  namedIn(set: SelectionSetNode, type: GraphQLAbstractType): ReadonlySet<string> {
    const known = this.known.get(set);
    if (known !== undefined) return known;
    const names = new Set<string>();
    this.known.set(set, names);
    for (const one of set.selections) {
      if (one.kind === Kind.FIELD) continue;
      const part = one.kind === Kind.INLINE_FRAGMENT ? one : this.fragments.get(one.name.value);
      if (part === undefined) continue;
      if (part.typeCondition !== undefined)
        for (const name of this.distinct(part.typeCondition.name.value, type)) names.add(name);
      for (const name of this.namedIn(part.selectionSet, type)) names.add(name);
    }
    return names;
  }

  /** The types that a condition tells from the others that may stand in its place. */
  private distinct(condition: string, among: GraphQLAbstractType): string[] {
    const { schema } = this;
    const type = schema.getType(condition);
    if (!isAbstractType(type)) return [condition];
    const possible = schema.getPossibleTypes(type);
    return schema.getPossibleTypes(among).every((one) => possible.includes(one))
      ? []
      : possible.map(({ name }) => name);
  }
}
