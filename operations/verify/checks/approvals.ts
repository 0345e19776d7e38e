import { approvalPolicyNames } from '../../../model/lifecycle/admission/approval-policies';
import { approvalsInForce } from '../../lifecycle/approvals-in-force';
import { type Check, judged, notApplicable } from '../check';

/**
 * The policies that hold approvals of rollouts are there as they were applied. They are those of the whole cluster: what
 * passes by one of them passes by the baseline, too.
 */
export const approvals: Check = {
  name: 'approvals',
  run: async ({ client, platform }) => {
    const named = approvalPolicyNames(platform);
    if (named.length === 0) return notApplicable('the platform has no Argo CD');
    const wrong = await approvalsInForce(client, named);
    return judged(
      wrong.length > 0 ? [...wrong, 'npx lke-platform environment status tells what brings them back'] : [],
      `${named.length} policies hold what rollouts wait for`,
    );
  },
};
