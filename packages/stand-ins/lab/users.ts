import { randomBytes } from 'node:crypto';

/** A user that the lab's API server knows by a token of its own. */
export interface LabUser {
  readonly name: string;
  /** as the API server calls it */
  readonly username: string;
  readonly group?: string;
  readonly token: string;
}

const USERS = {
  admin: { username: 'admin', group: 'system:masters' },
  'controller-manager': { username: 'system:kube-controller-manager' },
  scheduler: { username: 'system:kube-scheduler' },
  // It plays every node at once, where a kubelet may touch its own alone; policies see it as a node all the same.
  kwok: { username: 'system:node:kwok', group: 'system:masters' },
};
export type LabUserName = keyof typeof USERS;

/** The users of one lab, with new tokens. */
export function labUsers(): Readonly<Record<LabUserName, LabUser>> {
  const entries = Object.entries(USERS).map(([name, user]) => [name, { name, ...user, token: newToken() }]);
  return Object.fromEntries(entries) as Record<LabUserName, LabUser>;
}

/** The file of `--token-auth-file`. */
export function tokensCsv(users: readonly LabUser[]): string {
  return users.map(({ token, username, name, group }) => `${token},${username},${name},"${group ?? ''}"\n`).join('');
}

/** A kubeconfig in the shape that LKE gives it: one user with a token. */
export function kubeconfig(cluster: { server: string; ca: string }, user: { name: string; token: string }): string {
  const { server, ca } = cluster;
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'lab', cluster: { server, 'certificate-authority-data': Buffer.from(ca).toString('base64') } }],
    users: [{ name: user.name, user: { token: user.token } }],
    contexts: [{ name: 'lab', context: { cluster: 'lab', namespace: 'default', user: user.name } }],
    'current-context': 'lab',
  };
  return `${JSON.stringify(config, undefined, 2)}\n`;
}

const newToken = () => randomBytes(24).toString('hex');
