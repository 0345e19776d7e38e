import { basename } from 'node:path';
import { TRANSITIONS } from '../../../model/lifecycle/transitions';
import { BASELINE_NAMESPACES } from '../../../model/naming';
import type { Arrow, Flowchart, Group } from '../../../publish/diagram/mermaid';
import { VIEW_NAMES, VIEWS, type View } from '../../../publish/diagram/diagrams';
import { replaced } from '../../support/paths';
import { exampleData, MINIMAL, platformOf } from '../../support/platforms';
import { synthesize } from '../../support/synthesize';

const example = platformOf(exampleData());
const minimal = platformOf(MINIMAL);
const withArgoCd = platformOf({ ...exampleData(), argoCd: { enabled: true } });
const changed = (path: (string | number)[], value: unknown) =>
  platformOf(replaced(exampleData(), path, value) as never);
const draw = (view: View, platform = example): Flowchart => VIEWS[view].draw(platform);

const ways = (chart: Flowchart) => chart.arrows.map(({ from, to }) => `${from} > ${to}`);
const boxesOf = (groups: readonly Group[]): Flowchart['boxes'] =>
  groups.flatMap(({ boxes, groups: inner = [] }) => [...boxes, ...boxesOf(inner)]);
const allBoxes = ({ boxes, groups = [] }: Flowchart) => [...boxes, ...boxesOf(groups)];
const groupIds = (groups: readonly Group[] = []): string[] =>
  groups.flatMap(({ id, groups: inner }) => [id, ...groupIds(inner)]);
const linesOf = (chart: Flowchart, id: string) => allBoxes(chart).find((box) => box.id === id)?.lines;

describe.each(VIEW_NAMES)('every picture: %s', (view) => {
  it.each([
    ['the example', example],
    ['the smallest platform', minimal],
    ['with Argo CD', withArgoCd],
  ])('leads from something that is drawn to something that is, each once: %s', (_, platform) => {
    const chart = draw(view, platform);
    const ids = [...allBoxes(chart).map(({ id }) => id), ...groupIds(chart.groups)];
    const ends = chart.arrows.flatMap(({ from, to }: Arrow) => [from, to]);

    expect(new Set(ids).size).toBe(ids.length);
    expect(ends.filter((end) => !ids.includes(end))).toEqual([]);
    expect(new Set(ways(chart)).size).toBe(chart.arrows.length);
  });
});

describe('the picture of stacks', () => {
  it('draws what the synthesized stacks read of the states of others, and nothing else', () => {
    const { stacks } = synthesize(example);
    const reads = Object.entries(stacks).flatMap(([stack, { data }]) =>
      Object.values(data?.terraform_remote_state ?? {}).map(({ config }) => {
        const { key } = config as { key: string };
        return `stack/${stack} > stack/${basename(key, '.tfstate')}`;
      }),
    );
    const drawn = draw('stacks').arrows.filter(({ label }) => label === 'reads outputs');

    expect(reads).toHaveLength(4);
    expect(drawn.map(({ from, to }) => `${from} > ${to}`).sort()).toEqual(reads.sort());
  });

  it('draws the order in which they are applied', () => {
    const order = draw('stacks').arrows.filter(({ kind }) => kind === 'order');
    const drawn = order.map(({ from, to }) => `${from} > ${to}`);
    const { dependencies } = synthesize(example);
    const synthesized = Object.entries(dependencies).flatMap(([stack, before]) =>
      before.map((other) => `stack/${other} > stack/${stack}`),
    );

    expect(synthesized).toEqual(expect.arrayContaining(drawn));
    expect(drawn).toEqual([
      'stack/state > stack/cluster',
      'stack/cluster > stack/system',
      'stack/system > stack/development',
      'stack/system > stack/staging',
      'stack/system > stack/production',
    ]);
  });

  it('says what of the baseline and of the network there is', () => {
    expect(linesOf(draw('stacks'), 'stack/cluster')).toEqual(['cluster', 'LKE cluster, firewall, DNS zone']);
    expect(linesOf(draw('stacks', minimal), 'stack/cluster')?.[1]).toBe('LKE cluster');
    expect(linesOf(draw('stacks', withArgoCd), 'stack/system')?.[2]).toContain('argocd');
    expect(linesOf(draw('stacks'), 'stack/system')?.[2]).not.toContain('argocd');
    expect(linesOf(draw('stacks', changed(['environments', 'staging', 'retired'], true)), 'stack/staging')).toEqual([
      'staging',
      'retired',
    ]);
  });
});

