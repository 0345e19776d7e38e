import { HOST_LABEL } from '../model/derive/chart-values';
import { labelKey, labelValue } from '../model/limits';
import { TAINT_EFFECTS } from '../model/entities/node-pool';
import { list, map, object, oneOf, optional, required, text, type WireOf } from './inputs/types';

const toleration = object(
  {
    key: required(text(labelKey), 'Key of the taint.'),
    operator: optional(oneOf(['Equal', 'Exists']), 'How the value is compared.', 'Equal'),
    value: optional(text(labelValue), 'Value of the taint; null with the operator Exists.'),
    effect: optional(oneOf(TAINT_EFFECTS), 'Effect of the taint; null for every effect.'),
  },
  [
    {
      at: 'value',
      condition: (toleration) => `${toleration}.operator != "Exists" || ${toleration}.value == null`,
      message: 'The operator Exists compares no value. Remove value, or set operator = "Equal".',
    },
  ],
);

/** Inputs that place the pods of a chart on nodes. */
export const PLACEMENT_INPUTS = {
  nodeSelector: optional(map(text(labelValue), labelKey), 'Labels of the nodes that the pods run on.', {}),
  tolerations: optional(list(toleration), 'Taints of those nodes.', []),
};

/** The same as charts take it. */
export type Placement = WireOf<typeof PLACEMENT_INPUTS>;

/** Spreads the pods with these labels over physical machines as well as it can be done. */
export const spreadOverHosts = (matchLabels: Readonly<Record<string, string>>) => [
  {
    maxSkew: 1,
    topologyKey: HOST_LABEL,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels },
  },
];
