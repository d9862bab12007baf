import fc from 'fast-check';
import { commands } from './life-commands';
import { Model, Stored } from './life-model';

const RUNS = process.env['KEYHOLD_LONG'] === '1' ? 50_000 : 100;

describe('a license through whatever happens to it', () => {
  it('R29 R34 R35 R44 activations, moves, changes of terms, suspensions and jumps of the clock come to what a small model says', () => {
    fc.assert(
      fc.property(fc.commands(commands, { maxCommands: 60, size: '+1' }), (happens) => {
        fc.modelRun(() => ({ model: new Model(), real: new Stored() }), happens);
      }),
      { numRuns: RUNS },
    );
  }, 600_000);
});
