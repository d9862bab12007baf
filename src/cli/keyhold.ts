#!/usr/bin/env node
import { keyhold } from './program';
import { ownTerminal } from './terminal';

// Libraries check less then, and graphql-js above all.
process.env['NODE_ENV'] ??= 'production';

void keyhold(process.argv.slice(2), ownTerminal()).then((code) => {
  process.exitCode = code;
});
