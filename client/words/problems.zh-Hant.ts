import type { ProblemCode } from '../../checkpoints/wire/problem.ts'

/** What each problem of the API means to the person before it: what happened, that nothing is lost, what to do. */
export const words = {
  'body-invalid': '有資料未符合格式，請檢查後再試。',
  'not-found': '找不到這一頁的內容，可能已被移除。',
  'too-large': '資料太大，伺服器未能接收。',
  'origin-foreign': '請從本系統的網址開啟後再試。',
  internal: '伺服器出現問題，資料未有儲存。請稍後再試。',

  'signed-out': '登入已過期，請重新登入。手機上的記錄仍在。',
  'sign-in-refused': '用戶名稱或密碼不正確。',
  'sign-in-throttled': '嘗試次數太多，請稍後再試。',
  forbidden: '你的職務未包括此項操作。',
  'link-invalid': '這條連結已使用或已過期，請向管理員索取新連結。',
  'already-set-up': '系統已完成首次設定，請直接登入。',
  'username-taken': '此用戶名稱已有人使用。',
  'code-taken': '此編號已在本屋苑使用。',
  'place-unknown': '此位置不屬於本屋苑。',
  'checkpoint-unknown': '此巡查點不屬於本屋苑。',
  'person-unknown': '此人不在本屋苑任職。',
  'last-admin': '屋苑最少要有一位管理員。',
  'revisions-used-up': '此巡查點已換過 255 次標籤，請另建一個巡查點。',

  'tag-malformed': '這不是巡查標籤。',
  'tag-unknown': '系統沒有這個標籤的巡查點。',
  'tag-forged': '這個標籤並非由本屋苑發出。',
  'tag-revoked': '這個標籤已由新標籤取代。',
  'tag-of-other-estate': '這個標籤屬於另一個屋苑。',
  'tag-of-other-checkpoint': '記錄與標籤的巡查點不符。',

  'key-invalid': '未能登記手機：金鑰格式不符。',
  'device-unknown': '這部手機尚未登記。請在「設定」重新登記。',
  'device-revoked': '這部手機的登記已被取消，請聯絡主管。',
  'visit-malformed': '伺服器未能讀取這份記錄。',
  'visit-version-unsupported': '這份記錄的格式比伺服器新，請稍後再傳送。',
  'visit-id-mismatch': '這份記錄的編號與地址不符。',
  'visit-signature-invalid': '這份記錄的簽署與手機不符。',
  'visit-of-other-person': '這份記錄由另一位同事提交，請由他登入傳送。',
  'visit-conflict': '伺服器已有同一編號的另一份記錄，兩份都已保留待查。',
  'checklist-unknown': '伺服器沒有這個版本的檢查表。',
  'checklist-incomplete': '答案與檢查表不符。',
  'photos-missing': '伺服器未收到所有相片。',
  'photo-not-an-image': '只接受 JPEG、PNG 及 WebP 相片。',
  'photo-too-large': '相片太大，上限為 5 MB。',
  'photo-hash-mismatch': '相片在傳送途中損壞，請再試。',
} as const satisfies Readonly<Record<ProblemCode, string>>
export type ProblemWords = Readonly<Record<ProblemCode, string>>
