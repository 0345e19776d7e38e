import { driftMarkdown } from '../../../../cli/commands/drift/drift-markdown';
import { judge, NO_POLICY } from '../../../../model/rules/drift/judge';
import type { Difference } from '../../../../model/rules/drift/difference';
import { difference, majorReport, report } from '../../../support/drift';

const reportOf = (...differences: Partial<Difference>[]) =>
  report({ drift_summary: 'major', findings: judge(differences.map(difference), NO_POLICY, '2026-11-28') });
const rows = (markdown: string) =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);

/** What stands between as many backticks as it begins with. */
const CODE = /(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g;

describe('a drift report in Markdown', () => {
  it('says what was applied, what is there, who did it, and why that is bad', () => {
    const markdown = driftMarkdown([
      majorReport({ by: { who: 'mallory', when: '2026-11-27T22:14:03', source: 'linode-events' } }),
    ]);

    expect(
      rows(markdown)[0]
        ?.split('|')
        .map((cell) => cell.trim()),
    ).toEqual([
      '',
      'major',
      'production',
      '`linode_firewall.thing`',
      '`inbound_policy`',
      '`"DROP"`',
      '`"ACCEPT"`',
      'mallory, 2026-11-27T22:14:03',
      'firewall-filter: the firewall lets through other connections than were asked for',
      '',
    ]);
  });

  it('has equal findings in one row, and none of those of no importance', () => {
    const markdown = driftMarkdown([
      reportOf({ address: 'linode_firewall.a' }, { address: 'linode_firewall.b' }, { path: ['updated'] }),
    ]);

    expect(rows(markdown)).toHaveLength(1);
    expect(markdown).toContain('`linode_firewall.a, linode_firewall.b`');
  });

  it('has no markup of what was found: it goes into issues and comments', () => {
    const after = '<img src=x onerror=alert(1)> | [a](https://evil.example) `` ` `` @everyone\n# Heading';
    const markdown = driftMarkdown([
      reportOf(
        { path: ['label'], after },
        { path: [], action: 'removed', address: 'linode_firewall.thing["` | <b>"]' },
      ),
    ]);

    expect(rows(markdown)).toHaveLength(2);
    expect(markdown).not.toMatch(/^# Heading/m);
    for (const line of rows(markdown)) expect(line.replace(/\\\|/g, '').split('|')).toHaveLength(10);
    expect(markdown.replace(CODE, '')).not.toContain('<b>');
  });

  it('says what was looked at in part, and what is pending', () => {
    const markdown = driftMarkdown([
      report({
        complete: false,
        stacks: [
          {
            stack: 'production',
            status: 'partly',
            limits: ['the plan failed half way'],
            pending: { create: ['a.b', 'a.c'], change: ['a.d'], destroy: [] },
            applied_at: null,
          },
        ],
      }),
    ]);

    expect(markdown).toContain('## Drift of production: none, looked at in part');
    expect(markdown).toContain('production: the plan failed half way');
    expect(markdown).toContain('Pending in production: 2 to add, 1 to change');
  });

  describe('of more than fits', () => {
    const many = reportOf(
      ...Array.from({ length: 600 }, (_, index) => ({
        ...{ address: `linode_firewall.network_${index}`, path: ['inbound_policy'], after: `to ${index}` },
        by: { who: 'mallory', when: '2026-11-27T22:14:03', source: 'linode-events' } as const,
      })),
      { kind: 'linode_domain', path: ['ttl_sec'], before: 300, after: 60 },
    );

    it('leaves out the least bad, and says how the whole is read', () => {
      const markdown = driftMarkdown([many], 20_000);
      const shown = rows(markdown).length;

      expect(markdown.length).toBeGreaterThan(19_000);
      expect(markdown.length).toBeLessThanOrEqual(20_000);
      expect(markdown).toContain(
        `This is not all: ${601 - shown} rows more did not fit. The whole report: \`npx lke-platform drift show ${many.report_id}\``,
      );
      expect(markdown).not.toContain('linode_domain');
      expect(rows(driftMarkdown([many]))).toHaveLength(601);
    });

    it('has some of many addresses, and is cut where nothing else helps', () => {
      const same = reportOf(...Array.from({ length: 900 }, (_, index) => ({ address: `linode_firewall.f${index}` })));
      const unclear = report({
        stacks: [
          { stack: 'production', status: 'not-checked', limits: ['x'.repeat(9000)], pending: null, applied_at: null },
        ],
      });

      expect(driftMarkdown([same], 2000)).toContain('linode_firewall.f9 and 890 more`');
      expect(driftMarkdown([unclear], 2000)).toHaveLength(2000);
      expect(driftMarkdown([unclear], 2000)).toContain('drift show');
    });
  });
});
