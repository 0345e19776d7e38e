/** An object without some of its properties. */
export function without<T extends object, K extends keyof T>(object: T, ...names: K[]): Omit<T, K> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !(names as string[]).includes(name))) as Omit<
    T,
    K
  >;
}
