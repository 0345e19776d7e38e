import type { Deployment } from '../../../operations/deploy/deployment';
import { orphansOf } from '../../../operations/deploy/orphans-of';
import type { SynthesizedStack } from '../../../operations/deploy/output-folder';
import { planStack, type StackPlan } from '../../../operations/deploy/plan-stack';
import {
  NotLookedAt,
  refuseInTheWay,
  settleOrphans,
  type SettleProps,
} from '../../../operations/deploy/settle-orphans';
import type { FoundOrphans } from '../../../operations/orphans/find-orphans';
import { OrphansInTheWay } from '../../../operations/orphans/in-the-way';
import type { Orphan } from '../../../operations/orphans/orphan';

jest.mock('../../../operations/deploy/orphans-of');
jest.mock('../../../operations/deploy/plan-stack');

const ADDRESS = 'linode_firewall.network_firewall["this"]';
const WANTED = { stack: 'cluster', address: ADDRESS, type: 'linode_firewall', name: 'acme' } as const;
const orphan = (about: Partial<Orphan> = {}): Orphan => ({
  ...{ type: 'linode_firewall', id: '7', name: 'acme', mark: 'it has the tag acme', wanted: WANTED },
  ...about,
});
const stack = { id: 'cluster' } as unknown as SynthesizedStack;
const deployment = { step: () => undefined } as unknown as Deployment;
type Changes = Extract<StackPlan, { status: 'changes' }>;
const plan = (wanted: readonly unknown[] = [WANTED], changes: readonly object[] = []) =>
  ({ status: 'changes', summary: { changes }, wanted, refusals: [] }) as unknown as Changes;

describe('what exists already and a plan would make', () => {
  const found = (about: Partial<FoundOrphans> = {}) =>
    jest.mocked(orphansOf).mockResolvedValue({ orphans: [], notChecked: [], unseen: [], locks: [], ...about });
  const again = (outcome: string) =>
    jest.mocked(planStack).mockResolvedValue({ ...plan([]), status: outcome } as unknown as StackPlan);
  const settle = (props: SettleProps = {}, of = plan()) => settleOrphans(deployment, stack, of, props);
  const yes = () => Promise.resolve(true);
  afterEach(() => {
    jest.resetAllMocks();
  });

  it('is not looked for where nothing is made', async () => {
    const nothing = plan([]);

    expect(await settle({}, nothing)).toBe(nothing);
    expect(orphansOf).not.toHaveBeenCalled();
  });

  it('lets a plan be where there is none', async () => {
    found();
    const own = plan();

    expect(await settle({}, own)).toBe(own);
  });

  it('stops it unless somebody lets the stack take it over, by an import of its id', async () => {
    found({ orphans: [orphan()] });
    again('changes');

    await expect(settle()).rejects.toBeInstanceOf(OrphansInTheWay);
    await expect(settle({ takeOver: () => Promise.resolve(false) })).rejects.toBeInstanceOf(OrphansInTheWay);
    expect(planStack).not.toHaveBeenCalled();
    expect(await settle({ takeOver: yes })).toMatchObject({ status: 'changes', wanted: [] });
    expect(jest.mocked(planStack).mock.calls[0]?.[2]).toEqual({ takeOver: [{ to: ADDRESS, id: '7' }] });
  });

  it.each(['unchanged', 'waits'])('stops it where the plan with the import comes to nothing: %s', async (outcome) => {
    found({ orphans: [orphan()] });
    again(outcome);

    await expect(settle({ takeOver: yes })).rejects.toBeInstanceOf(OrphansInTheWay);
  });

  it('stops it without a question where one of it cannot be taken over', async () => {
    found({ orphans: [orphan({ obstacle: 'it has 2 pools' }), orphan({ id: '8' })] });
    const takeOver = jest.fn(yes);
    const error: unknown = await settle({ takeOver }).catch((reason: unknown) => reason);

    expect((error as OrphansInTheWay).orphans.map(({ id }) => id)).toEqual(['7', '8']);
    expect(takeOver).not.toHaveBeenCalled();
  });

  it('stops a plan that was kept, which takes nothing over any more', async () => {
    found({ orphans: [orphan()] });

    await expect(refuseInTheWay(deployment, stack, plan(), {})).rejects.toBeInstanceOf(OrphansInTheWay);
    found();
    await expect(refuseInTheWay(deployment, stack, plan(), {})).resolves.toBeUndefined();
  });

  it('stops it where it was not looked for and may be there, unless that is said, and says why', async () => {
    found({ notChecked: ['GET /firewalls: 401'], unseen: ['linode_firewall'] });
    const error: unknown = await settle().catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(NotLookedAt);
    expect(error).toMatchObject({
      notChecked: ['GET /firewalls: 401'],
      problems: [{ where: 'stack cluster', fix: expect.stringContaining('--allow-unchecked') as string }],
    });
    await expect(settle({ allowUnchecked: () => false })).rejects.toBeInstanceOf(NotLookedAt);
    await expect(settle({ allowUnchecked: () => true })).resolves.toMatchObject({ status: 'changes' });
  });

  it('stops nothing that makes none of what was not looked for', async () => {
    found({ notChecked: ['GET /domains: 401'], unseen: ['linode_domain'] });

    await expect(settle()).resolves.toMatchObject({ status: 'changes' });
  });

  it('is looked for where a release changes, too: helm may have left one half done', async () => {
    found({ notChecked: ['no answer'], unseen: ['kubernetes_', 'helm_'] });

    await expect(settle({}, plan([], [{ address: 'helm_release.loki' }]))).rejects.toBeInstanceOf(NotLookedAt);
  });
});
