export function ChecklistEditorScreen() {
  return null
}
