import { TerraformLocal, Token, type IResolvable } from 'cdktf';
import type { Construct } from 'constructs';
import { written } from './repeated';

/** Whether a part is there: known in a stack, a variable in a module. */
export type Switch = boolean | IResolvable;

/** What is there only while a switch is on: the switch, and what it is. */
export type Part = readonly [needed: Switch, value: unknown];

/** Leaves out of a map or a list what is switched off. @param id of the local for what only Terraform can leave out */
export type Choose = (id: string, parts: Readonly<Record<string, Part>> | readonly Part[]) => unknown;

const isKnown = ([needed]: Part) => !Token.isUnresolved(needed);

/**
 * What leaves out parts of values. What a chart is not told of by a missing key, such as a part of another program's
 * configuration, cannot be null instead.
 *
 * Literals are left out here. Where a switch is a variable, all parts stand in a local, and Terraform picks those of them
 * that are on.
 *
 * @param scope of the locals; without it, switches have to be literals
 */
export const chooseIn =
  (scope?: Construct): Choose =>
  (id, parts) =>
    isList(parts) ? listOf(scope, id, parts) : mapOf(scope, id, parts);

function listOf(scope: Construct | undefined, id: string, parts: readonly Part[]): unknown {
  if (parts.every(isKnown)) return parts.filter(([needed]) => needed).map(([, value]) => value);
  const local = localOf(scope, id, parts.map(entryOf));
  return written((text) => `[for part in ${text(local)} : part.value if part.needed]`);
}

function mapOf(scope: Construct | undefined, id: string, parts: Readonly<Record<string, Part>>): unknown {
  const entries = Object.entries(parts);
  if (entries.every(([, part]) => isKnown(part))) {
    return Object.fromEntries(entries.filter(([, [needed]]) => needed).map(([name, [, value]]) => [name, value]));
  }
  const local = localOf(scope, id, Object.fromEntries(entries.map(([name, part]) => [name, entryOf(part)])));
  return written((text) => `{ for name, part in ${text(local)} : name => part.value if part.needed }`);
}

function localOf(scope: Construct | undefined, id: string, parts: unknown): unknown {
  if (!scope) throw new Error(`${id}: a switch that is a variable needs a scope for its local`);
  return new TerraformLocal(scope, id, parts).expression;
}

const entryOf = ([needed, value]: Part) => ({ needed, value });

const isList = (parts: Readonly<Record<string, Part>> | readonly Part[]): parts is readonly Part[] =>
  Array.isArray(parts);
