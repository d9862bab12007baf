import { demoStory, type DemoStory } from '../../src/dev/demo/demo-story';
import type { Day } from '../../src/domain/billing/calendar';
import { taxRules } from './tax-rules';

const stories = new Map<string, DemoStory>();

/** The demo's story, which takes a second to make up: once for all files of a worker, which read it and no more. */
export function sharedStory(
  today: Day,
  timeZone: string,
  rates: Readonly<Record<string, number>> = {},
): DemoStory {
  const name = JSON.stringify([today, timeZone, rates]);
  const story = stories.get(name) ?? demoStory(today, timeZone, taxRules(rates));
  stories.set(name, story);
  return story;
}
