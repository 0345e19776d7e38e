import { entity } from '../entity';

/** What can make a rollback necessary. */
const TRIGGER_CONDITIONS = ['failed-deploy', 'alert', 'manual-decision'] as const;

/** Procedure for reverting one change. Written for each change, never by hand. */
export const rollbackPlan = entity({
  name: 'RollbackPlan',
  about: 'How one change of production is taken back. Every field follows from the plan of that change.',
  desired: {},
  observed: {
    changeId: { about: 'Git commit or pull request', seeWith: 'git log -- platform.yaml' },
    triggerCondition: { about: `Some of ${TRIGGER_CONDITIONS.join(', ')}`, seeWith: 'git log -- platform.yaml' },
    steps: { about: 'Commands in order', seeWith: 'terraform -chdir=cdktf.out/stacks/<environment> plan' },
    validation: { about: 'Checks after the rollback', seeWith: 'terraform -chdir=cdktf.out/stacks/<environment> plan' },
  },
});
