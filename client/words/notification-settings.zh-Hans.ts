import type { NotificationSettingsWords } from './notification-settings.zh-Hant.ts'

export const words = {
  title: '通知设置',
  back: '设置',
  lead: '通知一定会出现在“通知”页。这里选择另外用什么方式告诉您。',
  emergency: '紧急情况和新的严重问题不受免打扰时段限制。紧急情况会用所有已设置的方式通知，直到有人接手。',
  save: '保存',
  saved: '已保存。',

  browser: {
    title: '这个浏览器',
    state: {
      unsupported: '这个浏览器不能接收通知。请改用 Chrome、Edge、Firefox 或 Safari，或使用邮件。',
      'install-first':
        'iPhone 要先把 Waymark 添加到主屏幕：点分享按钮，再点“添加到主屏幕”，然后从主屏幕打开，回到这里。',
      denied: '这个浏览器已阻止通知。请点网址旁的图标，在网站设置中把“通知”改为“允许”，再回到这里。',
      off: '即使没有打开 Waymark，这台设备也可以显示通知。点按钮后，浏览器会问您是否允许。',
      on: '这台设备会显示给您的通知。',
    },
    switchOn: '在这台设备显示通知',
    switchOff: '不再在这台设备显示',
    notNow: '没有开启。浏览器没有允许，或正在更新，请稍后再试。',
    noKey: '这个服务器现在不能发送浏览器通知，请联系管理员。',
    list: '接收通知的浏览器',
    lastSent: (ago) => `上次发送：${ago}`,
    neverSent: '没有发送过',
    remove: '移除',
    wanted: '发送到我的浏览器',
    wantedDetail: '关闭后，只在紧急情况发送。',
  },

  ways: '通知方式',
  mail: {
    wanted: '用邮件通知我',
    wantedDetail: '关闭后，只在紧急情况发送。',
    address: '邮箱地址',
    addressHint: '留空则不会收到任何邮件。',
    noServer: '这个服务器没有设置邮件，暂时不能发送。',
  },

  quiet: {
    title: '免打扰时段',
    wanted: '在这段时间不要打扰我',
    wantedDetail: '时间以小区当地为准。期间的通知会在时段结束后一并送出。',
    from: '从',
    to: '到',
  },

  language: { label: '通知的语言', own: (name) => `${name}（账户）` },

  faults: {
    address: '请输入邮箱地址。',
    'bad-address': '这不是邮箱地址，例如 chan@example.org。',
    time: '请输入时间。',
    'same-time': '两个时间不能相同。',
  },

  test: {
    title: '测试',
    text: '按已保存的设置，向自己发送一条通知。',
    deed: '发送测试通知',
    sent: (ways) => `已交出：${ways}。如一分钟内没有收到，请检查设置。`,
    failed: (ways) => `没能交出：${ways}。`,
    nothing: '没有开启任何方式。请先选择并保存。',
    mail: '邮件',
    browsers: (count) => `${count} 个浏览器`,
    join: '、',
  },

  card: { title: '通知', text: '选择用浏览器或邮件接收通知，以及免打扰时段。', open: '通知设置' },
} satisfies NotificationSettingsWords
