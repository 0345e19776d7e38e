import { UNKNOWN_CHANGE } from '../../model/rules/reversibility/find';
import { asks, type WayBack } from './classify';
import type { Previous, RollbackPlan, Step } from './record';

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

/** What is done to go back, in order: first what a person has to agree to, one by one, then the apply that does it. */
export function stepsOf(id: string, ways: readonly WayBack[], previous: Previous): Step[] {
  const run = `${SCRIPT} run ${id}`;
  const asked = ways.filter(asks).map((way): Step => {
    const step = stepOf(way);
    return {
      id: step,
      command: `${run} --yes-to '${step}'`,
      what: wordsOf(way),
      reversibility: way.reversibility,
      asks: true,
    };
  });
  if (previous.kind === 'unknown') return asked;
  const last: Step =
    previous.kind === 'nothing'
      ? {
          ...{ id: TAKE_DOWN, command: `${run} --yes-to ${TAKE_DOWN}`, reversibility: 'needs-restore', asks: true },
          what: 'take down what was made, or apply again to resume',
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
