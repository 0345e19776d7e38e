import { nearest } from '../file/nearest';
import type { Rule } from './rule';

export const pricedTypeKnown: Rule = {
  id: 'priced-type-known',
  about: 'A price is given for an instance type that Linode has',
  source: 'Linode API, GET /linode/types',
  check({ prices }, report, { instanceTypes }) {
    for (const id of Object.keys(prices?.instanceTypes ?? {})) {
      if (instanceTypes.has(id)) continue;
      const known = [...instanceTypes.keys()];
      const guess = nearest(id, known);
      report(['prices', 'instanceTypes', id], {
        what: `the catalogue has no instance type ${id}, so that nothing would have this price`,
        given: id,
        allowed: 'an instance type of the table in docs/linode-notes.md, or of catalogue.instanceTypes',
        fix: `${guess ? `write ${guess}` : 'take the price out'}, or declare ${id} in catalogue.instanceTypes`,
      });
    }
  },
};
