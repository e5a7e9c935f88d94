import type { WebhookWords } from './webhooks.zh-Hant.ts'

export const words = {
  title: 'Webhooks',
  settings: 'Settings',
  lead: 'Another system hears at once when something happens to a problem.',
  privacy:
    'Only numbers, states, severity, category, due day, the name of the spot and times are sent. No people’s names, nothing about residents, no notes and no photos; whoever needs more signs in.',
  add: 'Add webhook',
  none: 'No other system is told yet',
  noneText:
    'A webhook tells another system, such as one for work orders, as soon as something happens to a problem: somebody reports it, it goes to repair, it is verified. Ask whoever runs that system for an address that begins with https:// and enter it here. Then hand over the secret that is shown, so that the other side can check that it really came from here.',

  label: 'Name',
  labelHint: 'For example: work orders',
  url: 'Address',
  urlHint: 'Begins with https://. You get it from whoever runs the other system.',
  told: 'What is told',
  everything: 'Everything',
  some: 'Only what is ticked',
  topics: 'To be told',
  topic: {
    'finding.reported': 'New finding',
    'finding.settled': 'Settled on the spot',
    'finding.routed': 'Decided how to handle it',
    'finding.extended': 'More time approved',
    'finding.fixed': 'Fixed, to be verified',
    'finding.verified': 'Passed the verification',
    'finding.sent-back': 'Did not pass, sent back',
    'finding.closed': 'Closed',
    'finding.dismissed': 'Dismissed',
    'finding.merged': 'Merged',
    'finding.reopened': 'Taken up again',
    'finding.changed': 'Other changes, such as the severity',
    'finding.escalated': 'Nothing happened for too long',
    'webhook.test': 'Test',
  },
  faults: {
    'no-label': 'Please give a name.',
    'bad-address': 'Please give a whole address that begins with https:// and holds no user name or password.',
    'no-topic': 'Please tick at least one, or choose “Everything”.',
  },

  state: { active: 'In use', paused: 'Paused', disabled: 'Stopped' },
  disabledText:
    'The other side has taken nothing for days, or has said that it is gone, so nothing is sent to it any more. Please try it out first; when it works again, press “Resume”.',
  pausedText: 'What happens while it is paused is not sent afterwards.',
  never: 'Nothing sent yet',
  lastOne: (topic, outcome) => `Last: ${topic}. ${outcome}`,
  addedBy: (name, when) => `Added by ${name} on ${when}`,

  secret: 'Secret',
  secretNow: 'The secret is shown only this once',
  secretText:
    'Please copy it now, and hand it to whoever runs the other system in a safe way. It cannot be seen again once you leave this page.',
  secretFormer: 'The former secret stays good for 24 hours, so that the other side has time to change.',
  secretAbout:
    'With the secret the other side checks that a message really came from here. If others may have seen it, make a new one.',
  newSecret: 'New secret',
  newSecretAsk: 'Make a new secret?',
  newSecretText:
    'It is shown once. The former one stays good for 24 hours; after that the other side has to use the new one.',

  test: 'Try it out',
  testText: 'Sends a test message now, so that you see whether the other side takes it.',
  testNow: 'Send a test message',
  tested: {
    taken: 'The other side has taken the test message',
    notTaken: 'The other side has not taken the test message',
    waiting: 'No answer yet; please look at the log below in a moment',
  },
  log: 'What was sent',
  logText: 'The last 50, kept for 30 days.',
  logNone: 'Nothing has been sent yet.',
  older: 'Show earlier ones',
  again: 'Send again',
  outcome: {
    waiting: 'Waiting to be sent',
    sent: 'Taken',
    failed: 'Not taken, will be tried again',
    'given-up': 'Not taken, will not be tried again',
  },
  attempts: (count) => (count === '1' ? 'tried once' : `tried ${count} times`),
  next: (when) => `next try ${when}`,
  status: (code) => `Answer ${code}`,
  trouble: {
    refused: 'The other side refused it.',
    unreachable: 'The other side cannot be reached. Please check the address.',
    certificate: 'The certificate of the other side is not trusted. Whoever runs it has to renew it.',
    'timed-out': 'The other side did not answer in time.',
    'internal-address': 'The address leads into an internal network, which is never called.',
    redirected: 'The other side sends on to another address, which is never followed. Please enter the final one.',
    'too-long': 'The answer of the other side is too long.',
    unexpected: 'Something unexpected happened. Ask your system administrator to look at the log.',
  },
  id: (id) => `Id ${id}`,

  pause: 'Pause',
  resume: 'Resume',
  remove: 'Remove',
  removeAsk: (label) => `Remove “${label}”?`,
  removeText: 'Nothing more is sent, and what is known of its messages goes with it.',
} satisfies WebhookWords
