import type { Block } from '@lke-platform/stand-ins/protocol/schema';

/** What the engine brings itself. */
export const BUILT_IN: Readonly<Record<'resource' | 'data', Readonly<Record<string, Block>>>> = {
  resource: {
    terraform_data: {
      attributes: {
        id: { type: 'string', computed: true },
        input: { type: 'dynamic', optional: true },
        output: { type: 'dynamic', computed: true },
        triggers_replace: { type: 'dynamic', optional: true },
      },
    },
  },
  data: {
    terraform_remote_state: {
      attributes: {
        backend: { type: 'string', required: true },
        config: { type: 'dynamic', optional: true },
        defaults: { type: 'dynamic', optional: true },
        outputs: { type: 'dynamic', computed: true },
        workspace: { type: 'string', optional: true },
      },
    },
  },
};
