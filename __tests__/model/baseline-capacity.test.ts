import { baselinePods, baselineRequests, roomOf, unplaced } from '../../model/baseline-capacity';
import { INSTANCE_TYPES } from '../../model/catalogue/instance-types';

const nodesOf = (type: string, count: number) =>
  Array.from({ length: count }, () =>
    roomOf(INSTANCE_TYPES.get(type) ?? { class: 'standard', vcpus: 0, memory: 0, gpus: 0 }),
  );
const homeless = (type: string, count: number, collectors = 2) =>
  unplaced(baselinePods(collectors), nodesOf(type, count)).map(({ name }) => name);

describe('the room of a node', () => {
  it('is what a node on record offers, without what runs on every node', () => {
    // 1924896 Ki of 2 GiB, without Calico, the node exporter and the log agent.
    expect(roomOf({ class: 'standard', vcpus: 1, memory: 2, gpus: 0 })).toEqual({
      cpu: 0.675,
      memory: expect.closeTo(1924896 / 1024 / 1024 - 128 / 1024, 2) as number,
    });
  });
});

describe('the pods of the baseline', () => {
  it('have a collector more for each that the file asks for', () => {
    expect(baselinePods(5).length - baselinePods(2).length).toBe(3);
    expect(baselineRequests(2).cpu).toBeCloseTo(1.4);
  });

  it('do not fit where a node is smaller than Prometheus, however many there are', () => {
    expect(homeless('g6-standard-1', 20)).toEqual(['prometheus']);
  });

  it('do not fit where nodes are too few', () => {
    expect(homeless('g6-standard-2', 1)).not.toEqual([]);
    expect(homeless('g6-standard-4', 1, 20)).not.toEqual([]);
  });

  it('fit on what the examples have', () => {
    expect(homeless('g6-standard-2', 2)).toEqual([]);
    expect(homeless('g6-standard-4', 1)).toEqual([]);
  });
});
