import type { KubernetesClient } from '../../kubernetes/client';
import { type KubeconfigPlace, USUAL_KEY } from './place';
import { parsed } from './references';

interface Secret {
  readonly data?: Readonly<Record<string, string>>;
}

/** `kubernetes`: a Secret for each grant, beside the place of its policy: `kubernetes://<namespace>/<name>`. */
export function clusterPlace(client: KubernetesClient): KubeconfigPlace {
  /** A name has no slashes, so that the grant is told apart by a dot. */
  const secret = (reference: string) => {
    const { path, key = USUAL_KEY } = parsed(reference);
    const [namespace = '', ...rest] = path.split('/');
    const collection = `/api/v1/namespaces/${encodeURIComponent(namespace)}/secrets`;
    const name = rest.join('.').toLowerCase().replaceAll('_', '-');
    return { collection, name, path: `${collection}/${encodeURIComponent(name)}`, key };
  };
  return {
    put: async (reference, text) => {
      const { collection, name, key } = secret(reference);
      const data = { [key]: Buffer.from(text).toString('base64') };
      await client.send('POST', collection, { type: 'Opaque', metadata: { name }, data });
    },
    get: async (reference) => {
      const { path, key } = secret(reference);
      const found = ((await client.get(path)) as Secret | undefined)?.data?.[key];
      return found === undefined ? undefined : Buffer.from(found, 'base64').toString();
    },
    remove: async (reference) => {
      await client.remove(secret(reference).path);
    },
  };
}
