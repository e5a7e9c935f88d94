import type { TagKeyWords } from './tag-keys.zh-Hant.ts'

export const words = {
  title: 'Label keys',
  lead: 'Every label is signed with a key of the estate. After a new key, old labels stay good until they are reissued or their key is revoked.',
  key: (generation) => `Key ${generation}`,
  states: { signing: 'Signs new labels', good: 'Its labels are good', revoked: 'Revoked' },
  labels: (count) => (count === '1' ? '1 label now' : `${count} labels now`),
  created: (when, by) => (by === null ? `${when}, with the estate` : `${when}, by ${by}`),
  revokedBy: (when, by, reason) => `Revoked ${when} by ${by}: ${reason}`,
  thumbprint: 'Thumbprint (RFC 7638)',
  rotate: 'Take a new key',
  rotateAsk: 'Take a new key?',
  rotateText:
    'Labels are signed with it from now on. Those that hang are not affected; phones hear of it the next time they are online.',
  rotated: 'A new key signs from now on.',
  reissue: 'Reissue these labels',
  reissueAsk: (count) => (count === '1' ? 'Reissue 1 label?' : `Reissue ${count} labels?`),
  reissueText: 'The old ones are refused at once: the new ones have to be printed and hung in their place.',
  reissued: (count) =>
    count === '1' ? '1 label reissued: print it and hang it.' : `${count} labels reissued: print and hang them.`,
  toLabels: 'Print labels',
  toHang: 'See what has to be hung',
  revoke: 'Revoke the key',
  revokeAsk: (generation) => `Revoke key ${generation}?`,
  revokeText: (count) =>
    `Only if somebody else may have got hold of it. All that it has signed is refused at once; the ${count} labels that hang are reissued and have to be printed and hung. This cannot be taken back.`,
  reason: 'Reason',
  reasonHint: 'For example: the computer that held the key was stolen.',
  reasonMissing: 'Please write down the reason.',
  public: 'Public keys',
  publicText: 'With these anybody can check a label.',
  back: 'Back to labels',
} satisfies TagKeyWords
