import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as DriftPage from '../../cli/commands/drift/drift-page';
import { judge, NO_POLICY } from '../../model/rules/drift/judge';
import { bundled } from '../support/browser/bundled';
import { browserSuite } from '../support/browser/chromium';
import { type Look, lookedAt, overflow, tabStops, violations } from '../support/browser/looked-at';
import { difference, report } from '../support/drift';
import { until } from '../support/until';

const LONG = `kubernetes_network_policy_v1.${'a_very_long_name_'.repeat(8)}["${'key'.repeat(20)}"]`;
const MARKUP = '<img src="https://evil.example/x.png" onerror="document.title=1"><script>document.title=1</script>';

const POLICY = {
  ...NO_POLICY,
  accept: [
    { address: 'linode_domain.zone', attribute: 'ttl_sec', value: 60, until: '2027-01-31', reason: 'until the move' },
  ],
};
const found = judge(
  [
    difference({ by: { who: 'mallory', when: '2026-11-27T22:14:03', source: 'linode-events' } }),
    difference({
      address: LONG,
      kind: 'kubernetes_network_policy_v1',
      path: ['spec', 0, 'ingress', 1],
      before: undefined,
      after: { from: [{ ip_block: { cidr: '0.0.0.0/0' } }] },
    }),
    difference({ address: 'linode_vpc.vpc', kind: 'linode_vpc', path: [], action: 'removed' }),
    difference({ path: ['label'], before: MARKUP, after: `${'long'.repeat(200)}\nsecond line` }),
    difference({ address: 'linode_domain.zone', kind: 'linode_domain', path: ['ttl_sec'], before: 300, after: 60 }),
    difference({
      kind: 'linode_lke_node_pool',
      address: 'linode_lke_node_pool.pool["a"]',
      path: ['node_count'],
      before: 1,
      after: 4,
      autoscaled: true,
    }),
  ],
  POLICY,
  '2026-11-28',
);
const REPORTS = [
  report({
    drift_summary: 'major',
    complete: false,
    findings: found,
    stacks: [
      {
        stack: 'production',
        status: 'partly',
        limits: ['the plan failed half way'],
        pending: { create: ['a.b'], change: [], destroy: [] },
        applied_at: null,
      },
    ],
  }),
  report({ environment: 'system' }),
];

browserSuite('the page of a drift report', (browser) => {
  const folder = mkdtempSync(join(tmpdir(), 'drift-page-'));
  const file = join(folder, 'drift.html');
  const address = pathToFileURL(file).href;
  beforeAll(() => {
    const { driftPage } = bundled<typeof DriftPage>('cli/commands/drift/drift-page.ts');
    writeFileSync(file, driftPage(REPORTS));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const look = <T>(how: Look, what: Parameters<typeof lookedAt<T>>[3]) => lookedAt(browser(), address, how, what);

  it.each(['light', 'dark'] as const)('can be read by everybody: %s', async (scheme) => {
    expect(await look({ scheme }, ({ page }) => violations(page))).toEqual([]);
  });

  it('is dark where somebody wants it dark', async () => {
    const background = (scheme: 'light' | 'dark') =>
      look({ scheme }, ({ page }) => page.evaluate<string>('getComputedStyle(document.body).backgroundColor'));

    expect([await background('light'), await background('dark')]).toEqual(['rgb(255, 255, 255)', 'rgb(20, 23, 26)']);
  });

  it('fits on a telephone, whatever is long in it', async () => {
    expect(await look({ width: 360 }, ({ page }) => overflow(page))).toBe(0);
    expect(await look({ width: 360 }, ({ page }) => violations(page))).toEqual([]);
  });

  it('asks nobody for anything, runs nothing, and complains of nothing', async () => {
    await look({}, async ({ page, requests, complaints }) => {
      await page.waitForLoadState('networkidle');
      expect({ requests, complaints, title: await page.title() }).toEqual({
        requests: [],
        complaints: [],
        title: 'Drift of acme',
      });
    });
  });

  it('shows of each value what was applied and what is there, the worst first', async () => {
    await look({}, async ({ page }) => {
      const first = page.getByRole('article').first();
      expect(await first.innerText()).toMatch(/Was applied\s+DROP\s+Is there\s+ACCEPT\s+By\s+mallory/);
      expect(await page.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual([
        'Major (3)',
        'Minor (1)',
        'Of no importance (2)',
      ]);
      expect(await page.locator('del').count()).toBe(await page.locator('ins').count());
    });
  });

  it('tells by words, not by colour alone, what was and what is', async () => {
    await look({}, async ({ page }) => {
      expect(await page.getByRole('deletion').first().innerText()).toBe('DROP');
      expect(await page.getByRole('insertion').first().innerText()).toBe('ACCEPT');
    });
  });

  it('says what was looked at in part, what is pending, and what is accepted', async () => {
    const text = await look({}, ({ page }) => page.innerText('main'));

    expect(text).toContain('production: major, looked at in part');
    expect(text).toContain('production: the plan failed half way');
    expect(text).toContain('Pending in production: 1 to add');
    expect(text).toContain('until 2027-01-31: until the move');
    expect(text).toContain('Nothing differs.');
  });

  it('is gone through with the keyboard: from the contents to each environment', async () => {
    await look({}, async ({ page }) => {
      expect(await tabStops(page)).toEqual(['a production: major', 'a system: none']);
      await page.getByRole('link', { name: 'system: none' }).focus();
      await page.keyboard.press('Enter');
      await until(async () => (await page.evaluate<string>('document.activeElement.id')) === 'system');
    });
  });
});
