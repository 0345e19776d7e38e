import { entity } from '../entity';

/** How far the deployed platform is from its state. */
const DRIFT_SUMMARIES = ['none', 'minor', 'major'] as const;

/** Result of comparing a deployed environment with its state. */
export const driftReport = entity({
  name: 'DriftReport',
  about: 'Result of a scheduled plan with read-only credentials. Every field is a result.',
  desired: {},
  observed: {
    reportId: { about: 'UUID of the report', seeWith: 'npx lke-platform drift list <environment>' },
    environment: { about: 'Environment the report is about', seeWith: 'npx lke-platform drift list <environment>' },
    detectedAt: { about: 'When the plan was made', seeWith: 'npx lke-platform drift list <environment>' },
    driftSummary: {
      about: `One of ${DRIFT_SUMMARIES.join(', ')}`,
      seeWith: 'npx lke-platform drift list <environment>',
    },
    detailsPath: {
      about: 'Path of the full plan output in the reports bucket',
      seeWith: 'npx lke-platform drift list <environment>',
    },
  },
});
