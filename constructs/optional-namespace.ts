import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { Token, TerraformLocal, type IResolvable } from 'cdktf';
import { Construct } from 'constructs';
import { madeOrNamed, makeOnlyIf } from './repeated';

export interface OptionalNamespaceProps {
  /** Name, or a token. */
  readonly name: string;
  /** Whether it is made, or a token; otherwise it is taken to be there. */
  readonly create: boolean | IResolvable;
  /** Level of the Pod Security Standards that the API server holds its pods to, where it is made. */
  readonly podSecurity: 'privileged' | 'restricted';
}

/** A namespace of a module's own, or one that somebody else looks after. */
export class OptionalNamespace extends Construct {
  /** Name of the namespace. Where it is made, it is known once it is there. */
  readonly namespaceName: string;

  constructor(scope: Construct, id: string, { name, create, podSecurity }: OptionalNamespaceProps) {
    super(scope, id);
    const namespace = new NamespaceV1(this, 'this', {
      metadata: {
        name,
        labels: {
          'app.kubernetes.io/managed-by': 'terraform',
          'pod-security.kubernetes.io/enforce': podSecurity,
        },
      },
    });
    makeOnlyIf(create, namespace);
    const namespaceName = madeOrNamed(create, namespace, 'metadata[0].name', name);
    // A module names it in every release.
    this.namespaceName =
      typeof create === 'boolean'
        ? namespaceName
        : Token.asString(new TerraformLocal(this, 'name', namespaceName).expression);
  }
}
