import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { PlanReader } from '../../../operations/drift/read-plan';
import { temporaryFolder } from '../../support/temporary-folder';

const LIMIT_MB = 300;

/** Reads a plan of 20 MB from a child's own writing, and prints its size, what was read, and the most memory it took. */
const READS_20_MB = `
import { PlanReader } from '${join(__dirname, '../../../operations/drift/read-plan')}';
const labels = Object.fromEntries([...Array(20).keys()].map((key) => ['label' + key, 'v'.repeat(30)]));
const values = (i) => ({ metadata: [{ labels, name: 'n' + i }] });
const change = (i) => ({ address: 'a.n' + i, mode: 'managed', type: 'a', change: { actions: [i % 100 ? 'no-op' : 'update'], before: values(i), after: values(i) } });
const reader = new PlanReader();
let bytes = 0;
const write = (text) => { bytes += text.length; reader.write(text); };
const list = (entry) => { for (let i = 0; i < 6000; i++) write((i ? ',' : '') + JSON.stringify(entry(i))); };
write('{"format_version":"1.2","planned_values":{"resources":[');
list(values);
write(']},"resource_changes":[');
list(change);
write('],"prior_state":{"resources":[');
list(values);
write(']},"errored":false}');
const { changes, unchanged } = reader.end();
console.log(JSON.stringify({ megabytes: bytes / 1e6, changes: changes.length, unchanged, most: process.resourceUsage().maxRSS / 1024 }));
`;

describe('a plan that is read piece by piece', () => {
  it(`of 20 MB takes less than ${LIMIT_MB} MB of memory`, () => {
    const folder = temporaryFolder();
    const [source, bundle] = [join(folder, 'read.ts'), join(folder, 'read.js')];
    writeFileSync(source, READS_20_MB);
    buildSync({ entryPoints: [source], bundle: true, platform: 'node', outfile: bundle, logLevel: 'error' });
    const printed = execFileSync(process.execPath, [`--max-old-space-size=${LIMIT_MB}`, bundle], { encoding: 'utf8' });
    const read = JSON.parse(printed) as { megabytes: number; changes: number; unchanged: number; most: number };

    expect(read.megabytes).toBeGreaterThan(20);
    expect([read.changes, read.unchanged]).toEqual([60, 5940]);
    expect(read.most).toBeLessThan(LIMIT_MB);
  });

  it('says when it is only a part', () => {
    const reader = new PlanReader();
    reader.write('{"format_version":"1.2","errored":true,"resource_changes":[]}');

    expect(reader.end()).toMatchObject({ errored: true, changes: [] });
  });

  it('is refused when it is none', () => {
    const reader = new PlanReader();
    reader.write('{}');

    expect(() => reader.end()).toThrow('not a plan');
  });
});
