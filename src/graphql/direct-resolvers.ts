import { isObjectType, type GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { Answering } from './answering';

type Method = (...given: unknown[]) => unknown;

/**
 * TypeGraphQL looks the resolver object up, and sorts, copies and examines the parameters of a method,
 * at every call. A method that takes nothing but the row and the context is called directly: it is the
 * same call, without the three lists that are made for it on every row of every list.
 */
export function callDirectly(schema: GraphQLSchema, answering: Answering): GraphQLSchema {
  const { fieldResolvers, objectTypes } = getMetadataStorage();
  for (const {
    kind,
    target,
    methodName,
    schemaName,
    params = [],
    getObjectType,
  } of fieldResolvers) {
    const object = () => answering.of(target) as Record<string, Method> | undefined;
    const method = object()?.[methodName];
    const plain = params.every(
      (one) => (one.kind === 'root' || one.kind === 'context') && one.propertyName === undefined,
    );
    if (kind !== 'external' || method === undefined || !plain) continue;
    const owner = getObjectType?.();
    const type = schema.getType(objectTypes.find((one) => one.target === owner)?.name ?? '');
    const field = isObjectType(type) ? type.getFields()[schemaName] : undefined;
    if (field === undefined) continue;
    const [first, second] = params.toSorted((a, b) => a.index - b.index).map((one) => one.kind);
    let bound = method;
    answering.follow(() => (bound = method.bind(object())));
    if (params.length === 1 && first === 'root') field.resolve = (row: unknown) => bound(row);
    else if (params.length === 1) field.resolve = (_row, _args, context: unknown) => bound(context);
    else if (params.length === 2 && first === 'root' && second === 'context')
      field.resolve = (row: unknown, _args, context: unknown) => bound(row, context);
  }
  return schema;
}
