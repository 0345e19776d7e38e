import { z } from 'zod';
import { entity } from '../entity';
import { documented } from '../field';

/** What can make a rollback necessary. */
export const TRIGGER_CONDITIONS = ['failed-deploy', 'alert', 'manual-decision'] as const;
export type TriggerCondition = (typeof TRIGGER_CONDITIONS)[number];

/** Which of them may start a rollback by themselves; the third is a person. */
export const AUTOMATIC_CONDITIONS = ['failed-deploy', 'alert'] as const satisfies readonly TriggerCondition[];
export type AutomaticCondition = (typeof AUTOMATIC_CONDITIONS)[number];

/** Procedure for reverting one change. Written for each change, never by hand. */
export const rollbackPlan = entity({
  name: 'RollbackPlan',
  about: 'How one change of production is taken back. Every field follows from the plan of that change.',
  desired: {},
  observed: {
    changeId: { about: 'Git commit or pull request', seeWith: 'npx lke-platform rollback plan' },
    triggerCondition: { about: `Some of ${TRIGGER_CONDITIONS.join(', ')}`, seeWith: 'npx lke-platform rollback plan' },
    steps: { about: 'Commands in order', seeWith: 'npx lke-platform rollback plan' },
    validation: { about: 'Checks after the rollback', seeWith: 'npx lke-platform rollback plan' },
  },
});

/** The field of an environment that says so. */
export const rollbackOn = documented(z.array(z.enum(AUTOMATIC_CONDITIONS)).default([]), {
  about: 'What starts a rollback of a change of this environment by itself, without a person who decides it',
  note: 'Only a change is gone back from of which every step is reversible; any other one waits for npx lke-platform rollback run (docs/guides/rollback.md).',
  allowed: `a list of ${AUTOMATIC_CONDITIONS.join(', ')}; never in production, nor in system beside it`,
  source: 'data-model.md, RollbackPlan',
});
