import type { Operation } from './operations';
import { median } from './statistics';

/** What was measured of one server in one round. */
export interface Round {
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of the server process, per request. */
  readonly userCpu: number;
  readonly systemCpu: number;
  readonly statements: number;
}

/** The rounds of every server, by its name; the first server is what the others are compared with. */
export type Rounds = ReadonlyMap<string, readonly Round[]>;

const FIGURES: readonly (readonly [label: string, figure: keyof Round, digits: number])[] = [
  ['user CPU, ms per request', 'userCpu', 3],
  ['system CPU, ms per request', 'systemCpu', 3],
  ['SQL statements per request', 'statements', 1],
  ['requests per second', 'requestsPerSecond', 0],
  ['p50, ms', 'p50', 2],
  ['p99, ms', 'p99', 2],
];

interface Ratio {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** How a figure compares, round by round: neighbors in time share the machine's mood. */
function ratioOf(rounds: readonly Round[], base: readonly Round[], figure: keyof Round): Ratio {
  const ratios = rounds.map(
    (round, index) => round[figure] / (base[index]?.[figure] ?? Number.NaN),
  );
  return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
}

const spread = ({ median: middle, least, most }: Ratio): string =>
  `${middle.toFixed(2)}× (${least.toFixed(2)}–${most.toFixed(2)})`;

/** The table of one operation: medians, and in relation to the first server with the spread of all rounds. */
export function table(rounds: Rounds): string {
  const [[, base] = ['', []]] = rounds;
  const width = 30;
  const lines = [
    `${' '.repeat(width)}${[...rounds.keys()].map((name) => name.padEnd(34)).join('')}`,
  ];
  for (const [label, figure, digits] of FIGURES) {
    const cells = [...rounds.values()].map((own) => {
      const value = median(own.map((round) => round[figure]))
        .toFixed(digits)
        .padStart(7);
      return (own === base ? value : `${value}  ${spread(ratioOf(own, base, figure))}`).padEnd(34);
    });
    lines.push(`${label.padEnd(width)}${cells.join('')}`);
  }
  return lines.map((line) => line.trimEnd()).join('\n');
}

/** Does the last server, which is Keyhold, keep to the operation's target? */
export function verdict(
  { name, target }: Operation,
  rounds: Rounds,
): { text: string; holds: boolean } {
  const all = [...rounds.values()];
  const ratio = ratioOf(all[all.length - 1] ?? [], all[0] ?? [], 'userCpu');
  const holds = target === null || ratio.median <= target;
  const aim =
    target === null ? 'no target' : `target ≤ ${target.toFixed(1)}: ${holds ? 'holds' : 'MISSED'}`;
  return { text: `${name}: user CPU ${ratio.median.toFixed(2)} × (a), ${aim}`, holds };
}
