import type { Transaction } from '../database/database';
import type { AuditEntry, Fields, Message, Unit } from './call';
import type { Effect, EffectKind, FieldChange } from './effect.types';
import type { IdCodec } from './ids';
import type { Json } from './outcome';

/** `{ field: [before, after] }` of what changed. */
export type Changes = Readonly<Record<string, readonly [Json, Json]>>;

/** What an entry changed; of what is new or gone, every field. */
export function changesOf({ before, after }: AuditEntry): Changes {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const changes: Record<string, readonly [Json, Json]> = {};
  for (const name of names) {
    const [was, is] = [before?.[name] ?? null, after?.[name] ?? null];
    if (JSON.stringify(was) !== JSON.stringify(is)) changes[name] = [was, is];
  }
  return changes;
}

const asText = (value: Json): string | null =>
  value === null || typeof value === 'string' ? value : JSON.stringify(value);

/** Changes as the schema shows them. */
export const shownChanges = (changes: Changes): FieldChange[] =>
  Object.entries(changes).map(([field, [before, after]]) => ({
    field,
    before: asText(before),
    after: asText(after),
  }));

/** A shorter secret can be part of a text by chance: a password such as `2026-12-21` is part of an instant. */
const TELLING = 12;

function* textsIn(value: Json | Fields): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const one of Object.values<Json>(value)) yield* textsIn(one);
}

/** Gathers what one transaction writes beside its rows, until it is written in one go. */
export class WorkUnit implements Unit {
  readonly entries: AuditEntry[] = [];
  readonly messages: Message[] = [];

  constructor(readonly tx: Transaction) {}

  audit(entry: AuditEntry): void {
    this.entries.push(entry);
  }

  send(message: Message): void {
    this.messages.push(message);
  }

  /** @throws when a secret of the input stands where it would be kept in clear. */
  assertNoSecret(secrets: readonly string[]): void {
    const written = [
      ...this.entries.flatMap(({ before, after }) => [before, after]),
      ...this.messages.map(({ parameters }) => parameters),
    ].flatMap((fields) => [...textsIn(fields)]);
    const stands = (one: string): boolean =>
      written.some((text) => text === one || (one.length >= TELLING && text.includes(one)));
    if (secrets.some((one) => one !== '' && stands(one)))
      throw new Error('A secret would have been written into the audit or the outbox');
  }

  /** What a rehearsal announces. */
  effects(ids: IdCodec): Effect[] {
    const changes = this.entries.map((entry): Effect => {
      const { subject, before, after } = entry;
      const kind: EffectKind = before === null ? 'CREATE' : after === null ? 'REMOVE' : 'CHANGE';
      return {
        kind,
        subject: subject.type,
        id: kind === 'CREATE' ? null : ids.encode(subject.type, subject.key),
        changes: shownChanges(changesOf(entry)),
        event: null,
      };
    });
    const sent = this.messages.map(({ channel, event, parameters }): Effect => ({
      kind: 'SEND',
      subject: channel,
      id: null,
      changes: shownChanges(changesOf({ before: null, after: parameters } as AuditEntry)),
      event,
    }));
    return [...changes.filter((one) => one.kind !== 'CHANGE' || one.changes.length > 0), ...sent];
  }
}
