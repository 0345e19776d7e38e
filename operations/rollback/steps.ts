import { UNKNOWN_CHANGE } from '../../model/rules/reversibility/find';
import { asks, type WayBack } from './classify';
import type { Previous, RollbackPlan, Step } from './record';
import { takenOver } from './taken-over';

/** The entry of everything that is done here. */
export const SCRIPT = 'scripts/infra/rollback.sh';

/** The step that applies the former configuration. */
export const GO_BACK = 'go-back';
export const TAKE_DOWN = 'take-down';

/** Places of an update that cannot be changed back: they stay as they are, and the rest goes back. */
export const staying = ({ action, verdicts }: Pick<WayBack, 'action' | 'verdicts'>): string[] =>
  action !== 'update'
    ? []
    : verdicts.flatMap(({ reversibility, rule, at }) =>
        reversibility === 'irreversible' && rule !== UNKNOWN_CHANGE.id && at !== undefined ? [at] : [],
      );

const stays = (way: Pick<WayBack, 'action' | 'verdicts'>) => staying(way).length > 0;

/** The step for the way back of one resource, which a person has to agree to. */
export const stepOf = (way: Pick<WayBack, 'address' | 'action' | 'inverse' | 'verdicts'>) =>
  `${stays(way) ? 'keep' : way.inverse}:${way.address}`;

/** What has to be forgotten and goes on existing, as a step. */
export const forgettingOf = ({ ways_back: ways }: Pick<RollbackPlan, 'ways_back'>, address: string) => {
  const way = ways.find((it) => it.address === address && it.inverse === 'forget');
  return {
    id: `forget:${address}`,
    what: way ? wordsOf(way) : `make the state forget ${address}, which existed before and goes on existing`,
    reversibility: way?.reversibility ?? ('reversible' as const),
  };
};

/** What it means to take down what was made, in words. */
export function takeDownText(change: Parameters<typeof takenOver>[0]): string {
  const kept = takenOver(change);
  return kept.length === 0
    ? 'take down what was made'
    : `take down what was made, and make the state forget what existed before, which goes on existing: ${kept.join(', ')}`;
}

type Change = Pick<RollbackPlan, 'ways_back' | 'inverse_blocks'>;

/**
 * What is done to go back, in order: first what a person has to agree to, one by one, then the apply that does it.
 *
 * @param former changes since what it leads to, which did not come to their end: it leads back from them, too
 */
export function stepsOf(id: string, change: Change, previous: Previous, former: readonly Change[] = []): Step[] {
  const run = `${SCRIPT} run ${id}`;
  const agreeing = ({ id: step, what, reversibility }: Pick<Step, 'id' | 'what' | 'reversibility'>): Step => ({
    // To take down is to agree to all of it at once.
    ...{ id: step, command: `${run} --yes-to ${previous.kind === 'nothing' ? TAKE_DOWN : `'${step}'`}` },
    ...{ what, reversibility, asks: true },
  });
  const forgotten = previous.kind === 'nothing' ? takenOver(change) : change.inverse_blocks.forgotten;
  const also = previous.kind === 'configuration' ? former.flatMap(({ ways_back: them }) => them) : [];
  const ways = [...change.ways_back, ...also].filter(({ address }) => !forgotten.includes(address));
  const all = [
    ...forgotten.map((address) => forgettingOf(change, address)),
    ...ways.filter(asks).map((way) => ({ ...way, id: stepOf(way), what: wordsOf(way) })),
  ];
  const asked = all.filter((step, place) => all.findIndex((it) => it.id === step.id) === place).map(agreeing);
  if (previous.kind === 'unknown') return asked;
  const last: Step =
    previous.kind === 'nothing'
      ? {
          ...{ id: TAKE_DOWN, command: `${run} --yes-to ${TAKE_DOWN}`, reversibility: 'needs-restore', asks: true },
          what: `${takeDownText(change)}; or apply again to resume`,
        }
      : {
          ...{ id: GO_BACK, command: run, reversibility: 'reversible', asks: false },
          what: `apply the configuration of before: ${previous.key}`,
        };
  return [...asked, last];
}

/** What becomes of a resource, in words. */
export function wordsOf(way: WayBack): string {
  const because = [...new Set(way.verdicts.map((verdict) => verdict.because))].join('; ');
  const what = stays(way)
    ? `leave ${staying(way).join(', ')} of ${way.address} as it is`
    : `${VERBS[way.inverse]} ${way.address}`;
  return `${what} (${way.reversibility}): ${because}`;
}

const VERBS: Readonly<Record<WayBack['inverse'], string>> = {
  update: 'change back',
  destroy: 'destroy, past any prevent_destroy,',
  create: 'make again',
  replace: 'replace again',
  move: 'move back',
  import: 'take back into the state',
  forget: 'forget again',
};

/** What has to hold after a rollback. */
const CHECKS = [
  'cluster health: the Kubernetes API answers, and says that it is ready',
  'nodes: as many as each pool has at least, all of them ready',
  'metrics collected',
  'secrets in sync with their source, and not older than their rotation frequency',
  'Argo CD synced and healthy, where it is installed',
  'drift none',
];

export const validationOf = (id: string): RollbackPlan['validation'] =>
  CHECKS.map((check) => ({ check, command: `${SCRIPT} verify ${id}` }));
