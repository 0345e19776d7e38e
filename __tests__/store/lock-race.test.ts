import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { platformOn, stackFolder } from '../support/ceph/platform';
import { onCeph, runningCeph } from '../support/ceph/running';
import { CephAccount } from '../support/ceph/account';
import type { Root, Run } from '@lke-platform/stand-ins/testing/root';
import { temporaryFolder } from '../support/temporary-folder';

const ROUNDS = 20;

/**
 * A stack whose apply lasts until the file that it is given exists, 30 seconds at most, and leaves the name of who
 * applied it.
 */
const resources = {
  variable: { who: {}, until: {} },
  resource: {
    terraform_data: {
      work: {
        triggers_replace: ['${var.who}'],
        provisioner: [
          { 'local-exec': { command: 'for i in $(seq 300); do [ -e ${var.until} ] && exit; sleep 0.1; done' } },
        ],
      },
    },
  },
  output: { who: { value: '${terraform_data.work.triggers_replace[0]}' } },
};

onCeph(`two people who apply the same stack at once, in ${ROUNDS} rounds`, () => {
  const folder = temporaryFolder();
  let people: Root[];
  beforeAll(async () => {
    const account = await CephAccount.open(runningCeph(), 'lock-race');
    const platform = await platformOn(account, 'lock-race');
    const key = await account.limitedKey(Object.values(platform.state.buckets));
    people = ['first', 'second'].map(() => stackFolder(platform, 'production', key, resources));
    for (const root of people) expect(await root.run('init')).toMatchObject({ code: 0 });
  });
  afterAll(() => {
    for (const root of people) root.remove();
  });

  it.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))(
    'round %i: one wins, the other gets the lock error, and the state is that of the winner',
    async (round) => {
      const until = join(folder, String(round));
      const applies = people.map((root, index) =>
        root.run('apply', '-auto-approve', `-var=until=${until}`, `-var=who=round ${round}, person ${index}`),
      );
      // The winner works on until the other one has ended.
      await Promise.race(applies);
      writeFileSync(until, '');
      const runs = await Promise.all(applies);

      expect(runs.map(outcome).sort()).toEqual(['applied', 'locked out']);
      const winner = runs.findIndex(({ code }) => code === 0);
      const state = await people[0]?.run('output', '-raw', 'who');
      expect(state?.output).toBe(`round ${round}, person ${winner}`);
    },
  );
});

function outcome({ code, output }: Run): string {
  if (code === 0) return 'applied';
  return output.includes('Error acquiring the state lock') ? 'locked out' : output;
}
