import { type AttributeChange, differences, type Sides } from './attribute-changes';
import { entriesOf, type NestedObjects, type ObjectChange } from './object-change';

interface LabelledObjectsProps {
  readonly path: string;
  readonly kind: string;
  /** Field that tells one from the others. */
  readonly label: string;
  /** Whether their order means something. @default false */
  readonly isOrdered?: boolean;
}

/** Objects in a list that a field tells apart, wherever in the list they stand, such as the rules of a firewall. */
export function labelledObjects({ path, kind, label, isOrdered = false }: LabelledObjectsProps): NestedObjects {
  const named = (list: Sides, side: 'before' | 'after') => namedEntries(list, side, label);
  return {
    path,
    changes(list) {
      const [before, after] = [named(list, 'before'), named(list, 'after')];
      const moved = isOrdered ? movedNames([...before.keys()], [...after.keys()]) : new Map<string, AttributeChange>();
      const change = { kind, reasons: [], attributes: [] };
      return [
        ...[...before].flatMap(([name, old]): ObjectChange[] => {
          const wanted = after.get(name);
          if (!wanted) return [{ ...change, name, action: 'destroy' }];
          const { before, beforeSensitive } = old;
          const place = moved.get(name);
          const attributes = [
            ...differences({ ...wanted, path: '', before, beforeSensitive }),
            ...(place ? [place] : []),
          ];
          return attributes.length === 0 ? [] : [{ ...change, name, action: 'update', attributes }];
        }),
        ...[...after.keys()]
          .filter((name) => !before.has(name))
          .map((name): ObjectChange => ({ ...change, name, action: 'create' })),
      ];
    },
  };
}

/** The entries of one side by name; a name that is used again gets a number. */
function namedEntries(list: Sides, side: 'before' | 'after', label: string): Map<string, Sides> {
  const named = new Map<string, Sides>();
  for (const [index, entry] of entriesOf(list, side).entries()) {
    const given = (entry[side] as Readonly<Record<string, unknown>> | null)?.[label];
    const name = typeof given === 'string' && given !== '' ? given : `without a ${label}`;
    named.set(named.has(name) ? `${name} (${index + 1})` : name, entry);
  }
  return named;
}

/** Those that stand at another place among the ones that stay, with their places, from 1. */
function movedNames(before: readonly string[], after: readonly string[]): Map<string, AttributeChange> {
  const places = (names: readonly string[], others: readonly string[]) =>
    new Map(names.filter((name) => others.includes(name)).map((name, index) => [name, index + 1]));
  const [old, wanted] = [places(before, after), places(after, before)];
  return new Map(
    [...old].flatMap(([name, place]) => {
      const to = wanted.get(name);
      return to === place ? [] : [[name, { path: 'place', before: String(place), after: String(to) }]];
    }),
  );
}
