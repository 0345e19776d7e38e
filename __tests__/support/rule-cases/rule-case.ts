import type { ModuleDefinition } from '../../../publish/modules/definition';
import type { Props } from '../module-call';

/** The same value as an input of a module and as a field of a platform file, each by its path. */
export interface RuleCase {
  readonly module: ModuleDefinition;
  readonly inputs: Props;
  /** @default - a platform file has no such field */
  readonly file?: Props;
  /** A part of what the module says. */
  readonly message: RegExp;
}

type Make = (message: RegExp, inputs: Props, file?: Props) => RuleCase;

/** Makes cases of a module. */
export const casesOf =
  (module: ModuleDefinition): Make =>
  (message, inputs, file) => ({ module, message, inputs, ...(file && { file }) });

/** Cases of a field that has the same limits in the module and in the file. */
export const both = (make: Make, message: RegExp, input: string, field: string, ...values: unknown[]) =>
  values.map((value) => make(message, { [input]: value }, { [field]: value }));

export const NETWORKS = ['203.0.113.0/24'];

/** Makes a platform file one of LKE Enterprise. */
export const ENTERPRISE_FILE = { 'cluster.tier': 'enterprise', 'cluster.kubernetesVersion': 'v1.33.6+lke7' };
