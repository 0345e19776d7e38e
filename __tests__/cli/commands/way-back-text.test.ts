import { wayBackLines, wayBackMarkdown } from '../../../cli/commands/way-back-text';
import { coloursFor } from '../../../cli/conventions/colours';
import type { WayBack } from '../../../operations/rollback/classify';

describe('what of a plan cannot be taken back', () => {
  const colours = coloursFor({ write: () => undefined }, {});
  const way = (address: string, reversibility: WayBack['reversibility'], because: string, path?: string): WayBack => ({
    ...{ address, type: 'helm_release', action: 'update', inverse: 'update', order: 3, reversibility },
    verdicts: [{ rule: 'a', ...(path !== undefined && { path }), reversibility, because, source: 'b' }],
  });
  const waysBack = [
    way('linode_firewall.a', 'reversible', 'nothing'),
    way('helm_release.a', 'needs-restore', 'one more revision'),
    way('helm_release.b', 'needs-restore', 'one more revision'),
    way('linode_lke_cluster.c', 'irreversible', 'no way back', 'k8s_version'),
  ];

  it('is named with its reasons, the worst first', () => {
    expect(wayBackLines({ waysBack }, colours)).toEqual([
      '  cannot be taken back:',
      '    linode_lke_cluster.c k8s_version: no way back',
      '  can be taken back only in part:',
      '    helm_release.a, helm_release.b: one more revision',
    ]);
  });

  it('is in view in a pull request', () => {
    expect(wayBackMarkdown({ waysBack })).toEqual([
      '**cannot be taken back** (irreversible):',
      '',
      '- `linode_lke_cluster.c k8s_version`: no way back',
      '',
      '**can be taken back only in part** (needs-restore):',
      '',
      '- `helm_release.a`, `helm_release.b`: one more revision',
      '',
    ]);
  });

  it('counts what is too much to be named', () => {
    const many = [...'abcdefg'].map((name) => way(name, 'needs-restore', 'one more revision'));

    expect(wayBackLines({ waysBack: many }, colours)[1]).toBe('    a, b, c, d, e and 2 more: one more revision');
  });

  it('is nothing where everything can', () => {
    expect(wayBackLines({ waysBack: waysBack.slice(0, 1) }, colours)).toEqual([]);
    expect(wayBackMarkdown({ waysBack: [] })).toEqual([]);
  });
});
