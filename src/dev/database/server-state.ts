import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the next start must know. It is written once the data are complete, so no file means no data. */
export interface ServerState {
  readonly port: number;
  readonly password: string;
  /** Where the data are when they could not be made in place; a checkout that moves takes the others along. */
  readonly elsewhere?: string;
}

export function readState(place: string): ServerState | undefined {
  try {
    const state = JSON.parse(readFileSync(stateFile(place), 'utf8')) as Partial<ServerState>;
    const { port, password } = state;
    return port === undefined || password === undefined ? undefined : { ...state, port, password };
  } catch {
    return undefined;
  }
}

export function writeState(place: string, state: ServerState): void {
  const file = stateFile(place);
  writeFileSync(`${file}.next`, JSON.stringify(state), { mode: 0o600 });
  renameSync(`${file}.next`, file);
}

function stateFile(place: string): string {
  return join(place, 'state.json');
}
