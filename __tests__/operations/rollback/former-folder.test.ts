import { changedModule } from '../../../operations/rollback/former-folder';
import { NO_BLOCKS } from '../../../operations/rollback/inverse-blocks';

describe('the former configuration', () => {
  const module = {
    moved: [
      { from: 'linode_vpc.a', to: 'linode_vpc.b' },
      { from: 'linode_vpc.x', to: 'linode_vpc.y' },
    ],
    resource: {
      linode_vpc: { b: { lifecycle: { prevent_destroy: true } } },
      linode_lke_cluster: { c: { lifecycle: { prevent_destroy: true, ignore_changes: ['pool'] } } },
    },
  };
  const changed = (changes: Partial<Parameters<typeof changedModule>[1]>) =>
    changedModule(module, { blocks: NO_BLOCKS, staying: new Map(), ...changes });

  it('is as it was where nothing has to be changed', () => {
    expect(changed({})).toEqual(module);
  });

  it('leaves alone what cannot be changed back', () => {
    const staying = new Map([['linode_lke_cluster.c', ['k8s_version', 'control_plane[0].high_availability']]]);

    expect(changed({ staying }).resource?.linode_lke_cluster?.c).toEqual({
      lifecycle: {
        prevent_destroy: true,
        ignore_changes: ['pool', 'k8s_version', 'control_plane[0].high_availability'],
      },
    });
  });

  it('does without a former move to where something is moved back', () => {
    const blocks = { ...NO_BLOCKS, moved: [{ from: 'linode_vpc.c', to: 'linode_vpc.b' }] };

    expect(changed({ blocks }).moved).toEqual([{ from: 'linode_vpc.x', to: 'linode_vpc.y' }]);
  });

  it('is unprotected where it is taken down', () => {
    expect(changed({ isUnprotected: true }).resource).toEqual({
      linode_vpc: { b: { lifecycle: {} } },
      linode_lke_cluster: { c: { lifecycle: { ignore_changes: ['pool'] } } },
    });
  });
});
