import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import { buildSchema, isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { applyMiddleware } from 'graphql-middleware';
import type { Logger } from 'typeorm';
import { SEAL_KEY_ID } from '../../src/composition';
import { readConfig } from '../../src/config';
import { createDataSource } from '../../src/database/data-source';
import { Sealer } from '../../src/database/sealing';
import { answerTheRun } from '../child';
import { resolversOf, type Resolvers } from './resolvers';
import { contextOf, type OrdinaryContext } from './rows';
import { ordinaryShield } from './rules';

/*
 * The same schema served the way the manuals show: Apollo Server on Express with its default plugins,
 * graphql-js, graphql-shield on every field, TypeORM entities from repositories, DataLoader where many
 * rows ask for one each.
 */

const SCHEMA = join(__dirname, '../../../schema/schema.graphql');

function executableSchema(sdl: string, resolvers: Resolvers): GraphQLSchema {
  const schema = buildSchema(sdl);
  for (const [name, fields] of Object.entries(resolvers)) {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`The schema has no type ${name}`);
    for (const [field, resolve] of Object.entries(fields)) {
      const declared = type.getFields()[field];
      if (declared === undefined) throw new Error(`The schema has no field ${name}.${field}`);
      declared.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;
    }
  }
  return schema;
}

/** TypeORM tells its logger of every statement, logged or not: that is where they are counted. */
class Counter implements Logger {
  statements = 0;
  logQuery(): void {
    this.statements++;
  }
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const counter = new Counter();
  const dataSource = createDataSource({ url: config.databaseUrl, poolSize: config.databasePool });
  dataSource.setOptions({ logger: counter });
  await dataSource.initialize();
  const resolvers = resolversOf(dataSource, new Sealer(SEAL_KEY_ID, config.sealKey));
  const schema = executableSchema(readFileSync(SCHEMA, 'utf8'), resolvers);
  const apollo = new ApolloServer<OrdinaryContext>({
    schema: applyMiddleware(schema, ordinaryShield()),
  });
  await apollo.start();
  const app = express();
  app.use(
    '/graphql',
    express.json(),
    expressMiddleware(apollo, {
      context: ({ req }) => contextOf(dataSource, req.headers.authorization),
    }),
  );
  const server = createServer(app);
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    answerTheRun(`http://127.0.0.1:${port}/graphql`, () => counter.statements);
  });
}

void main();
