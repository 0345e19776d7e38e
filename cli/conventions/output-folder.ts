/** Folder that synth writes and every other command works on, unless told otherwise: the one cdktf-cli expects. */
export const OUTPUT_FOLDER = 'cdktf.out';
