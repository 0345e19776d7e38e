import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Configuration, textOf, writeConfiguration } from '../applied-configuration/configuration';
import type { Deployment } from '../deploy/deployment';
import type { SynthesizedStack } from '../deploy/output-folder';
import { isRecord } from '../plan-review/attribute-changes';
import { withDecidedOutput } from './decided/decided-output';

/** A configuration written where an engine can plan it. */
export interface WorkPlace extends Pick<SynthesizedStack, 'id' | 'folder'> {
  /** Root module as it was kept. */
  readonly text: string;
}

const ROOT_MODULE = 'cdk.tf.json';

/** Path of a stack's root module below an output folder. */
export const rootModuleOf = ({ id }: Pick<SynthesizedStack, 'id'>) => `stacks/${id}/${ROOT_MODULE}`;

/**
 * Writes a configuration to a folder of its own, to be planned and never to be applied: without the protection against
 * deletion, because of which the engine would make no plan of what has to be replaced, and with an output that says what it
 * decides.
 *
 * @throws {Error} when the configuration has no root module of the stack
 */
export function writeToPlan(
  deployment: Deployment,
  stack: SynthesizedStack,
  configuration: Configuration,
  variant: string,
): WorkPlace {
  const output = deployment.workFolder(stack, variant);
  const text = textOf(configuration, rootModuleOf(stack));
  if (text === undefined) throw new Error(`what was kept of ${stack.id} has no ${rootModuleOf(stack)}`);
  writeConfiguration(configuration, output);
  const folder = join(output, 'stacks', stack.id);
  const toPlan = withDecidedOutput(withoutProtection(JSON.parse(text)) as Readonly<Record<string, unknown>>);
  writeFileSync(join(folder, ROOT_MODULE), JSON.stringify(toPlan));
  return { id: stack.id, folder, text };
}

function withoutProtection(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutProtection);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'prevent_destroy');
  return Object.fromEntries(entries.map(([key, entry]) => [key, withoutProtection(entry)]));
}
