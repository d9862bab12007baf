import type DataLoader from 'dataloader';
import type { Actor } from '../domain/people/actor';
import type { Scope } from '../database/scope';

/** What every resolver gets: who asks, how far they reach, and the loaders of this one request. */
export interface RequestContext {
  readonly requestId: string;
  readonly actor: Actor;
  readonly scope: Scope;
  /** When the request arrived; the same for all of it. */
  readonly now: Date;
  readonly loaders: LoaderRegistry;
}

/**
 * One set of loaders per request, made when first asked for. The request has one actor and so one
 * scope; a loader is told it once and can therefore never mix two.
 */
export class LoaderRegistry {
  // Only this registry looks inside: a loader comes out under the key by which it was put in.
  private readonly made = new Map<string, unknown>();

  get<Key, Value>(name: string, make: () => DataLoader<Key, Value>): DataLoader<Key, Value> {
    let loader = this.made.get(name) as DataLoader<Key, Value> | undefined;
    if (loader === undefined) this.made.set(name, (loader = make()));
    return loader;
  }

  /** After a write nothing that was read before may be answered again. */
  clear(): void {
    this.made.clear();
  }
}
