import { fits } from '../../model/limit';
import { platformName } from '../../model/limits';

/**
 * Name of the platform that a cluster becomes.
 *
 * @param given name that the user chose. @default - one made of the cluster's label
 * @throws {Error} when neither will do
 */
export function platformNameOf(label: string, given: string | undefined): string {
  const name = given ?? shortened(label);
  if (fits(platformName, name)) return name;
  const origin =
    given === undefined ? `of the label ${label} no name can be made` : `${given} is not a name of a platform`;
  throw new Error(`${origin}: allowed are ${platformName.allowed}. Choose another one with --name.`);
}

const shortened = (label: string) =>
  label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, platformName.max)
    .replace(/^[-0-9]+|-+$/g, '');
