#!/usr/bin/env node
import './production';
import { keyhold } from './program';
import { ownTerminal } from './terminal';

void keyhold(process.argv.slice(2), ownTerminal()).then((code) => {
  process.exitCode = code;
});
