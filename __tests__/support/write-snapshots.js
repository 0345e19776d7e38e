'use strict';

/** Writes what pull requests review of platform.yaml again, its snapshots and addresses: `npm run snapshots`. */
process.env.WRITE_ADDRESSES = 'yes';
void require('jest').run(['--ci=false', '-u', '__tests__/platform/', ...process.argv.slice(2)]);
