import { flowchart, label } from '../../../publish/diagram/mermaid';

describe('the text of somebody else in a picture', () => {
  it('stays as it is where it means nothing to Mermaid', () => {
    expect(label('g6-dedicated-8, 3 to 9 (production)')).toBe('g6-dedicated-8, 3 to 9 (production)');
    expect(label('Übersee 漢字')).toBe('Übersee 漢字');
  });

  it.each([
    ['a"b', 'a#34;b'],
    ['<script>', '#60;script#62;'],
    ['#35;', '#35;35#59;'],
    ['`code`', '#96;code#96;'],
    ['%% no comment', '#37;#37; no comment'],
    ['style: x', 'style#58; x'],
    ['a|b]c}', 'a#124;b#93;c#125;'],
    ['one\n  two', 'one two'],
    ['😀', '#128512;'],
  ])('is written by numbers where it would: %j', (text, expected) => {
    expect(label(text)).toBe(expected);
  });
});

describe('a flowchart', () => {
  it('has boxes, groups in groups, and arrows', () => {
    expect(
      flowchart({
        about: 'How it hangs together.',
        boxes: [{ id: 'outside/me', lines: ['me'], shape: 'outside' }],
        groups: [
          {
            id: 'group/a',
            title: 'A "quoted" title',
            boxes: [{ id: 'pool/a/b-c', lines: ['one', 'two'] }],
            groups: [{ id: 'group/b', title: 'B', boxes: [{ id: 'store/x', lines: ['x'], shape: 'store' }] }],
          },
        ],
        arrows: [
          { from: 'outside/me', to: 'pool/a/b-c', label: 'asks' },
          { from: 'pool/a/b-c', to: 'store/x', kind: 'both' },
          { from: 'group/a', to: 'outside/me', kind: 'order' },
        ],
      }),
    ).toBe(`flowchart LR
  accDescr: How it hangs together.
  outside_me(["me"])
  subgraph group_a["A #34;quoted#34; title"]
    pool_a_b_2d_c["one<br/>two"]
    subgraph group_b["B"]
      store_x[("x")]
    end
  end
  outside_me -->|"asks"| pool_a_b_2d_c
  pool_a_b_2d_c <--> store_x
  group_a -.-> outside_me`);
  });
});
