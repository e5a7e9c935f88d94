import type { NotificationSettingsWords } from './notification-settings.zh-Hant.ts'

export const words = {
  title: 'How you are told',
  back: 'Settings',
  lead: 'Whatever concerns you always stands under Messages. Choose here how else you want to be told.',
  emergency:
    'Emergencies and new major problems do not wait for quiet hours. Emergencies come by every way set up here until somebody is on it.',
  save: 'Save',
  saved: 'Saved.',

  browser: {
    title: 'This browser',
    state: {
      unsupported: 'This browser cannot be told. Please use Chrome, Edge, Firefox or Safari, or choose e-mail.',
      'install-first':
        'On an iPhone, put Waymark on the home screen first: tap the share button, then “Add to Home Screen”. Open it from there and come back here.',
      denied:
        'Messages are blocked in this browser. Press the sign beside the address, set “Notifications” to “Allow” in the site’s settings, and come back here.',
      off: 'This device can show messages even while Waymark is not open. When you press the button, the browser asks whether you allow it.',
      on: 'This device shows your messages.',
    },
    switchOn: 'Show messages on this device',
    switchOff: 'Stop on this device',
    notNow: 'It could not be turned on. The browser did not allow it, or is being updated; please try again later.',
    noKey: 'This server cannot send to browsers at present. Please tell the admin.',
    list: 'Browsers that are told',
    lastSent: (ago) => `Last sent ${ago}`,
    neverSent: 'Nothing sent yet',
    remove: 'Remove',
    wanted: 'Tell me through my browsers',
    wantedDetail: 'When off, only emergencies are sent.',
  },

  ways: 'Ways to be told',
  mail: {
    wanted: 'Tell me by e-mail',
    wantedDetail: 'When off, only emergencies are sent.',
    address: 'E-mail address',
    addressHint: 'Leave it empty and no mails are sent at all.',
    noServer: 'This server has no mail server; nothing can be sent.',
  },

  quiet: {
    title: 'Quiet hours',
    wanted: 'Do not disturb me between',
    wantedDetail: 'In the estate’s time. What comes up meanwhile is sent when they end.',
    from: 'From',
    to: 'Until',
  },

  language: { label: 'Language of the messages', own: (name) => `${name} (account)` },

  faults: {
    address: 'Please fill in an e-mail address.',
    'bad-address': 'This is no e-mail address, such as chan@example.org.',
    time: 'Please fill in a time.',
    'same-time': 'The two times cannot be the same.',
  },

  test: {
    title: 'Try it',
    text: 'Sends you a message by the ways you have saved.',
    deed: 'Send a test',
    sent: (ways) => `Handed over: ${ways}. If nothing arrives within a minute, check the settings.`,
    failed: (ways) => `Not taken: ${ways}.`,
    nothing: 'Nothing is turned on. Choose and save first.',
    mail: 'e-mail',
    browsers: (count) => (count === '1' ? '1 browser' : `${count} browsers`),
    join: ', ',
  },

  card: {
    title: 'Messages',
    text: 'Choose whether you are told through the browser or by e-mail, and your quiet hours.',
    open: 'How you are told',
  },
} satisfies NotificationSettingsWords
