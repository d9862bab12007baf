// `expect` as it is, but for what it costs: Jest's makes 400 functions at each call, before anything is compared. What
// holds is seen here by the same comparison, and everything else is handed to Jest's, which says how it fails. (Jest
// leaves what lies in `jest/build` out of stacks.)
const { equals, iterableEquality } = require('@jest/expect-utils');

const areNumbers = (one, other) => typeof one === typeof other && /number|bigint/.test(typeof one);

/** Whether it holds; undefined where only Jest's may judge. */
const JUDGES = {
  toBe: Object.is,
  toEqual: (one, other) => equals(one, other, [iterableEquality]),
  toContain: (text, part) =>
    typeof text === 'string' && typeof part === 'string' ? text.includes(part) : undefined,
  toBeGreaterThan: (one, other) => (areNumbers(one, other) ? one > other : undefined),
  toBeLessThan: (one, other) => (areNumbers(one, other) ? one < other : undefined),
};

const slow = globalThis.expect;

/** The asking is counted, as Jest counts it. */
function counted() {
  const state = slow.getState();
  state.assertionCalls += 1;
  state.numPassingAsserts += 1;
}

class Expectation {
  constructor(actual) {
    this.actual = actual;
  }

  get not() {
    return new Negation(this.actual);
  }
}

class Negation {
  constructor(actual) {
    this.actual = actual;
  }
}

for (const name of Object.keys(slow(undefined)).filter((one) => one !== 'not')) {
  const judge = JUDGES[name];
  const [positive, negative] =
    judge === undefined
      ? [(actual) => slow(actual)[name], (actual) => slow(actual).not[name]]
      : [true, false].map((wanted) => (actual) => (...given) => {
          if (given.length === 1 && judge(actual, given[0]) === wanted) return counted();
          const { not, [name]: own } = slow(actual);
          return (wanted ? own : not[name])(...given);
        });
  for (const [of, ask] of [
    [Expectation, positive],
    [Negation, negative],
  ])
    Object.defineProperty(of.prototype, name, {
      get() {
        return ask(this.actual);
      },
    });
}

const quick = (...given) => (given.length === 1 ? new Expectation(given[0]) : slow(...given));
// What else there is of it: `expect.any`, `expect.objectContaining` and so on.
globalThis.expect = Object.setPrototypeOf(quick, slow);
