import { KUBERNETES_CONTROLLERS } from '../../model/lifecycle/admission/controllers';
import { celList } from '../../model/lifecycle/admission/policy';

/** Whether somebody else than Kubernetes' controllers asks, or a node that shows what runs on it, in CEL. */
export const IS_NO_CONTROLLER = {
  name: 'asked-by-somebody-else-than-a-controller',
  expression: `!(request.userInfo.username in ${celList(KUBERNETES_CONTROLLERS)}) && !('system:nodes' in request.userInfo.groups)`,
};
