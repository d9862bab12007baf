// Libraries check less then, and graphql-js above all. Imported before everything else: some decide when they are loaded.
process.env['NODE_ENV'] ??= 'production';
