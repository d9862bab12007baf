import { COMMON_WORDS } from './common-words';
import { Threads } from './thread';

interface Question {
  readonly password: string;
  readonly words: readonly string[];
}

/** The estimator takes tens of milliseconds for a password, so it runs in a thread of its own. */
const thread = new Threads<Question, number>(
  {
    text: `
const { ZxcvbnFactory } = require(workerData.core);
const { adjacencyGraphs, dictionary } = require(workerData.language);
const estimator = new ZxcvbnFactory({
  dictionary: { ...dictionary, 'common-words': workerData.commonWords },
  graphs: adjacencyGraphs,
});
answerWith(({ password, words }) => estimator.check(password, words).score);`,
    workerData: {
      core: require.resolve('@zxcvbn-ts/core'),
      language: require.resolve('@zxcvbn-ts/language-common'),
      commonWords: [...new Set(COMMON_WORDS)],
    },
  },
  1,
);

/** Score of a password, 0 to 4; words about the person count as guessed first. */
export const scoreOf = (password: string, words: readonly string[]): Promise<number> =>
  thread.ask({ password, words });
