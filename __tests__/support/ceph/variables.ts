/** Environment variables by which the test files find the Ceph that runs for all of them. */
export const ENDPOINT_VARIABLE = 'STORE_TEST_ENDPOINT';
export const TLS_ENDPOINT_VARIABLE = 'STORE_TEST_TLS_ENDPOINT';
export const FOLDER_VARIABLE = 'STORE_TEST_FOLDER';
