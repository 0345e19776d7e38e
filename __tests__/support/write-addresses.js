'use strict';

/** Writes the committed lists of resource addresses again: `npm run addresses`. */
process.env.WRITE_ADDRESSES = 'yes';
void require('jest').run(['__tests__/stacks/addresses.test.ts']);
