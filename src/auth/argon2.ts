import { availableParallelism } from 'node:os';
import { Threads } from './thread';

/** argon2id costs. */
export interface PasswordCost {
  readonly memoryKiB: number;
  readonly passes: number;
}

/** Passwords that are looked at at once: each takes a core, and strangers leave one for the rest of the graph. */
export const PASSWORDS_AT_ONCE = Math.max(2, Math.min(4, availableParallelism()));

type Question =
  | { readonly password: string; readonly hash: string }
  | { readonly password: string; readonly options: object };

const threads = new Threads<Question, string | boolean>(
  {
    text: `
const { hashSync, verifySync } = require(workerData.argon2);
answerWith(({ password, hash, options }) => hash === undefined ? hashSync(password, options) : verifySync(hash, password));`,
    workerData: { argon2: require.resolve('@node-rs/argon2') },
  },
  PASSWORDS_AT_ONCE,
);

/** argon2id, which is the library's default, in PHC form. */
export const hash = async (password: string, cost: PasswordCost): Promise<string> =>
  String(
    await threads.ask({
      password,
      options: { memoryCost: cost.memoryKiB, timeCost: cost.passes, parallelism: 1 },
    }),
  );

/** Whether it is the hash of the password. @throws when it is no hash. */
export const verify = async (stored: string, password: string): Promise<boolean> =>
  (await threads.ask({ password, hash: stored })) === true;
