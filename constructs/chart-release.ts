import { Release } from '@cdktf/provider-helm/lib/release';
import { Fn, TerraformLocal, type IResolvable, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { ChartName } from './charts';
import { list, optional, text } from './inputs/types';
import { makeOnlyIf, withMore } from './repeated';

/** Input of a module that takes what the module itself does not say about a chart. @param ofWhat where it is installed twice */
export const extraValues = (chart: ChartName, ofWhat = '') =>
  optional(
    list(text()),
    `Further values of the chart ${chart}${ofWhat && ` ${ofWhat}`} as YAML, which go over those of the module. They are in plans and the state.`,
    [],
  );

/** Revisions Helm keeps for a rollback. The provider would keep all of them, each a Secret in the cluster. */
const KEPT_REVISIONS = 10;

export interface ChartReleaseProps {
  /** Name of the chart. */
  readonly chart: ChartName;
  /** Name of the release. @default - that of the chart */
  readonly name?: string;
  /** Address of the chart repository. */
  readonly repository: string;
  /** Exact version of the chart. */
  readonly version: string;
  /** Name of the namespace, which has to exist. */
  readonly namespace: string;
  /** Values of the chart. Literals and tokens may be mixed. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Further values as YAML, of which each goes over those before; a list or a token. */
  readonly extraValues: unknown;
  /**
   * Whether the release is done only once its pods are ready, and rolled back when they do not get there. Not for
   * pods that wait for a Secret which is made after the deployment.
   */
  readonly waitForPods: boolean;
  /** Time for each step of the installation, in seconds. */
  readonly timeoutSeconds: number;
  /** What has to be installed before. */
  readonly after?: ITerraformDependable[];
  /** Whether there is a release, or a token. @default true */
  readonly enabled?: boolean | IResolvable;
}

/**
 * A Helm release. Its values stand in a local as an object: there they may hold variables, and a changed value is a
 * changed line of the stack; encoded as YAML, it is one of the plan too.
 */
export class ChartRelease extends Construct {
  readonly release: Release;

  constructor(scope: Construct, id: string, props: ChartReleaseProps) {
    super(scope, id);
    const values = new TerraformLocal(this, 'values', props.values);
    this.release = new Release(this, 'this', {
      name: props.name ?? props.chart,
      chart: props.chart,
      repository: props.repository,
      version: props.version,
      namespace: props.namespace,
      values: withMore([Fn.yamlencode(values.expression)], props.extraValues) as string[],
      wait: props.waitForPods,
      atomic: props.waitForPods,
      timeout: props.timeoutSeconds,
      maxHistory: KEPT_REVISIONS,
      ...(props.after && { dependsOn: props.after }),
    });
    makeOnlyIf(props.enabled ?? true, this.release);
  }
}
