import { loadPlatform } from '../../../model/load';
import { STANDARD } from '../../support/platforms';

const pool = (name: string) => `linode_lke_node_pool.pool["${name}"]`;
const move = (fields: object = {}) => ({ stack: 'production', from: pool('old'), to: pool('general'), ...fields });

/** What is wrong with moves in a platform whose production has the pool "general" alone. */
const problems = (...moved: object[]) =>
  loadPlatform(JSON.stringify({ ...STANDARD, moved }), { file: 'platform.yaml' }).problems.map(
    ({ path, what }) => `${path}: ${what}`,
  );

describe('a move', () => {
  it('goes from an address that is gone to one of the same type', () => {
    expect(problems(move())).toEqual([]);
  });

  it.each([
    ['in a stack that the platform lacks', { stack: 'staging' }, 'moved[0].stack: the platform has no stack staging'],
    [
      'to an address that the stack lacks',
      { to: pool('generl') },
      'moved[0].to: the stack production has no resource linode_lke_node_pool.pool["generl"], so that what is moved there would be destroyed',
    ],
    [
      'to another type',
      { to: 'kubernetes_namespace_v1.namespace' },
      'moved[0].to: linode_lke_node_pool.pool["old"] cannot become a resource of another type',
    ],
    [
      'from an address that is still there',
      { from: pool('general') },
      'moved[0].from: the stack production still has the resource linode_lke_node_pool.pool["general"], so that Terraform would refuse to move it',
    ],
  ])('%s is refused', (_which, fields, problem) => {
    expect(problems(move(fields))).toEqual([problem]);
  });

  it('of the same address twice is refused', () => {
    expect(problems(move(), move({ from: pool('older') }))).toEqual([
      'moved[1].to: entry 1 of the list already moves to this address',
    ]);
  });

  it('that is not an address is refused', () => {
    expect(problems(move({ from: 'general' }))).toHaveLength(1);
  });
});
