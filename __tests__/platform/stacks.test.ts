import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { changesOfAddresses, expectAddresses, resourceAddresses } from '../support/addresses';
import { dataOf, platformOf } from '../support/platforms';
import { MAX_SNAPSHOT_LINES, reviewable, serializeStacks } from '../support/reviewable';
import { synthesize } from '../support/synthesize';

expect.addSnapshotSerializer(serializeStacks);

const ADDRESSES = join(__dirname, 'addresses.txt');
const { stacks } = synthesize(platformOf(dataOf('platform.yaml')));
const entries = Object.entries(stacks);

/** The committed addresses of a stack: lines of the stack and an address. */
const committed = (stack: string) =>
  readFileSync(ADDRESSES, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith(`${stack} `))
    .map((line) => line.slice(stack.length + 1));

// `npm run snapshots` sets this. What it changes is told, since an update asks no questions.
if (process.env.WRITE_ADDRESSES) {
  const lines = entries.flatMap(([stack, json]) => resourceAddresses(json).map((address) => `${stack} ${address}`));
  if (existsSync(ADDRESSES)) entries.forEach(tellChange);
  writeFileSync(ADDRESSES, `${lines.join('\n')}\n`);
}

function tellChange([stack, json]: (typeof entries)[number]): void {
  const changes = changesOfAddresses(stack, resourceAddresses(json), committed(stack));
  if (changes.length === 0) return;
  const advice = 'If all of that is meant, commit the list with the change.';
  process.stderr.write(`\n${[...changes, advice].join('\n')}\n\n`);
}

describe('the stacks of platform.yaml', () => {
  it.each(entries)('are reviewed: %s', (_stack, json) => {
    expect(json).toMatchSnapshot();
  });

  it.each(entries)('fit on a few pages: %s', (_stack, json) => {
    expect(reviewable(json).split('\n').length).toBeLessThanOrEqual(MAX_SNAPSHOT_LINES);
  });

  it.each(entries)('have the resource addresses of the committed list: %s', (stack, json) => {
    expectAddresses(stack, resourceAddresses(json), committed(stack));
  });

  it('are those of the committed list and no others', () => {
    const listed = readFileSync(ADDRESSES, 'utf8').trim().split('\n');

    expect(new Set(listed.map((line) => line.split(' ', 1)[0]))).toEqual(new Set(Object.keys(stacks)));
  });

  it('have addresses that carry no hash', () => {
    expect(readFileSync(ADDRESSES, 'utf8')).not.toMatch(/_[0-9A-F]{8}\b/);
  });
});
