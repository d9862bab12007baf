import type { CodegenConfig } from '@graphql-codegen/cli';

/**
 * The typed client (R67): `npm run codegen` turns the operations in schema/operations into documents
 * that know their variables and answers. Point `documents` at your own to do the same for your page,
 * app or back end.
 */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  documents: 'schema/operations/*.graphql',
  generates: {
    'schema/client/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        scalars: { Date: 'string', DateTime: 'string', Decimal: 'string' },
        enumsAsTypes: true,
        useTypeImports: true,
      },
    },
  },
};

export default config;
