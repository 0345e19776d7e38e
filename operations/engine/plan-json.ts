/** A plan as `terraform show -json` prints it, as far as it is used here (Terraform, JSON output format 1.2). */
export interface PlanJson {
  readonly format_version: string;
  readonly resource_changes?: readonly ResourceChangeJson[];
  /** What the engine found changed outside of it. */
  readonly resource_drift?: readonly ResourceChangeJson[];
  /** Whether the plan failed half way, and is only a part. */
  readonly errored?: boolean;
  readonly output_changes?: Readonly<Record<string, ChangeJson>>;
}

export interface ResourceChangeJson {
  readonly address: string;
  readonly previous_address?: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly change: ChangeJson;
  /** Why the action is what it is: `replace_because_tainted` and the like. */
  readonly action_reason?: string;
}

export interface ChangeJson {
  readonly actions: readonly ('no-op' | 'create' | 'read' | 'update' | 'delete' | 'forget')[];
  readonly before?: unknown;
  readonly after?: unknown;
  /** Same shape as `after`; true where a value is not known yet. */
  readonly after_unknown?: unknown;
  /** Same shape as the value; true where it is sensitive. */
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
  /** Attributes that force a replacement. */
  readonly replace_paths?: readonly (readonly (string | number)[])[];
  readonly importing?: { readonly id?: string };
}
