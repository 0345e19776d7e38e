import { entity } from '../entity';

/** What can make a rollback necessary. */
export const TRIGGER_CONDITIONS = ['failed-deploy', 'alert', 'manual-decision'] as const;

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
