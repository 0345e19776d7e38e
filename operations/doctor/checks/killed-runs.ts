import { leftRunReport } from '../../deploy/left-run-report';
import { leftRuns, removeDeadRuns } from '../../deploy/left-runs';
import { ok, warn, type Check } from '../check';

export const killedRuns: Check = {
  id: 'killed-runs',
  title: 'folders of runs that were killed',
  run() {
    const left = leftRuns();
    removeDeadRuns(left);
    if (left.length === 0) return ok('none');
    const reports = left.map(leftRunReport);
    const fixes = reports.flatMap(({ fix }) => fix ?? []);
    const found = reports.map(({ what }) => what).join('; ');
    return fixes.length === 0 ? ok(found) : warn(found, [...new Set(fixes)].join('; '));
  },
};
