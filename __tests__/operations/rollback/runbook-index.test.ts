import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deliverIndex, indexIn, indexOf } from '../../../operations/rollback/runbook-index';
import { temporaryFolder } from '../../support/temporary-folder';

const RUNBOOK = join(__dirname, '../../../docs/runbooks/infrastructure-rollback.md');

/** As a formatter leaves it: cells may be padded. */
const plain = (text = '') => text.replace(/ +\|/g, ' |').replace(/-+/g, '-');

describe('the rollback plans in the runbook', () => {
  const plans = { latest: () => Promise.resolve([{ rollback_id: 'production/1|2', unreadable: 'it is cut off' }]) };

  it('are written by the command alone: every line of the part is one that it writes', () => {
    const part = indexIn(readFileSync(RUNBOOK, 'utf8')) ?? '';
    const [head = '', end = ''] = indexOf([]).split('\n\n<!-- end');
    const rows = part.split('\n').filter((line) => /^\| (\d{4}-|\|)/.test(line));

    expect(plain(part)).toBe(plain([head, ...rows].join('\n') + `\n\n<!-- end${end}`));
    expect(rows.every((row) => row.split(/(?<!\\)\|/).length === 7)).toBe(true);
  });

  it('take the place of the former ones, and of nothing else', async () => {
    const file = join(temporaryFolder(), 'runbook.md');
    writeFileSync(file, `before\n${indexOf([])}\nafter $& $1\n`);

    await expect(deliverIndex(plans, file)).resolves.toMatchObject({ events: 1, left: 0 });
    await expect(deliverIndex(plans, file)).resolves.toMatchObject({ events: 0, left: 0 });
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/^before\n<!-- rollback/);
    expect(text).toContain('| production/1\\|2 |');
    expect(text).toMatch(/plans -->\nafter \$& \$1\n$/);
  });

  it('say what keeps them from being written', async () => {
    const file = join(temporaryFolder(), 'runbook.md');
    writeFileSync(file, 'nothing');

    await expect(deliverIndex(plans, file)).resolves.toMatchObject({
      left: 1,
      problem: expect.stringContaining('no place') as string,
    });
  });
});
