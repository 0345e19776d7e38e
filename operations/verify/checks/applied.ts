import { standingText, type Standing } from '../../applied-configuration/standing';
import { type Check, type Judgement, judged } from '../check';

/** What is verified is what was applied: nothing else wrote the state since, and the apply came to its end. */
export const applied: Check = {
  name: 'applied',
  run: ({ environment, standing }) => Promise.resolve(judgeStanding(environment.name, standing)),
};

export function judgeStanding(stack: string, standing: Standing): Judgement {
  const amiss = standingText(stack, standing);
  const failed = 'record' in standing && standing.record.end?.outcome === 'failed';
  return judged(
    [...(amiss === undefined ? [] : [amiss]), ...(failed ? [`the last apply of ${stack} failed`] : [])],
    'the state is what the last apply left, and that came to its end',
  );
}
