import { ACCESS_NAMESPACE, GATE_RELEASE } from '../../../model/naming';
import { installAgain } from '../../../operations/kubernetes/install-again';
import type { StatusReport } from '../../../operations/lifecycle/status';
import type { ReportedProblem } from '../../conventions/problems';

/** What is to be done about the status of environments; one warning for all that the same command brings back. */
export function statusWarnings({ environments, gate = [], approvals = [] }: StatusReport): ReportedProblem[] {
  return [
    ...environments
      .filter(({ differs }) => differs)
      .map(({ environment, status, label }): ReportedProblem => ({
        severity: 'warning',
        what: `${environment} is ${status}, and the label in the cluster says ${label ?? 'nothing'}`,
        fix: `npx lke-platform environment status ${environment} --fix`,
      })),
    ...notInForce('the gate is', gate, ACCESS_NAMESPACE, GATE_RELEASE),
    ...notInForce('approvals are', approvals, 'argocd', 'bootstrap'),
  ];
}

const notInForce = (subject: string, findings: readonly string[], ...release: [string, string]): ReportedProblem[] =>
  findings.length === 0
    ? []
    : [
        {
          severity: 'warning',
          what: `${subject} not in force: ${findings.join('; ')}`,
          fix: `npx lke-platform apply system; where that changes nothing: ${installAgain(...release)}`,
        },
      ];
