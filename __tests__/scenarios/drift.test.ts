import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { differencePath } from '../../model/rules/drift/difference';
import type { DriftReport } from '../../operations/drift/report';
import { Workplace } from '../support/workplace';
import { CHANGES_BY_HAND } from '../support/drift-changes/all';
import { PlatformByHand } from '../support/drift-changes/by-hand';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const FOUND = 2;

standInSuite('changes behind the back of the engine', () => {
  let workplace: Workplace;
  let code: number;
  const limits = new Set<string>();
  /** Severities by address and path; of what nobody declared, the id is left out. */
  const found = new Map<string, Set<string>>();
  beforeAll(async () => {
    workplace = await Workplace.open();
    await workplace.synth();
    await workplace.createBuckets();
    await expect(workplace.command('apply', '--yes', '--no-snapshot', '--no-audit')).resolves.toMatchObject({
      code: 0,
    });
    const platform = new PlatformByHand(workplace);
    for (const { what, make } of CHANGES_BY_HAND) {
      await Promise.resolve(platform)
        .then(make)
        .catch((error: unknown) => {
          throw new Error(`${what}: ${(error as Error).message}`);
        });
    }
    const ended = await workplace.command('drift', 'detect', '--json');
    code = ended.code;
    const { result } = JSON.parse(ended.stdout) as { result: { reports: DriftReport[] } };
    for (const { stacks } of result.reports) for (const stack of stacks) stack.limits.forEach((it) => limits.add(it));
    for (const { address, path, action, severity } of result.reports.flatMap(({ findings }) => findings)) {
      const key = `${address.replace(/^(linode_\w+)\/.*/, '$1/*')} ${differencePath(path) || action}`;
      found.set(key, (found.get(key) ?? new Set()).add(severity));
    }
  });
  afterAll(() => workplace.close());

  it('are drift, and all was looked at', () => {
    expect({ code, limits: [...limits] }).toEqual({ code: FOUND, limits: [] });
  });

  it.each(CHANGES_BY_HAND)('are found with the severity that a person would give them: $what', (change) => {
    expect([...(found.get(change.found) ?? [])]).toEqual([change.severity]);
  });

  it('are all that is found, but for what follows from them', () => {
    const known = new Set(CHANGES_BY_HAND.map((change) => change.found));

    expect([...found.keys()].filter((key) => !known.has(key)).sort()).toEqual([
      'helm_release.observability_kube_prometheus_stack metadata.version',
      'helm_release.observability_loki metadata.revision',
      // How Linode says that it is switched off.
      'linode_firewall.network_firewall["this"] status',
      // The pool without the tag, which the cluster now takes for one of its own.
      'linode_lke_cluster.cluster pool[1]',
      'linode_lke_node_pool.pool["memory"] taint[1]',
    ]);
  });
});
