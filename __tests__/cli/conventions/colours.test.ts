import { coloursFor } from '../../../cli/conventions/colours';

const terminal = { isTTY: true, write: () => true };
const pipe = { isTTY: false, write: () => true };

describe('colours', () => {
  it.each([
    ['a terminal', terminal, {}, true],
    ['a pipe or a file', pipe, {}, false],
    ['a terminal with TERM=dumb', terminal, { TERM: 'dumb' }, false],
    ['a terminal with NO_COLOR', terminal, { NO_COLOR: '1' }, false],
    ['a terminal with an empty NO_COLOR', terminal, { NO_COLOR: '' }, true],
    ['a pipe with FORCE_COLOR', pipe, { FORCE_COLOR: '1' }, true],
    ['a terminal with FORCE_COLOR=0', terminal, { FORCE_COLOR: '0' }, false],
    ['a pipe with both, as NO_COLOR wins', pipe, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ])('for %s', (_, stream, env, coloured) => {
    expect(coloursFor(stream, env).red('x')).toBe(coloured ? '\u001b[31mx\u001b[39m' : 'x');
  });
});
