'use strict';

/**
 * Jest's transform of the one file of cdktf that formats a stack trace for every token it makes. Mapped to the sources, as
 * jest maps every trace, these would take a third of the time of what synthesizes. The bundle leaves them out, too.
 */
const { NO_STACK_TRACE } = require('../../bin/lean-packages.js');

module.exports = { process: () => ({ code: NO_STACK_TRACE }) };
