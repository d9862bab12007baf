import type { IdCodec } from './ids';
import { offerActionsOf } from './write';

/** What answers behind a schema. The schema is made of classes alone: their objects can be exchanged. */
export class Answering {
  private objects = new Map<unknown, object>();
  private readonly exchanged: (() => void)[] = [];

  constructor(
    resolvers: readonly object[],
    public ids: IdCodec,
  ) {
    this.exchange(resolvers, ids);
  }

  get classes(): ReadonlySet<object> {
    return new Set(this.objects.keys()) as ReadonlySet<object>;
  }

  /** The object of a class. */
  of = (someClass: unknown): object | undefined => this.objects.get(someClass);

  /** Whether resolvers are of the same classes. */
  fits(resolvers: readonly object[]): boolean {
    const { classes } = this;
    return (
      resolvers.length === classes.size && resolvers.every((one) => classes.has(one.constructor))
    );
  }

  exchange(resolvers: readonly object[], ids: IdCodec): void {
    this.objects = new Map(resolvers.map((one) => [one.constructor, one]));
    this.ids = ids;
    offerActionsOf(this.classes);
    for (const tell of this.exchanged) tell();
  }

  /** Has `use` called now, and whenever objects were exchanged. */
  follow(use: () => void): void {
    this.exchanged.push(use);
    use();
  }
}
