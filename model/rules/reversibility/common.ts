import { PLANNED_ACTIONS, type PlannedAction, type ReversibilityRule } from './rule';

const MOVED = 'Terraform, moved block';
const REMOVED = 'Terraform, removed blocks';
const IMPORT = 'Terraform, import block';

interface TypesWithIds {
  /** Beginning of the ids of the rules. */
  readonly id: string;
  readonly types: readonly string[];
}

/** What changes the state alone has an inverse that does so, too. */
export const movedRule = ({ id, types }: TypesWithIds): ReversibilityRule => ({
  id: `${id}-moved`,
  types,
  actions: ['move'],
  reversibility: 'reversible',
  because: 'the state alone changes; a moved block leads back',
  source: MOVED,
});

export const importedRule = ({ id, types }: TypesWithIds): ReversibilityRule => ({
  id: `${id}-imported`,
  types,
  actions: ['import'],
  reversibility: 'reversible',
  because: 'the state alone changes; a removed block that does not destroy makes the engine forget it again',
  source: REMOVED,
});

export const forgottenRule = ({ id, types }: TypesWithIds): ReversibilityRule => ({
  id: `${id}-forgotten`,
  types,
  actions: ['forget'],
  reversibility: 'reversible',
  because: 'it goes on existing with its id; an import block takes it back into the state',
  source: IMPORT,
});

/** What an import does not bring back as it was. */
export const forgottenForGood = ({ id, types }: TypesWithIds, because: string, source: string): ReversibilityRule => ({
  id: `${id}-forgotten`,
  types,
  actions: ['forget'],
  reversibility: 'needs-restore',
  because,
  source,
});

/** What is in the state alone. */
const IN_STATE: TypesWithIds = { id: 'state-alone', types: ['terraform_data'] };
const OTHER_THAN_MOVES: readonly PlannedAction[] = PLANNED_ACTIONS.filter((action) => action !== 'move');

export const STATE_ALONE: readonly ReversibilityRule[] = [
  {
    ...IN_STATE,
    actions: OTHER_THAN_MOVES,
    paths: ['input', 'triggers_replace', 'output'],
    reversibility: 'reversible',
    because: 'it stands in the state alone',
    source: 'terraform_data',
  },
  movedRule(IN_STATE),
];
