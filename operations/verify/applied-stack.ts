import { z } from 'zod';
import { type Configuration, textOf } from '../applied-configuration/configuration';

const rootSchema = z.object({
  resource: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
});

/** The root module of a stack, as it was applied. */
export interface AppliedStack {
  /** Beginning of the keys of its objects in the artifacts bucket. */
  readonly key: string;
  /** Bodies of the resources of a type, as they are written. */
  resources(type: string): readonly Readonly<Record<string, unknown>>[];
}

/** @throws {Error} when it holds no root module of that stack */
export function appliedStack(stack: string, key: string, configuration: Configuration): AppliedStack {
  const text = textOf(configuration, `stacks/${stack}/cdk.tf.json`);
  if (text === undefined) throw new Error(`the applied configuration ${key} holds no root module of ${stack}`);
  const { resource } = rootSchema.parse(JSON.parse(text));
  return { key, resources: (type) => Object.values(resource[type] ?? {}) };
}
