export const words = {
  title: '通知設定',
  back: '設定',
  lead: '通知一定會出現在「通知」頁。這裏選擇另外用甚麼方法告訴你。',
  emergency: '緊急情況和新的嚴重問題不受靜音時段限制。緊急情況會用所有已設定的方法通知，直至有人接手。',
  save: '儲存',
  saved: '已儲存。',

  browser: {
    title: '這個瀏覽器',
    state: {
      unsupported: '這個瀏覽器不能接收通知。請改用 Chrome、Edge、Firefox 或 Safari，或使用電郵。',
      'install-first': 'iPhone 要先把 Waymark 加到主畫面：按分享按鈕，再按「加入主畫面」，然後從主畫面打開，回到這裏。',
      denied: '這個瀏覽器已封鎖通知。請按網址旁的圖示，在網站設定中把「通知」改為「允許」，再回到這裏。',
      off: '即使沒有打開 Waymark，這部裝置也可以顯示通知。按下按鈕後，瀏覽器會問你是否允許。',
      on: '這部裝置會顯示給你的通知。',
    },
    switchOn: '在這部裝置顯示通知',
    switchOff: '不再在這部裝置顯示',
    notNow: '未能開啟。瀏覽器沒有允許，或正在更新，請稍後再試。',
    noKey: '這個伺服器現在不能發送瀏覽器通知，請聯絡管理員。',
    list: '接收通知的瀏覽器',
    lastSent: (ago: string) => `上次發送：${ago}`,
    neverSent: '未發送過',
    remove: '移除',
    wanted: '發送到我的瀏覽器',
    wantedDetail: '關閉後，只在緊急情況發送。',
  },

  ways: '通知方法',
  mail: {
    wanted: '用電郵通知我',
    wantedDetail: '關閉後，只在緊急情況發送。',
    address: '電郵地址',
    addressHint: '留空則不會收到任何電郵。',
    noServer: '這個伺服器未設定電郵，暫時不能發送。',
  },

  quiet: {
    title: '靜音時段',
    wanted: '在這段時間不要打擾我',
    wantedDetail: '時間以屋苑當地為準。期間的通知會在時段結束後一併送出。',
    from: '由',
    to: '至',
  },

  language: { label: '通知的語言', own: (name: string) => `${name}（帳戶）` },

  faults: {
    address: '請輸入電郵地址。',
    'bad-address': '這不是電郵地址，例如 chan@example.org。',
    time: '請輸入時間。',
    'same-time': '兩個時間不能相同。',
  },

  test: {
    title: '試發',
    text: '按已儲存的設定，向自己發送一項通知。',
    deed: '發送試發通知',
    sent: (ways: string) => `已交出：${ways}。如一分鐘內沒有收到，請檢查設定。`,
    failed: (ways: string) => `未能交出：${ways}。`,
    nothing: '沒有開啟任何方法。請先選擇並儲存。',
    mail: '電郵',
    browsers: (count: string) => `${count} 個瀏覽器`,
    join: '、',
  },

  card: { title: '通知', text: '選擇用瀏覽器或電郵接收通知，以及靜音時段。', open: '通知設定' },
}
export type NotificationSettingsWords = typeof words
