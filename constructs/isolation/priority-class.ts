import { PriorityClassV1 } from '@cdktf/provider-kubernetes/lib/priority-class-v1';
import { Construct } from 'constructs';
import type { PriorityClass } from '../../model/derive/priority-class';

/** A PriorityClass, which pods have only when they name it. */
export class NamedPriority extends Construct {
  /** Name of the class, known once it exists. */
  readonly className: string;

  constructor(scope: Construct, id: string, { name, value, description }: PriorityClass) {
    super(scope, id);
    const priority = new PriorityClassV1(this, 'this', {
      metadata: { name, labels: { 'app.kubernetes.io/managed-by': 'terraform' } },
      value,
      description,
    });
    this.className = priority.metadata.name;
  }
}
