import { orphanWarnings } from '../../../cli/commands/orphan-problems';
import type { AppliedStack } from '../../../operations/deploy/apply';
import type { Deployment } from '../../../operations/deploy/deployment';
import { orphansOf } from '../../../operations/deploy/orphans-of';
import { NotLookedAt } from '../../../operations/deploy/settle-orphans';
import { OrphansInTheWay } from '../../../operations/orphans/in-the-way';
import type { Orphan } from '../../../operations/orphans/orphan';

jest.mock('../../../operations/deploy/orphans-of');

const orphan = (id: string): Orphan => ({
  type: 'linode_firewall',
  id,
  name: `acme-${id}`,
  mark: 'it has the tag acme',
});
const failed = (error: Error) => [{ stack: 'cluster', status: 'failed', error }] as AppliedStack[];
const problem = { where: 'stack cluster', what: 'not looked at', fix: 'look' };

describe('what exists after a command and is in no state', () => {
  const warnings = async (applied: readonly AppliedStack[]) => {
    const found = { orphans: [orphan('7'), orphan('8')], notChecked: ['GET /domains: 401', 'no answer'] };
    jest.mocked(orphansOf).mockResolvedValue({ ...found, unseen: [], locks: [] });
    return (await orphanWarnings({} as Deployment, applied)).map(({ what }) => what);
  };
  const about = (...texts: string[]) => texts.map((text) => expect.stringContaining(text) as string);

  it('is told, and so is what was not looked at', async () => {
    expect(await warnings([])).toEqual(about('acme-7', 'acme-8', 'GET /domains: 401', 'no answer'));
  });

  it('is told once, where the error of a stack tells it already', async () => {
    expect(await warnings(failed(new OrphansInTheWay([orphan('7')])))).toEqual(
      about('acme-8', 'GET /domains: 401', 'no answer'),
    );
    expect(await warnings(failed(new NotLookedAt(problem, ['GET /domains: 401'])))).toEqual(
      about('acme-7', 'acme-8', 'no answer'),
    );
  });

  it('is told where a stack failed for another reason', async () => {
    expect(await warnings(failed(new Error('refused')))).toHaveLength(4);
  });
});
