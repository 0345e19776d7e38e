import { nearest } from '../../../model/file/nearest';

describe('the nearest known word', () => {
  it.each([
    ['regin', ['region', 'label'], 'region'],
    ['instance_type', ['name', 'instanceType'], 'instanceType'],
    ['NoSchedul', ['NoSchedule', 'NoExecute'], 'NoSchedule'],
    ['break_glass', ['break-glass', 'app-team'], 'break-glass'],
    ['nl-asm', ['nl-ams', 'se-sto'], 'nl-ams'],
    ['prod', ['system', 'production'], 'production'],
    ['id', ['id', 'to'], 'id'],
  ])('to %j among %j is %j', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });

  it.each([
    ['there are none', 'region', []],
    ['none is near', 'pipelines', ['region', 'label']],
    ['several begin with it', 'net', ['network', 'networkPolicy']],
    ['it is too short to begin one', 'p', ['production']],
    ['it is too long for a name', 'a'.repeat(100), ['a'.repeat(99)]],
  ])('is none where %s', (_, word, candidates) => {
    expect(nearest(word, candidates)).toBeUndefined();
  });
});
