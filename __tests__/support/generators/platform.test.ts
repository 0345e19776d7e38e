import * as fc from 'fast-check';
import { platformFile } from '../../../model/platform-file';
import { platforms } from './platform';
import { fieldsOf, seenFields } from './schema-fields';

const fields = fieldsOf(platformFile.schema);
const seen = fc
  .sample(platforms, { numRuns: 400, seed: 20260917 })
  .map((platform) => seenFields(platformFile.schema, platform));

describe('the generator of platform files', () => {
  it('reaches every field of the schema', () => {
    const present = new Set(seen.flatMap((sample) => sample.present));

    expect(fields.map(({ path }) => path).filter((path) => !present.has(path))).toEqual([]);
  });

  it('leaves out every optional field in some of them, while what it belongs to is there', () => {
    const absent = new Set(seen.flatMap((sample) => sample.absent));

    expect(fields.flatMap(({ path, optional }) => (optional && !absent.has(path) ? [path] : []))).toEqual([]);
  });

  it('leaves out no required field', () => {
    const absent = new Set(seen.flatMap((sample) => sample.absent));

    expect(fields.flatMap(({ path, optional }) => (!optional && absent.has(path) ? [path] : []))).toEqual([]);
  });

  it('knows the fields of lists and maps, too', () => {
    const paths = fields.map(({ path }) => path);

    expect(paths).toEqual(
      expect.arrayContaining([
        '.environments.production.nodePools[].taints[].effect',
        '.observability.alertRoutes{}.channel',
        '.catalogue.instanceTypes{}.gpus',
      ]),
    );
  });
});
