import { provideBrowser } from '../../src/dev/browser/provide-browser';
import type { Outcome, Run } from '../../src/dev/database/run-program';
import { temporaryFolder } from './temporary-folder';

const DEBIAN = 'ID=debian\n';
const LISTED = { out: 'Package: chromium\nVersion: 156.0.8078.108-1~deb12u1\n' };

describe('a browser for the tests', () => {
  const dataDir = temporaryFolder();

  /** Looks for one on a machine whose programs answer as told: its outcome, what was said, what was run. */
  async function look(
    answer: (command: string) => Partial<Outcome> | undefined,
    given?: string,
    system = { root: true, osRelease: DEBIAN },
  ) {
    const asked: string[] = [];
    const said: string[] = [];
    const run: Run = (program, args) => {
      const command = [program, ...args].join(' ');
      asked.push(command);
      return Promise.resolve({ code: 0, out: '', err: '', ...answer(command) });
    };
    const say = (line: string) => void said.push(line);
    const browser = await provideBrowser({ given, dataDir, say }, { run, ...system });
    return { browser, said, installs: asked.filter((command) => command.includes('apt-get')) };
  }
  const version = { out: 'Chromium 156.0.8078.108 built on Debian\n' };

  it('is the first of this machine that runs; the mere name of one does not count', async () => {
    const { browser, said, installs } = await look((command) => {
      if (command.startsWith('/bin/sh')) return { out: '/snap-only\n/usr/bin/google-chrome\n' };
      return command.startsWith('/snap-only') ? { code: 1, err: 'needs a snap' } : version;
    });
    expect([browser, said, installs]).toEqual([{ path: '/usr/bin/google-chrome' }, [], []]);
  });

  it('is the one that CHROMIUM names, and no other in its place', async () => {
    const good = await look(() => version, '/opt/chrome');
    expect(good.browser).toEqual({ path: '/opt/chrome' });
    const bad = await look(
      (command) => (command.startsWith('/opt') ? { code: 127 } : version),
      '/opt/x',
    );
    expect(bad.browser).toEqual({
      path: undefined,
      obstacle: '/opt/x, which CHROMIUM names, is no browser that runs here',
    });
    expect(bad.installs).toEqual([]);
  });

  it('is installed on Debian where there is none, and each step is said in one line', async () => {
    let installed = false;
    const { browser, said, installs } = await look((command) => {
      installed ||= command.includes('apt-get install');
      if (command.startsWith('/bin/sh')) return { out: installed ? '/usr/bin/chromium\n' : '' };
      return command.startsWith('apt-cache') ? LISTED : version;
    });
    expect(browser).toEqual({ path: '/usr/bin/chromium' });
    expect(said).toEqual([
      'Browser: installing chromium, for the tests that look at pages (apt-get install) …',
    ]);
    expect(installs).toEqual([
      expect.stringMatching(/--no-install-recommends --no-remove .* chromium fonts-liberation$/),
    ]);
  });

  it.each<[string, string, boolean, (command: string) => Partial<Outcome> | undefined]>([
    ['this is not Debian or Ubuntu', 'ID=fedora\n', true, () => undefined],
    [
      'installing packages needs root or a sudo without password',
      DEBIAN,
      false,
      (command) => (command.startsWith('sudo') ? { code: 1 } : undefined),
    ],
    ["this system's packages have no Chromium", DEBIAN, true, () => undefined],
    [
      'apt-get install chromium failed: E: no space',
      DEBIAN,
      true,
      (command) =>
        command.startsWith('apt-cache')
          ? LISTED
          : command.includes('install')
            ? { code: 100, err: 'E: no space\n' }
            : undefined,
    ],
    [
      'the Chromium that was installed does not run',
      DEBIAN,
      true,
      (command) => (command.startsWith('apt-cache') ? LISTED : undefined),
    ],
  ])('is none where it cannot be had: %s', async (obstacle, osRelease, root, answer) => {
    const { browser } = await look(answer, undefined, { root, osRelease });
    expect(browser).toEqual({ path: undefined, obstacle });
  });

  it('and then the tests that want one are named, and no others', () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const NotRun = require('../support/not-run.cjs') as new () => {
      onRunComplete(contexts: unknown, results: object): void;
    };
    const said: string[] = [];
    const write = jest
      .spyOn(process.stderr, 'write')
      .mockImplementation((text) => said.push(String(text)) > 0);
    const { KEYHOLD_BROWSER_OBSTACLE: before } = process.env;
    const pending = (fullName: string) => ({ status: 'pending', fullName });
    const testResults = [
      {
        testFilePath: '/a/test/browser/one.test.ts',
        testResults: [pending('opens'), { status: 'passed', fullName: 'runs' }],
      },
      { testFilePath: '/a/test/dev/two.test.ts', testResults: [pending('takes long')] },
    ];
    try {
      process.env['KEYHOLD_BROWSER_OBSTACLE'] = 'there is no room';
      new NotRun().onRunComplete(undefined, { testResults });
      delete process.env['KEYHOLD_BROWSER_OBSTACLE'];
      new NotRun().onRunComplete(undefined, { testResults });
    } finally {
      write.mockRestore();
      if (before !== undefined) process.env['KEYHOLD_BROWSER_OBSTACLE'] = before;
    }
    expect(said).toEqual([
      expect.stringMatching(/^Not run, .*\(there is no room\).*\n {2}opens\n$/),
    ]);
  });
});
