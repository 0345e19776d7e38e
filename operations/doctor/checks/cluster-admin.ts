import { stateKeyOf } from '../../../model/naming';
import { listKeys } from '../../linode/object-keys';
import { notChecked, ok, warn, type Check } from '../check';
import { notTold } from '../linode';

export const clusterAdmin: Check = {
  id: 'cluster-admin',
  title: 'who is cluster-admin',
  async run({ platform, environment }) {
    const { buckets, region } = platform.state;
    const object = `${buckets.state}/${stateKeyOf(platform.name, 'cluster')}`;
    const statement = `whoever can read ${object} holds the cluster-admin kubeconfig, which the linode provider keeps there`;
    if (!environment.LINODE_TOKEN) return notChecked(`${statement}; whose keys can is not known`, 'set LINODE_TOKEN');
    try {
      const keys = await listKeys();
      const opening = keys.filter(({ bucket_access: access }) =>
        access?.some((it) => it.bucket_name === buckets.state && (it.region ?? region) === region),
      );
      const unlimited = keys.filter(({ limited }) => !limited);
      const labels = [...opening, ...unlimited].map(({ label }) => label).join(', ') || 'none';
      const found = `${statement}; the keys that can: ${labels}`;
      return unlimited.length === 0
        ? ok(found)
        : warn(
            found,
            `limit or revoke the keys that open every bucket: ${unlimited.map(({ label }) => label).join(', ')}`,
          );
    } catch (error) {
      const finding = notTold(error, 'object_storage:read_only');
      return { ...finding, found: `${statement}; ${finding.found}` };
    }
  },
};
