import type { Transaction } from '../database/database';
import type { AuditEntry, Message, Unit } from './call';
import type { Effect, EffectKind, FieldChange } from './effect.types';
import type { IdCodec } from './ids';
import { textsIn, type JsonValue } from './outcome';

/** `{ field: [before, after] }` of what changed. */
export type Changes = Readonly<Record<string, readonly [JsonValue, JsonValue]>>;

/** What an entry changed; of what is new or gone, every field. */
export function changesOf({ before, after }: Pick<AuditEntry, 'before' | 'after'>): Changes {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const changes: Record<string, readonly [JsonValue, JsonValue]> = {};
  for (const name of names) {
    const [was, is] = [before?.[name] ?? null, after?.[name] ?? null];
    if (JSON.stringify(was) !== JSON.stringify(is)) changes[name] = [was, is];
  }
  return changes;
}

const asText = (value: JsonValue): string | null =>
  value === null || typeof value === 'string' ? value : JSON.stringify(value);

/** Changes as the schema shows them. */
export const shownChanges = (changes: Changes): FieldChange[] =>
  Object.entries(changes).map(([field, [before, after]]) => ({
    field,
    before: asText(before),
    after: asText(after),
  }));

/** Shorter secrets occur in other texts by chance. */
const TELLING = 12;
const gives = (text: string, secret: string): boolean =>
  secret.length >= TELLING ? text.includes(secret) : text === secret && secret !== '';

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

  /**
   * @param given Secrets that came with the input; those that are told, or sent, are added.
   * @param came What the transaction came to: the answer, or what a step wrote down.
   * @throws when one of them stands where it would be kept in clear.
   */
  assertNoSecret(given: readonly string[], came: unknown): void {
    const { kept, revealed } = textsIn(came);
    const sent = this.messages.flatMap(({ secrets }) => Object.values(secrets ?? {}));
    const secrets = [...given, ...revealed, ...sent];
    // Reading all that was written takes a while where a job writes much.
    if (secrets.length === 0) return;
    const written = [
      ...kept,
      ...textsIn(this.entries.map(({ before, after }) => [before, after])).kept,
      ...textsIn(this.messages.map(({ parameters }) => parameters)).kept,
    ];
    for (const secret of secrets)
      if (written.some((text) => gives(text, secret)))
        throw new Error(
          'A secret would have been written into the audit, the outbox or the answer',
        );
  }

  /**
   * What a dry run announces: of a message what it says, never to whom it goes (`to`). Who acts need not
   * know the people who are told, such as those of a partner's customer.
   * @param made What earlier steps of the call have made: none of it is there yet. This one adds its own.
   */
  effects(ids: IdCodec, made: Set<string>): Effect[] {
    const visible = this.entries.filter(({ hiddenUntilDone }) => hiddenUntilDone !== true);
    const changes = visible.map((entry): Effect => {
      const { subject, before, after } = entry;
      const kind: EffectKind = before === null ? 'CREATE' : after === null ? 'REMOVE' : 'CHANGE';
      const name = `${subject.type} ${subject.key}`;
      if (kind === 'CREATE') made.add(name);
      return {
        kind,
        subject: subject.type,
        id: made.has(name) ? null : ids.encode(subject.type, subject.key),
        changes: shownChanges(changesOf(entry)),
        event: null,
      };
    });
    const seen = new Set<string>();
    const sent = this.messages.flatMap(
      ({ channel, event, parameters, hiddenUntilDoneFor }): Effect[] => {
        if (hiddenUntilDoneFor !== undefined && seen.has(hiddenUntilDoneFor)) return [];
        if (hiddenUntilDoneFor !== undefined) seen.add(hiddenUntilDoneFor);
        const { to: _, ...said } = parameters;
        const after = hiddenUntilDoneFor === undefined ? said : { to: hiddenUntilDoneFor };
        return [
          {
            kind: 'SEND',
            subject: channel,
            id: null,
            changes: shownChanges(changesOf({ before: null, after })),
            event: hiddenUntilDoneFor === undefined ? event : null,
          },
        ];
      },
    );
    return [...changes.filter((one) => one.kind !== 'CHANGE' || one.changes.length > 0), ...sent];
  }
}
