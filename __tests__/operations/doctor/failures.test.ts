import { CHECKS } from '../../../operations/doctor/all-checks';
import { examine, isUnsafe } from '../../../operations/doctor/examine';
import type { Status } from '../../../operations/doctor/check';
import { Ward } from '../../support/doctor';
import type { Changes } from '../../support/surroundings';

/** Lines that need a working token, and those that need the store. */
const OF_LINODE = ['token-expiry', 'lock', 'interrupted-runs', 'cluster-admin', 'orphans', 'deletion-lock'];
const OF_STORE = ['buckets', 'versioning', 'lifecycle', 'locks', 'tainted', 'leftover-states', 'orphans'];

interface Failure {
  readonly name: string;
  /** What is wrong with the surroundings. */
  readonly changes?: (ward: Ward) => Changes;
  readonly happen?: (ward: Ward) => void;
  /** For what does not answer, so that nobody has to wait. */
  readonly timeoutMs?: number;
  /** What its lines have to say. */
  readonly lines: Readonly<Record<string, Status>>;
  /** What the fix of the first of them says, and what none may say. */
  readonly fix: string;
  readonly never: RegExp;
}

const all = (ids: readonly string[], status: Status) => Object.fromEntries(ids.map((id) => [id, status]));
/** How long what never answers is waited for here. */
const SHORT_MS = 300;
const REPORT = /report that/;
const NEW_TOKEN = /make a new|personal access token that is in force/;
const trouble = (status: number) => (ward: Ward) => {
  ward.linode.world.faults.refuse({ type: 'api' }, { status, message: 'Not now', times: 1000 });
};

const FAILURES: readonly Failure[] = [
  {
    name: 'a token that Linode does not know',
    changes: () => ({ variables: { LINODE_TOKEN: 'wrong' } }),
    lines: { token: 'fail', 'linode-api': 'ok', ...all(OF_LINODE, 'fail'), orphans: 'not-checked' },
    fix: 'set LINODE_TOKEN',
    never: REPORT,
  },
  {
    name: 'no token',
    changes: () => ({ variables: { LINODE_TOKEN: undefined } }),
    lines: { token: 'fail', ...all(OF_LINODE, 'not-checked') },
    fix: 'make a personal access token',
    never: REPORT,
  },
  {
    name: 'a Linode API that has trouble',
    happen: trouble(503),
    lines: { 'linode-api': 'fail', token: 'not-checked', ...all(OF_LINODE, 'not-checked') },
    fix: 'run doctor again in some minutes',
    never: new RegExp(`${REPORT.source}|${NEW_TOKEN.source}`),
  },
  {
    name: 'a Linode API that was asked too often',
    happen: trouble(429),
    lines: { 'linode-api': 'fail', token: 'not-checked', ...all(OF_LINODE, 'not-checked') },
    fix: 'run doctor again in some minutes',
    never: new RegExp(`${REPORT.source}|${NEW_TOKEN.source}`),
  },
  {
    name: 'a Linode API that does not answer',
    happen: (ward) => {
      ward.linode.world.faults.delay({ type: 'api' }, 1000);
    },
    timeoutMs: SHORT_MS,
    lines: { 'linode-api': 'fail', token: 'not-checked', ...all(OF_LINODE, 'not-checked') },
    fix: 'open a way to it',
    never: new RegExp(`${REPORT.source}|${NEW_TOKEN.source}`),
  },
  {
    name: 'a Linode API that is down',
    changes: () => ({ variables: { LKE_PLATFORM_LINODE_API: 'http://127.0.0.1:9' } }),
    lines: { 'linode-api': 'fail', token: 'not-checked', ...all(OF_LINODE, 'not-checked') },
    fix: 'open a way to it',
    never: new RegExp(`${REPORT.source}|${NEW_TOKEN.source}`),
  },
  {
    name: 'a key that the store does not know',
    changes: () => ({ variables: { AWS_ACCESS_KEY_ID: 'wrong', LINODE_OBJ_ACCESS_KEY: 'wrong' } }),
    lines: { buckets: 'fail', 'deploy-variables': 'fail', versioning: 'not-checked', lock: 'ok' },
    fix: 'is not a key of this object storage',
    never: REPORT,
  },
  {
    name: 'no key',
    changes: () => ({ variables: { AWS_ACCESS_KEY_ID: undefined } }),
    lines: { buckets: 'fail', versioning: 'not-checked' },
    fix: 'source ',
    never: REPORT,
  },
  ...(['cut', 'silent', 503] as const).map((kind): Failure => ({
    name: `an object storage that is down (${kind})`,
    happen: (ward) => {
      ward.s3.trouble = kind;
    },
    ...(kind === 'silent' && { timeoutMs: SHORT_MS }),
    lines: {
      'object-storage': 'fail',
      ...all(OF_STORE, 'not-checked'),
      buckets: 'fail',
      'deploy-variables': 'not-checked',
    },
    fix: kind === 503 ? 'the object storage has trouble' : 'open a way to it',
    never: new RegExp(`${REPORT.source}|bootstrap`),
  })),
  {
    name: 'a portal that answers everything with a web page, the Linode API',
    changes: (ward) => {
      ward.s3.trouble = 'web-page';
      return { variables: { LKE_PLATFORM_LINODE_API: ward.s3.endpoint } };
    },
    lines: {
      'linode-api': 'fail',
      token: 'not-checked',
      ...all(OF_LINODE, 'not-checked'),
      clock: 'not-checked',
      offer: 'not-checked',
      'own-keys': 'not-checked',
    },
    fix: 'open a way to it',
    never: new RegExp(`${REPORT.source}|${NEW_TOKEN.source}`),
  },
  {
    name: 'a portal that answers everything with a web page, the object storage',
    happen: (ward) => {
      ward.s3.trouble = 'web-page';
    },
    lines: {
      'object-storage': 'fail',
      ...all(OF_STORE, 'not-checked'),
      buckets: 'fail',
      'deploy-variables': 'not-checked',
    },
    fix: 'open a way to it',
    never: new RegExp(`${REPORT.source}|bootstrap`),
  },
];

describe('doctor, whatever fails', () => {
  let ward: Ward;
  beforeEach(async () => {
    ward = await Ward.open();
  });
  afterEach(() => ward.close());

  it.each(FAILURES)(
    'says what it is and what to do: $name',
    async ({ changes, happen, timeoutMs = 15_000, lines, fix, never }) => {
      happen?.(ward);
      // The others look at this machine and at the internet.
      const checks = CHECKS.filter(({ id }) => id in lines);
      const surroundings = ward.surroundings({ timeoutMs, ...changes?.(ward) });
      const found = await examine(surroundings, () => undefined, { checks });

      expect(Object.fromEntries(found.map(({ id, status }) => [id, status]))).toEqual(lines);
      expect(found.find(({ id }) => id === Object.keys(lines)[0])?.fix).toContain(fix);
      for (const line of found) expect(line.fix ?? '').not.toMatch(never);
      expect(isUnsafe(found)).toBe(true);
    },
  );
});
