'use strict';

/**
 * Jest's place for the package of that name: the same validator, which compiles the schema of OpenAPI once in a test file
 * and not at every start of the service, half of whose time that is.
 */
const { Validator } = require('../../node_modules/@seriousme/openapi-schema-validator/index.js');

const compiled = {};

class CompiledOnce extends Validator {
  constructor() {
    super();
    this.ajvValidators = compiled;
  }
}

module.exports = { Validator: CompiledOnce };
