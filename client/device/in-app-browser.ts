/**
 * Whether the page is open inside another app, such as WeChat, WhatsApp, Facebook or LINE, which open links in a window of
 * their own: it forgets the sign-in and what was filed sooner than the phone's browser, and often has no camera.
 */
export function isInAppBrowser(userAgent: string): boolean {
  return /MicroMessenger|WhatsApp|FBA[NV]|Line\//.test(userAgent)
}
