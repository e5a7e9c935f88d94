/** How the list of enrolled phones names this one, like `Pixel 7, Chrome`: enough for its owner to know it again. */
export declare function deviceLabel(userAgent?: string): string
