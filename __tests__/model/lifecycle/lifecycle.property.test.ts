import '../../support/property-seed';
import * as fc from 'fast-check';
import { decide, type Evidence } from '../../../model/lifecycle/decide';
import { follows, INITIAL, newRecord, type StatusChange } from '../../../model/lifecycle/record';
import type { Status } from '../../../model/lifecycle/status';
import { LIFECYCLE_EVENTS } from '../../../model/lifecycle/transitions';
import { CHECK_RESULTS, failuresIn } from '../../../model/lifecycle/verification';

const CONFIGURATIONS = ['applied/a/', 'applied/b/'];
const configuration = fc.constantFrom(...CONFIGURATIONS);
const sequence = fc.integer({ min: 0, max: 40 });
const check = fc.record({ name: fc.constant('dns'), result: fc.constantFrom(...CHECK_RESULTS), detail: fc.string() });
const verification = fc.record({
  sequence,
  checks: fc.array(check, { maxLength: 2 }),
  evidence: fc.array(fc.record({ name: fc.constant('terratest'), passed: fc.boolean() }), { maxLength: 1 }),
  passed: fc.boolean(),
  configuration,
});
const evidence: fc.Arbitrary<Evidence> = fc.record({
  applied: fc.option(fc.record({ configuration, outcome: fc.constantFrom('done', 'failed', undefined) } as const), {
    nil: undefined,
  }),
  verification: fc.option(verification, { nil: undefined }),
  backup: fc.option(fc.record({ sequence, readBack: fc.boolean() }), { nil: undefined }),
});
const asked = fc.array(fc.record({ event: fc.constantFrom(...LIFECYCLE_EVENTS), evidence }), { maxLength: 40 });

type Asked = readonly { readonly event: (typeof LIFECYCLE_EVENTS)[number]; readonly evidence: Evidence }[];

/** Everything that is asked for in turn; what is refused changes nothing. */
function walk(all: Asked): { path: Status[]; taken: { to: Status; since: number; evidence: Evidence }[] } {
  const path: Status[] = [INITIAL];
  const taken: { to: Status; since: number; evidence: Evidence }[] = [];
  let since = 0;
  for (const [index, it] of all.entries()) {
    const decision = decide({ status: path.at(-1) ?? INITIAL, since }, it.event, it.evidence);
    if (!decision.allowed) continue;
    path.push(decision.transition.to);
    taken.push({ to: decision.transition.to, since, evidence: it.evidence });
    since = index;
  }
  return { path, taken };
}

describe('whatever is asked for', () => {
  it('nothing is degraded or retired that was not ready before', () => {
    fc.assert(
      fc.property(asked, (all) => {
        const { path } = walk(all);
        return path.every((to, index) => !['degraded', 'retired'].includes(to) || path[index - 1] === 'ready');
      }),
    );
  });

  it('what is degraded is ready again only by way of recovering', () => {
    fc.assert(
      fc.property(asked, (all) => {
        const { path } = walk(all);
        return path.every(
          (status, index) => status !== 'degraded' || [undefined, 'recovering'].includes(path[index + 1]),
        );
      }),
    );
  });

  it('nothing comes after retired', () => {
    fc.assert(
      fc.property(asked, (all) => {
        const { path } = walk(all);
        return !path.slice(0, -1).includes('retired');
      }),
    );
  });

  it('nothing is ready but by a verification that passed, of what was applied, since the status before', () => {
    fc.assert(
      fc.property(asked, (all) =>
        walk(all)
          .taken.filter(({ to }) => to === 'ready')
          .every(
            ({ since, evidence: { applied, verification: found } }) =>
              found !== undefined &&
              found.sequence > since &&
              failuresIn(found).length === 0 &&
              applied?.outcome === 'done' &&
              applied.configuration === found.configuration,
          ),
      ),
    );
  });

  it('nothing is retired but with a backup that was read back', () => {
    fc.assert(
      fc.property(asked, (all) =>
        walk(all)
          .taken.filter(({ to }) => to === 'retired')
          .every(({ since, evidence: { backup } }) => backup?.readBack === true && backup.sequence > since),
      ),
    );
  });

  it('a refusal gives its reasons', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LIFECYCLE_EVENTS), evidence, (event, given) => {
        const decision = decide({ status: 'ready', since: 1 }, event, given);
        return decision.allowed || decision.reasons.length > 0;
      }),
    );
  });

  it('each change that is made can be told from one that is made up', () => {
    fc.assert(
      fc.property(asked, (all) => {
        const changes: StatusChange[] = [newRecord(undefined)];
        for (const { event, evidence: given } of all) {
          const last = changes.at(-1) ?? newRecord(undefined);
          const decision = decide({ status: last.to, since: 0 }, event, given);
          if (decision.allowed) changes.push({ record: last.record, from: last.to, to: decision.transition.to, event });
        }
        return changes.every((change, index) => follows(change, changes[index - 1]));
      }),
    );
  });
});
