import { readVariables } from '../../operations/bootstrap/variables-file';
import { failingAt } from '../support/failing-request';
import { bucketsInState, Laptop } from '../support/laptop';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { startStandIn, type StandIn } from '@lke-platform/stand-ins/start';

const BUCKETS = ['acme-platform-artifacts', 'acme-platform-ledger', 'acme-platform-reports', 'acme-platform-state'];

/** Temporary key, four buckets and their access, key for the team, throw-away bucket and its key; and away again. */
const CHANGES = 15;
/** The one of them that takes the temporary key away, after the buckets and the key for the team. */
const REVOCATION = 10;

describe('a bootstrap, whichever of its requests to Linode fails', () => {
  let s3: S3StandIn;
  let standIn: StandIn;
  let laptop: Laptop;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    standIn = await startStandIn({ objectStorage: s3.access() });
    laptop = new Laptop(standIn, s3.endpoint);
  });
  afterEach(async () => {
    standIn.stop();
    await s3.stop();
  });

  const keys = () => [...standIn.world.linode.keys.values()];

  it(`sends ${CHANGES} of them that change something`, async () => {
    expect(await failingAt(Infinity, 'refused', standIn.world, () => laptop.bootstrap())).toMatchObject({
      count: CHANGES,
    });
  });

  it.each(
    Array.from({ length: CHANGES }, (_, index) => index + 1).flatMap((nth) => [
      { nth, answer: 'refused' as const },
      { nth, answer: 'lost' as const },
    ]),
  )('leaves no key without limits and ends well the next time: request $nth, $answer', async ({ nth, answer }) => {
    const { failed } = await failingAt(nth, answer, standIn.world, () =>
      expect(laptop.bootstrap()).rejects.toThrow('out of order'),
    );
    const wasRevocation = failed?.operation === 'DELETE' && answer === 'refused';
    expect(keys().filter(({ limited }) => !limited)).toHaveLength(wasRevocation && nth === REVOCATION ? 1 : 0);

    const { variables } = await laptop.bootstrap();

    expect([...s3.buckets.keys()].sort()).toEqual(BUCKETS);
    expect(bucketsInState(s3)).toEqual(BUCKETS);
    expect(keys()).toMatchObject([{ access_key: readVariables(variables).AWS_ACCESS_KEY_ID, limited: true }]);
    expect(laptop.workFiles()).toEqual(['bootstrap.jsonl', 'migrated.tfstate']);
  });
});
