import type { SheetFault } from '../../checkpoints/own-sheet.ts'

/** The label designer: what is on a label, on which paper, by which printer. */
export type LabelWords = {
  readonly design: string
  readonly mainLanguage: string
  readonly alsoIn: string
  readonly show: string
  readonly picture: string
  readonly sentence: (sentence: string) => string
  readonly shortCode: string
  readonly shortCodeDetail: string
  readonly code: string
  readonly logo: string
  readonly noLogo: string
  readonly twin: string
  readonly twinDetail: string
  readonly twinNoRoom: string
  readonly cutMarks: string
  readonly cutMarksDetail: string
  readonly level: string
  readonly levelHint: string
  readonly levels: { readonly sheet: (level: string) => string; readonly M: string; readonly Q: string }
  readonly uploadLogo: string
  readonly changeLogo: string
  readonly removeLogo: string
  readonly logoHint: string
  readonly logoNow: string

  readonly height: string
  readonly heightFault: (least: string, most: string) => string
  readonly ownOf: (name: string) => string
  readonly addOwn: string
  readonly changeOwn: string
  readonly removeOwn: string
  readonly removeOwnAsk: (name: string) => string
  readonly removeOwnText: string
  readonly ownTitle: string
  readonly name: string
  readonly shape: string
  readonly shapes: { readonly sheet: string; readonly roll: string }
  readonly page: string
  readonly label: string
  readonly width: string
  readonly labelHeight: string
  readonly grid: string
  readonly columns: string
  readonly rows: string
  readonly margin: string
  readonly marginHint: string
  readonly left: string
  readonly top: string
  readonly pitch: string
  readonly pitchHint: string
  readonly across: string
  readonly down: string
  readonly inset: string
  readonly insetHint: string
  readonly head: string
  readonly heads: { readonly none: string; readonly dpi: (dpi: string) => string }
  readonly numberFault: string
  readonly nameFault: string
  readonly sheetFaults: Readonly<Record<SheetFault, string>>

  readonly printer: string
  readonly printerHint: string
  readonly firstPrinter: string
  readonly addPrinter: string
  readonly printerName: string
  readonly removePrinter: string
  readonly scaleX: string
  readonly scaleY: string
  readonly scaleFault: string
  readonly testPage: string
  readonly testPageHint: string

  readonly preview: string
  readonly previewFailed: string
  readonly updating: string
  readonly readable: (module: string, distance: string) => string
  readonly near: (distance: string) => string
  readonly otherFormats: string
  readonly svg: string
  readonly png: string
  readonly svgZip: string
  readonly pngZip: string
  readonly zpl: (dpi: string) => string
  readonly zplHint: string
}

export const words: LabelWords = {
  design: '設計',
  mainLanguage: '標籤上的語言',
  alsoIn: '同時印上',
  show: '標籤上印甚麼',
  picture: '類別圖案',
  sentence: (sentence) => `「${sentence}」`,
  shortCode: '短碼',
  shortCodeDetail: '掃不到碼時可以手動輸入',
  code: '編號',
  logo: '屋苑標誌',
  noLogo: '尚未上載標誌',
  twin: '印兩個二維碼',
  twinDetail: '其中一個弄髒或刮花了，仍可掃另一個',
  twinNoRoom: '這款標籤位置不夠，只會印一個',
  cutMarks: '裁剪記號',
  cutMarksDetail: '印在普通紙上再剪開時用',
  level: '二維碼容錯級別',
  levelHint: '級別高較耐污損，但格子較密，要走近一點掃。',
  levels: { sheet: (level) => `按標籤紙（${level}）`, M: 'M：室內', Q: 'Q：停車場、升降機、戶外' },
  uploadLogo: '上載屋苑標誌',
  changeLogo: '更換屋苑標誌',
  removeLogo: '移除標誌',
  logoHint: 'PNG 或 JPEG 圖片。',
  logoNow: '現時的屋苑標誌',

  height: '每張裁切高度',
  heightFault: (least, most) => `請填寫 ${least} 至 ${most} 的整數。`,
  ownOf: (name) => `自訂：${name}`,
  addOwn: '自訂標籤紙',
  changeOwn: '更改這款標籤紙',
  removeOwn: '移除這款標籤紙',
  removeOwnAsk: (name) => `移除「${name}」？`,
  removeOwnText: '已印好的標籤不受影響；同事之後選不到這款紙。',
  ownTitle: '自訂標籤紙',
  name: '名稱',
  shape: '紙的種類',
  shapes: { sheet: '整張紙', roll: '捲裝，逐張打印' },
  page: '紙張大小',
  label: '每個標籤大小',
  width: '闊',
  labelHeight: '高',
  grid: '每張紙有多少標籤',
  columns: '橫排',
  rows: '直排',
  margin: '第一個標籤距離紙邊',
  marginHint: '量度紙邊至第一個標籤的邊。',
  left: '左邊',
  top: '上邊',
  pitch: '相鄰標籤的距離',
  pitchHint: '由一個標籤的邊，到下一個標籤的同一邊。',
  across: '橫向',
  down: '縱向',
  inset: '文字與標籤邊的距離',
  insetHint: '一般 2 至 3 mm；標籤貼着紙邊的，要 4 mm。',
  head: '打印機',
  heads: { none: '鐳射或噴墨', dpi: (dpi) => `熱感，${dpi} dpi` },
  numberFault: '請填寫數字。',
  nameFault: '請填寫名稱，最多 60 字。',
  sheetFaults: {
    'labels-overlap-across': '橫向距離比標籤的闊度小，標籤會重疊。',
    'labels-overlap-down': '縱向距離比標籤的高度小，標籤會重疊。',
    'off-the-page-across': '標籤超出了紙的右邊。',
    'off-the-page-down': '標籤超出了紙的下邊。',
    'symbol-too-small': '標籤太小，二維碼會印不清楚。',
    'inset-too-large': '距離太大，沒有位置印文字。',
  },

  printer: '打印機',
  printerHint: '印得偏了才需要填，負數即向左、向上。每部打印機的設定會記在這個瀏覽器。',
  firstPrinter: '打印機 1',
  addPrinter: '加一部打印機',
  printerName: '打印機名稱',
  removePrinter: '移除這部打印機',
  scaleX: '橫向縮放',
  scaleY: '縱向縮放',
  scaleFault: '請填寫 90 至 110 的數字，最多兩位小數。',
  testPage: '打印測試頁',
  testPageHint: '有尺和標籤框線的一頁，用來量度要調校多少。',

  preview: '第一頁預覽',
  previewFailed: '未能顯示預覽，請檢查網絡後再試。',
  updating: '正在更新預覽',
  readable: (module, distance) => `二維碼每格 ${module} mm；光線充足時，手機在 ${distance} cm 左右可掃到。`,
  near: (distance) => `二維碼較小，要把手機移到 ${distance} cm 左右才掃到。請先印一張試掃。`,
  otherFormats: '其他格式',
  svg: 'SVG 圖片',
  png: 'PNG 圖片',
  svgZip: 'SVG 圖片（ZIP）',
  pngZip: 'PNG 圖片（ZIP）',
  zpl: (dpi) => `Zebra 打印機 ${dpi} dpi（ZPL）`,
  zplHint: 'ZPL 把整個標籤作為圖像傳送，中文在任何 Zebra 打印機上都能印出。',
}
