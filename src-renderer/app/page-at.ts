/** The page that a place belongs to: the one at it, or above it. */
export function pageAt<P extends { readonly path: string }>(
  pages: readonly P[],
  place: string,
): P | undefined {
  return pages.find((page) => place === page.path || place.startsWith(`${page.path}/`))
}
