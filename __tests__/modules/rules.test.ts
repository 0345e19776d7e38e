import { loadPlatform } from '../../model/load';
import { MODULES } from '../../publish/modules/all';
import { checksOfModule } from '../../publish/modules/validations';
import { ENGINE_TIMEOUT_MS, engineSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import type { Props } from '../support/module-call';
import { refusalsOf, type Calls } from '../support/module-calls';
import * as baseline from '../support/rule-cases/baseline';
import * as cluster from '../support/rule-cases/lke-cluster';
import * as network from '../support/rule-cases/network';
import { NETWORKS, type RuleCase } from '../support/rule-cases/rule-case';
import { startStandIn } from '@lke-platform/stand-ins/start';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const CASES = [cluster, network, baseline];
const REFUSED = CASES.flatMap((cases) => cases.REFUSED);
const ACCEPTED = CASES.flatMap((cases) => cases.ACCEPTED);

/** Inputs that are accepted, which each case changes. */
const INPUTS = {
  'lke-cluster': cluster.CLUSTER,
  network: network.NETWORK,
  observability: baseline.OBSERVABILITY,
  'secrets-bootstrap': {},
};

/** A platform file that is accepted, which each case changes. */
const FILE = {
  apiVersion: 'lke-platform.io/v1',
  name: 'shop',
  owners: ['platform@example.com'],
  cluster: { region: 'nl-ams', kubernetesVersion: '1.34', controlPlaneAcl: { ipv4: NETWORKS } },
  network: { firewall: { ...network.NETWORK.firewall, attachedTo: 'nodebalancer' }, dns: network.NETWORK.dns },
  environments: {
    system: { nodePools: [{ name: 'first', instanceType: 'g6-standard-4', count: 3, maxCount: 5 }] },
    production: { nodePools: [{ name: 'web', instanceType: 'g6-dedicated-8', count: 3, maxCount: 5 }] },
  },
};

/** Writes values into a copy of data, by dotted paths. */
function withValues(data: Props, values: Props): Props {
  const copy = JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
  for (const [path, value] of Object.entries(values)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const owner = keys.reduce((inner, key) => (inner[key] ??= {}) as Record<string, unknown>, copy);
    owner[last] = value;
  }
  return copy;
}

const errorsInFile = ({ file = {} }: RuleCase) =>
  loadPlatform(JSON.stringify(withValues(FILE, file)), { file: 'platform.yaml' }).problems.filter(
    ({ severity }) => severity === 'error',
  );

/** Whether a problem is at a value that a case changed: there, above it or below it. */
function isAt(path: string, { file = {} }: RuleCase): boolean {
  const places = Object.keys(file).map((place) => place.replace(/\.(\d+)/g, '[$1]'));
  return path !== '' && places.some((place) => path.startsWith(place) || place.startsWith(path));
}

const nameOf = ({ module, inputs }: RuleCase) => `${module.name} ${JSON.stringify(inputs).slice(0, 120)}`;
const titled = (cases: readonly RuleCase[]) => cases.map((one, index) => [nameOf(one), one, `case_${index}`] as const);
const callsOf = (cases: readonly RuleCase[]): Calls =>
  Object.fromEntries(
    titled(cases).map(([, { module, inputs }, key]) => [key, [module, withValues(INPUTS[module.name], inputs)]]),
  );

describe('the model', () => {
  it.each(titled(REFUSED.filter(({ file }) => file)))('refuses %s, and says so at that place', (_, one) => {
    const places = errorsInFile(one).map(({ path }) => path);

    expect({ places, right: places.some((path) => isAt(path, one)) }).toMatchObject({ right: true });
  });

  it.each(titled(ACCEPTED.filter(({ file }) => file)))('accepts %s', (_, one) => {
    expect(errorsInFile(one)).toEqual([]);
  });
});

describe('the cases', () => {
  it.each(MODULES)('have every message of $name', (definition) => {
    const given = REFUSED.filter(({ module }) => module === definition).map(({ message }) => message);
    const messages = checksOfModule(definition).map(({ message }) => message);

    expect(messages.filter((message) => !given.some((one) => one.test(message)))).toEqual([]);
  });
});

engineSuite('a module', () => {
  let refused: Record<string, string[]>;
  let accepted: Record<string, string[]>;
  beforeAll(async () => {
    const standIn = await startStandIn();
    try {
      refused = await refusalsOf(callsOf(REFUSED), standIn.env);
      accepted = await refusalsOf(callsOf(ACCEPTED), standIn.env);
    } finally {
      standIn.stop();
    }
  });

  it.each(titled(REFUSED))('refuses %s', (_, { message }, key) => {
    expect(refused[key]).toEqual([expect.stringMatching(message)]);
  });

  it.each(titled(ACCEPTED))('accepts %s', (_, __, key) => {
    expect(accepted[key]).toEqual([]);
  });
});
