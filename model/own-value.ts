/** A value of a map whose names come from people; not what every object has, such as `constructor`. */
export const ownValue = <T>(map: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(map, name) ? map[name] : undefined;
