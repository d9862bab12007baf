import type { RequestContext } from './context';
import type { NodeRow } from './node';
import type { NodeRows } from './node-rows';

/**
 * The row that a link leads to; null where it leads nowhere. It is judged by the rule of its own type, as if it were
 * asked for by its id, so a link tells nobody more than the row itself does.
 * @throws FORBIDDEN for whoever may not have the row.
 */
export async function follow<Row extends NodeRow>(
  rows: NodeRows,
  context: RequestContext,
  type: Row['__typename'],
  key: number | null,
): Promise<Row | null> {
  if (key === null) return null;
  const found = await rows.find(context, type, key);
  if (found instanceof Error) throw found;
  return found as Row | null;
}
