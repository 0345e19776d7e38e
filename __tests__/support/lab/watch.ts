import { request } from 'node:https';
import { clientOf } from './kubeconfig';

/** A stream of changes that is open. */
export interface Watching {
  /** What came so far. */
  seen(): string;
  end(): void;
}

/** Watches as the holder of a kubeconfig does. @returns once the API server has opened the stream @throws where it does not */
export function watch(kubeconfig: string, path: string): Promise<Watching> {
  const { server, ca, token } = clientOf(kubeconfig);
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(`${path}?watch=true`, server),
      { ca, headers: { authorization: `Bearer ${token}` } },
      (response) => {
        if (response.statusCode !== 200) reject(new Error(`the API server answers ${response.statusCode}`));
        let seen = '';
        response.on('data', (chunk: Buffer) => (seen += chunk.toString()));
        response.on('error', () => undefined); // It ends by our own hand.
        resolve({ seen: () => seen, end: () => sent.destroy() });
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}
