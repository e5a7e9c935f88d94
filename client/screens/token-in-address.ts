/** The one-time token of a link, `…#token=…`: behind the `#`, so that it never reaches a server's log. */
export function tokenInAddress(): string | undefined {
  return new URLSearchParams(location.hash.slice(1)).get('token') ?? undefined
}
