import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../src/dev/database/free-port';
import { emptyDatabase } from './test-database';

const START = join(__dirname, '../../dist/src/dev/start.js');

/** What `npm start` starts, on an empty database of the tests and with files of its own. */
export class DemoProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    /** The address that it printed. */
    readonly address: string,
    /** Everything that it printed before it was ready. */
    readonly said: string,
  ) {}

  static async start(): Promise<DemoProcess> {
    const [databaseUrl, port] = [await emptyDatabase('_demo'), await freePort()];
    const folder = mkdtempSync(join(tmpdir(), 'keyhold-demo-'));
    const child = spawn(process.execPath, [START], {
      env: {
        PATH: process.env['PATH'] ?? '',
        DEMO_DATABASE_URL: databaseUrl,
        KEYHOLD_DATA: folder,
        PORT: String(port),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said = await saidUntil(child, 'Ctrl-C stops it');
    const address = / serves at (\S+)/.exec(said)?.[1];
    if (address === undefined) throw new Error(`The demo did not start: ${said}`);
    return new DemoProcess(child, folder, address, said);
  }

  /** As Ctrl-C does. */
  async stop(): Promise<void> {
    const ended = once(this.child, 'close');
    this.child.kill('SIGINT');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What a program prints up to some words, or to its end. */
const saidUntil = (child: ChildProcess, words: string): Promise<string> =>
  new Promise((resolve) => {
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes(words)) resolve(said);
    });
    child.once('close', () => resolve(said));
  });
