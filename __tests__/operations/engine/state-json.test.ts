import { parseState } from '../../../operations/engine/state-json';

describe('the text of a state', () => {
  it('is read', () => {
    const state = { serial: 1, lineage: 'a', outputs: {}, resources: [] };

    expect(parseState(JSON.stringify(state))).toEqual(state);
  });

  it.each(['{}', 'null', '[]', '{"resources": {}}'])('is not %s', (text) => {
    expect(() => parseState(text)).toThrow('it is not a state');
  });

  it.each(['', '{"resources": ['])('is not what an engine wrote half: "%s"', (text) => {
    expect(() => parseState(text)).toThrow('it is not whole JSON');
  });
});
