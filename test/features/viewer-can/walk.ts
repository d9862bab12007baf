import type { GraphError, TestApplication } from '../../support/test-application';
import {
  actionsOf,
  DECISION,
  FIT,
  named,
  type Decision,
  type Fit,
  type Seen,
} from './actions.table';

/** Mutations in one document. */
const AT_ONCE = 20;

/** What people may do to nodes, as they are told and as the mutations then have it. */
export class Walk {
  /** How often it was said, by action and answer, so that a walk past everything is noticed. */
  readonly said = new Map<string, number>();
  private readonly actions: readonly string[];

  constructor(
    private readonly test: TestApplication,
    private readonly servers: ReadonlyMap<string, string>,
    /** Membership of a login of each account, by the account's id. */
    private readonly logins: ReadonlyMap<string, string>,
    private readonly product: string,
  ) {
    this.actions = actionsOf(test);
  }

  /** The server that each license runs on, by its id. */
  static async over(test: TestApplication): Promise<Walk> {
    const rows: { license: number; server: string }[] = await test.dataSource.query(
      `SELECT license_id AS license, server_name AS server FROM activations
       WHERE deactivated_at IS NULL AND (ends_at IS NULL OR ends_at > ?)`,
      [test.now],
    );
    const servers = rows.map(
      ({ license, server }) => [test.app.ids.encode('License', Number(license)), server] as const,
    );
    const people: { account: number; login: number }[] = await test.dataSource.query(
      `SELECT m.account_id AS account, MIN(m.id) AS login FROM memberships m
       JOIN accounts a ON a.id = m.account_id
       WHERE m.status = 'ACTIVE' AND m.user_id <> a.holder_user_id GROUP BY m.account_id`,
    );
    const { ids } = test.app;
    const logins = people.map(
      ({ account, login }) =>
        [ids.encode('Account', Number(account)), ids.encode('Membership', Number(login))] as const,
    );
    const [product] = await test.dataSource.query<{ id: number }[]>(
      'SELECT MIN(id) AS id FROM products',
    );
    const priced = ids.encode('Product', Number(product?.id));
    return new Walk(test, new Map(servers), new Map(logins), priced);
  }

  /** Asks about all nodes as one person. @returns what differs, which is to be nothing. */
  async as(token: string | null, ids: readonly string[]): Promise<object[]> {
    const differences: object[] = [];
    // Dry runs are counted as well, which is not what is asked here.
    await this.test.dataSource.query('DELETE FROM rate_limits');
    for (let from = 0; from < ids.length; from += 20) {
      const some = ids.slice(from, from + 20);
      differences.push(...(await this.ask(token, some)));
    }
    return differences;
  }

  private async ask(token: string | null, ids: readonly string[]): Promise<object[]> {
    const decisions = this.actions.map((one) => `${one}: viewerCan(action: ${one}) ${DECISION}`);
    const { data, errors } = await this.test.graph(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ${decisions.join(' ')} viewerActions { action decision ${DECISION} } } }`,
      { ids },
      token,
    );
    const nodes = data?.['nodes'] as (Seen | null)[];
    // Whoever may not have a node is refused the node; nobody is refused the answer about one.
    const refusals = errors.filter(({ path }) => path?.length !== 2);
    const found = nodes.flatMap((node) => (node === null ? [] : [node]));
    return [
      ...refusals,
      ...found.flatMap((node) => this.notApplicable(node)),
      ...found.flatMap((node) => this.saidOtherwise(node)),
      ...(await this.dryRun(token, found)),
    ];
  }

  /** What is said of all actions in one go and differs from what is said of each. */
  private saidOtherwise(node: Seen): object[] {
    const all = node['viewerActions'] as unknown as readonly {
      readonly action: string;
      readonly decision: Decision;
    }[];
    const inOneGo = new Map(all.map(({ action, decision }) => [action, decision]));
    return this.actions.flatMap((action) => {
      const alone = node[action] as Decision;
      const expected = alone.reason === 'NOT_APPLICABLE' ? undefined : alone;
      const came = inOneGo.get(action);
      return JSON.stringify(came) === JSON.stringify(expected) ? [] : [{ action, came, expected }];
    });
  }

  private notApplicable(node: Seen): object[] {
    return this.actions
      .filter((action) => FIT[action]?.type !== node.__typename)
      .map((action) => node[action] as Decision)
      .filter(({ allowed, reason }) => allowed || reason !== 'NOT_APPLICABLE');
  }

  /** Sends the mutations that the decisions are about, and compares. */
  private async dryRun(token: string | null, nodes: readonly Seen[]): Promise<object[]> {
    const asked = nodes.flatMap((node) =>
      this.actions
        .filter((action) => FIT[action]?.type === node.__typename)
        .map((action) => ({ action, id: node.id, reported: node[action] as Decision })),
    );
    if (asked.length === 0) return [];
    const calls = asked.map(({ action, id }, at) => {
      const server = this.servers.get(id) ?? 'new.example';
      return `_${at}: ${named((FIT[action] as Fit).call(id, server, this.logins.get(id) ?? id, this.product))} { effects { kind } userErrors { code message } }`;
    });
    const data: Record<string, unknown> = {};
    const errors: GraphError[] = [];
    // Few enough at once that no limit on how often one may call is met.
    for (let from = 0; from < calls.length; from += AT_ONCE) {
      await this.test.dataSource.query('DELETE FROM rate_limits');
      const document = `mutation { ${calls.slice(from, from + AT_ONCE).join(' ')} }`;
      const answer = await this.test.graph(document, {}, token);
      Object.assign(data, answer.data ?? {});
      errors.push(...answer.errors);
    }
    return asked.flatMap(({ action, id, reported }, at) => {
      const error = errors.find(({ path }) => path?.[0] === `_${at}`);
      const payload = (data[`_${at}`] ?? null) as {
        effects: object[] | null;
        userErrors: { code: string; message: string }[];
      } | null;
      const refusal = payload?.userErrors[0];
      const came = {
        // Activated again where it runs, a license changes in nothing: the list may be empty.
        allowed: Array.isArray(payload?.effects) && refusal === undefined,
        reason: error?.extensions['code'] ?? refusal?.code ?? null,
        message: error?.message ?? refusal?.message ?? null,
        missingPermission: error?.extensions['missingPermission'] ?? null,
        grantableBy: error?.extensions['grantableBy'] ?? null,
      };
      const what = `${action} ${reported.reason ?? 'allowed'}`;
      this.said.set(what, (this.said.get(what) ?? 0) + 1);
      return JSON.stringify(came) === JSON.stringify(reported)
        ? []
        : [{ action, id, reported, came }];
    });
  }
}
