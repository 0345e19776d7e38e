import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { LinodeProvider } from '@cdktf/provider-linode/lib/provider';
import { Testing, TerraformStack, type App, type TerraformElement } from 'cdktf';
import type { Node } from 'constructs';
import { logicalIdIn } from '../../constructs/logical-id';

/** A root module for one construct, with names as the stacks have them. */
class ConstructRoot extends TerraformStack {
  constructor(app: App) {
    super(app, 'root');
    new LinodeProvider(this, 'linode');
    new KubernetesProvider(this, 'kubernetes');
    new HelmProvider(this, 'helm');
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    return logicalIdIn(this, element);
  }
}

type Body = Readonly<Record<string, unknown>>;

/** Terraform JSON of a root with one construct. */
export interface ConstructJson {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Body>>>>;
  readonly locals?: Body;
}

/** Synthesizes a root module that holds what `build` adds to it. */
export function synthesizeConstruct(build: (root: TerraformStack) => unknown): ConstructJson {
  const root = new ConstructRoot(Testing.app());
  build(root);
  return JSON.parse(Testing.synth(root)) as ConstructJson;
}
