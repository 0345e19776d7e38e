import { execFileSync } from 'node:child_process';
import { shellLine } from '../../model/shell-line';

describe('a command for a shell', () => {
  it('is read by the shell as it is meant', () => {
    const words = ['a b', "it's", 'pool["x"]', '$HOME', 'plain-chdir=./x', '*', ''];
    const printed = execFileSync('sh', ['-c', shellLine('printf', '%s\\n', ...words)], { encoding: 'utf8' });

    expect(printed.split('\n').slice(0, -1)).toEqual(words);
  });

  it('leaves plain words alone', () => {
    expect(shellLine('terraform', '-chdir=cdktf.out/stacks/state', 'untaint')).toBe(
      'terraform -chdir=cdktf.out/stacks/state untaint',
    );
  });
});
