/** The words of an attribute, in lower case. https://infra.spec.whatwg.org/#split-on-ascii-whitespace */
export function tokens(attribute: string): string[] {
  return attribute
    .toLowerCase()
    .split(/[\t\n\f\r ]+/)
    .filter((token) => token !== '')
}