describe('the picture of environments', () => {
  it('shows each pool with its size, in its environment', () => {
    expect(linesOf(draw('cluster'), 'pool/production/general')).toEqual(['pool general', '3 to 9 × g6-dedicated-8']);
    expect(linesOf(draw('cluster'), 'pool/system/baseline')).toContain("with LKE's own pods");
  });

  it('keeps the baseline off pools with taints of their own', () => {
    expect(ways(draw('cluster')).filter((way) => way.startsWith('namespace/monitoring'))).toEqual([
      'namespace/monitoring > pool/system/baseline',
    ]);
  });

  it('has namespaces of the baseline only where there is something in them', () => {
    const has = (platform: typeof example) =>
      BASELINE_NAMESPACES.filter((name) => linesOf(draw('cluster', platform), `namespace/${name}`));

    expect(has(example)).toEqual(['sealed-secrets', 'monitoring']);
    expect(has(withArgoCd)).toEqual([...BASELINE_NAMESPACES]);
  });

  it('leaves out what is retired', () => {
    const chart = draw('cluster', changed(['environments', 'staging', 'retired'], true));

    expect(groupIds(chart.groups)).not.toContain('environment/staging');
  });
});

describe('the picture of the network', () => {
  it('draws the ways that the file opens, in their direction', () => {
    expect(ways(draw('network'))).toContain('environment/development > environment/staging');
    expect(ways(draw('network'))).not.toContain('environment/staging > environment/development');
    expect(ways(draw('network'))).toContain('environment/production > outside/internet');
    expect(ways(draw('network'))).not.toContain('environment/staging > outside/internet');
  });

  it('draws where internetEgress leads beside the internet, and promises only what it draws', () => {
    const drawn = draw('network', withArgoCd);

    expect(ways(drawn)).toEqual(
      expect.arrayContaining(['environment/production > namespace/ingress', 'environment/production > cluster/api']),
    );
    expect(ways(drawn)).not.toContain('environment/staging > namespace/ingress');
    expect(drawn.about).not.toMatch(/every other way/i);
  });

  it('has a way in only where Argo CD deploys an ingress, and only to environments with domains', () => {
    expect(ways(draw('network')).some((way) => way.includes('ingress'))).toBe(false);
    expect(ways(draw('network', withArgoCd))).toContain('namespace/ingress > environment/production');
    const data = replaced({ ...exampleData(), argoCd: { enabled: true } }, ['environments', 'system', 'domains'], []);
    expect(ways(draw('network', platformOf(data as never)))).not.toContain('namespace/ingress > environment/system');
  });

  it('shows who reaches the Kubernetes API', () => {
    expect(linesOf(draw('network'), 'outside/people')).toContain('198.51.100.17/32');
    const open = changed(['cluster', 'controlPlaneAcl'], { enabled: false });
    expect(linesOf(draw('network', open), 'outside/people')).toContain('any address');
  });
});

describe('the picture of data', () => {
  it('draws the sources of secrets that are used', () => {
    expect(ways(draw('data'))).toContain('outside/vault > outside/command');
    expect(ways(draw('data', minimal))).not.toContain('outside/vault > outside/command');
    expect(ways(draw('data', minimal))).toContain('bucket/state > outside/command');
  });

  it('draws repositories once each, and what waits for an approval', () => {
    const chart = draw('data', withArgoCd);

    expect(ways(draw('data')).some((way) => way.startsWith('repository'))).toBe(false);
    expect(ways(chart)).toContain('repository/https://github.com/acme/shop.git > namespace/argocd');
    expect(
      chart.arrows.find(({ to, from }) => from === 'namespace/argocd' && to === 'environment/production'),
    ).toMatchObject({
      label: 'once approved',
    });
  });

  it('draws the kinds of channels that alerts go to, and the service only where there is one', () => {
    expect(ways(draw('data'))).toEqual(expect.arrayContaining(['namespace/monitoring > channel/pagerduty']));
    expect(linesOf(draw('data'), 'outside/handoff')).toContain('https://handoff.ops.acme.example');
    expect(linesOf(draw('data', minimal), 'outside/handoff')).toBeUndefined();
    expect(ways(draw('data'))).toContain('namespace/monitoring > outside/handoff');
    expect(
      ways(draw('data', changed(['handoffService', 'roles'], [{ role: 'platform-engineer', groups: ['platform'] }]))),
    ).not.toContain('namespace/monitoring > outside/handoff');
  });
});

describe('the picture of the lifecycle', () => {
  it('draws each way there is from one status to another', () => {
    const [, ...events] = draw('lifecycle').arrows;

    expect(events.map(({ from, label, to }) => [from, label, to])).toEqual(
      TRANSITIONS.map(({ from, event, to }) => [`status/${from}`, event, `status/${to}`]),
    );
  });
});
