import { forgottenForGood, importedRule, movedRule } from './common';
import type { ReversibilityRule } from './rule';

const RELEASE = { id: 'release', types: ['helm_release'] };
const HELM = 'Helm, custom resource definitions';
const HISTORY = 'Helm, release records';

export const HELM_RELEASES: readonly ReversibilityRule[] = [
  {
    id: 'release-installed',
    types: RELEASE.types,
    actions: ['create'],
    reversibility: 'needs-restore',
    because: 'helm leaves custom resource definitions and the volume claims of StatefulSets behind',
    source: HELM,
  },
  {
    id: 'release-upgraded',
    types: RELEASE.types,
    actions: ['update'],
    reversibility: 'needs-restore',
    because:
      'the way back is one more revision: Secrets of all of them stay, hooks run again, custom resource definitions stay as they are',
    source: HISTORY,
  },
  {
    id: 'release-uninstalled',
    types: RELEASE.types,
    actions: ['destroy', 'replace'],
    reversibility: 'needs-restore',
    because: 'it is installed anew, as revision 1: its former revisions and what its objects held are gone',
    source: HISTORY,
  },
  movedRule(RELEASE),
  importedRule(RELEASE),
  forgottenForGood(RELEASE, 'an import does not know the values, so that the next apply is one more revision', HISTORY),
];
