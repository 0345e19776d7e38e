import type { InputInterface, ModuleInterface, OutputInterface, TypeInterface } from '../modules/interface';
import { addressChanges } from './addresses';
import { major, minor, type Change } from './change';
import { defaultChange } from './defaults';
import { identityChanges } from './identity';
import { limitChanges, ruleChanges } from './limits';
import { compareVersionRanges } from './version-ranges';

/** What callers notice of the step from one interface to another. */
export const compareInterfaces = (before: ModuleInterface, after: ModuleInterface): Change[] => [
  ...inputChanges(before.inputs, after.inputs, ''),
  ...ruleChanges(before, after),
  ...outputChanges(before, after),
  ...addressChanges(before, after),
  ...identityChanges(before, after),
  ...compareVersionRanges(before, after),
];

type Inputs = Readonly<Record<string, InputInterface>>;

function inputChanges(before: Inputs, after: Inputs, owner: string): Change[] {
  const kind = owner === '' ? 'input' : 'field';
  const name = (key: string) => `${kind} \`${owner}${key}\``;
  return [
    ...missingFrom(after, before).map((key) => major(`the ${name(key)} is gone`)),
    ...missingFrom(before, after).map((key) =>
      after[key]?.required ? major(`the ${name(key)} is new and required`) : minor(`the ${name(key)} is new`),
    ),
    ...pairs(before, after).flatMap(({ key, old, now }) => inputChange(old, now, `${owner}${key}`)),
  ];
}

function inputChange(old: InputInterface, now: InputInterface, name: string): Change[] {
  const types = typeChanges(old, now, name);
  return [
    ...types,
    ...(old.required === now.required
      ? []
      : [now.required ? major(`\`${name}\` is now required`) : minor(`\`${name}\` is no longer required`)]),
    ...(old.nullable && !now.nullable && !now.required ? [major(`\`${name}\` no longer takes null`)] : []),
    ...(!old.nullable && now.nullable ? [minor(`\`${name}\` takes null`)] : []),
    ...(old.required || now.required || sameDefault(old, now) ? [] : [defaultChange(old, now, name)]),
  ];
}

const sameDefault = (old: InputInterface, now: InputInterface) =>
  JSON.stringify(old.default) === JSON.stringify(now.default);

function typeChanges(old: TypeInterface, now: TypeInterface, name: string): Change[] {
  if (old.type !== now.type) return [major(`\`${name}\` is of type ${now.type}, it was ${old.type}`)];
  return [
    ...limitChanges(old, now, name),
    ...(old.element && now.element ? typeChanges(old.element, now.element, `${name}[*]`) : []),
    ...(old.fields && now.fields ? inputChanges(old.fields, now.fields, `${name}.`) : []),
  ];
}

const outputChanges = ({ outputs: before }: ModuleInterface, { outputs: after }: ModuleInterface): Change[] => [
  ...missingFrom(after, before).map((key) => major(`the output \`${key}\` is gone`)),
  ...missingFrom(before, after).map((key) => minor(`the output \`${key}\` is new`)),
  ...pairs(before, after).flatMap(({ key, old, now }) => outputChange(old, now, `the output \`${key}\``)),
];

const outputChange = (old: OutputInterface, now: OutputInterface, output: string): Change[] => [
  ...(old.type === now.type ? [] : [major(`${output} is of type ${now.type}, it was ${old.type}`)]),
  ...(!old.sensitive && now.sensitive ? [major(`${output} is now sensitive`)] : []),
  ...(old.sensitive && !now.sensitive ? [minor(`${output} is no longer sensitive`)] : []),
];

const missingFrom = (record: object, other: object) => Object.keys(other).filter((key) => !(key in record));

function pairs<T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>) {
  return Object.entries(before).flatMap(([key, old]) => {
    const now = after[key];
    return now === undefined ? [] : [{ key, old, now }];
  });
}
