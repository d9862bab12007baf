import { checksum } from '../../support/fixtures';
import { actionsOf, FIT } from './actions.table';
import { Stage } from './stage';
import { STATES } from './states.table';
import { Walk } from './walk';

const NEVER_REFUSED = [
  'RESEND_MAIL FORBIDDEN',
  'REPLY_TO_SUPPORT_REQUEST FORBIDDEN',
  'ATTACH_TO_SUPPORT_REQUEST FORBIDDEN',
  'CLOSE_SUPPORT_REQUEST FORBIDDEN',
  'REOPEN_SUPPORT_REQUEST FORBIDDEN',
  'USE_SUPPORT_INCIDENT FORBIDDEN',
];
/** Nobody of all these people is staff by id, or disabled: the mutations themselves are tried elsewhere. */
const NEVER_ALLOWED = ['CHANGE_STAFF_ROLE allowed', 'REMOVE_STAFF allowed', 'ENABLE_USER allowed'];

describe('what the viewer may do to a node', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set();
  });
  afterAll(() => stage.test.stop());

  it('R64 there is fit input for every action of the schema', () => {
    expect(actionsOf(stage.test).sort()).toEqual(Object.keys(FIT).sort());
  });

  it('R63 R64 everybody is told of every node what the mutation then says, and nothing is written', async () => {
    const { test, world, apiTokens } = stage;
    const ids = [...world.nodes.keys()].map((name) => world.id(name));
    const tokens: (string | null)[] = [null, ...apiTokens];
    for (const user of world.users.keys()) tokens.push(await world.sessionOf(user));
    const before = await checksum(test.dataSource);
    const walk = await Walk.over(test);
    for (const token of tokens) expect(await walk.as(token, ids)).toEqual([]);
    expect(await checksum(test.dataSource)).toBe(before);
    // Each action was both allowed and refused, and for each state that forbids it.
    const said = Object.keys(FIT)
      .flatMap((action) => [`${action} FORBIDDEN`, `${action} allowed`])
      // Whoever may see a mail may have it sent again, and whoever sees a support request may go on with it.
      .filter((one) => ![...NEVER_REFUSED, ...NEVER_ALLOWED].includes(one));
    expect([...walk.said.keys()].sort()).toEqual([...said, ...STATES].sort());
  }, 300_000);
});
