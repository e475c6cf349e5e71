/**
 * What stands in the settings file where a secret was that the keychain has now. It is no value: without the keychain's
 * the secret is missing. A plain text and no tag, so that every reader of YAML goes on reading the file.
 */
export const SECRET_MARKER = '<kept in the keychain>'
