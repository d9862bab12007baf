import { Fixtures } from './fixtures';
import { BEHIND_A_PROXY, STRONG, hashed } from './senders';
import { TEST_NOW, TestApplication } from './test-application';

/** An application behind a proxy, in which everybody signs in with `STRONG`. */
export interface StrongPeople {
  readonly test: TestApplication;
  readonly make: Fixtures;
  /** An address that nobody has yet. */
  readonly address: () => string;
  readonly person: (
    given?: Parameters<Fixtures['user']>[0],
  ) => Promise<{ readonly email: string; readonly id: number }>;
}

async function start(): Promise<StrongPeople> {
  const test = await TestApplication.start(BEHIND_A_PROXY);
  const make = new Fixtures(test);
  const passwordHash = await hashed(STRONG);
  let count = 0;
  const address = (): string => `strong-${++count}@example.test`;
  return {
    test,
    make,
    address,
    person: async (given = {}) => {
      const email = address();
      return { email, id: await make.user({ email, passwordHash, ...given }) };
    },
  };
}

/** The same for the tests of one file: there before the first, and each begins at `TEST_NOW`. */
export function strongPeople(): () => StrongPeople {
  let people: StrongPeople | null = null;
  beforeAll(async () => {
    people = await start();
  });
  afterAll(() => people?.test.stop());
  afterEach(() => {
    if (people !== null) people.test.now = TEST_NOW;
  });
  return () => {
    if (people === null) throw new Error('The application has not started');
    return people;
  };
}
